import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { readConfiguration } from "../../src/config/load.js";
import { problemCodes } from "../../src/config/problem-codes.js";
import { writeYaml } from "../../src/config/write-yaml.js";
import type { JsonValue } from "../../src/model/json.js";
import { memoryTree } from "../memory-tree.js";
import { type Mutation, mutate, mutations } from "../mutations.js";
import { expectPlaced } from "../placed.js";

const root = join(import.meta.dirname, "../..");
const versions = { newest: null, agentExists: async () => "unknown-version" as const };
/** No file that can be read takes longer; a hang would. */
const longest = 20_000;

/** This repository's own agents and numbers. */
const good: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...readdirSync(join(root, "agents"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    "phone-numbers.yaml",
  ].map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]),
);
const yamlFiles = Object.keys(good).filter((path) => path.endsWith(".yaml"));

/** Reads the good files with some of them replaced: whatever they hold, each problem has a code and a place. */
async function survives(replaced: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const started = performance.now();
  // Only agents that were touched: the others take time and are as they were.
  const agents = Object.keys(replaced).flatMap((path) => /^agents\/([^/]+)\//.exec(path)?.[1] ?? []);
  const tree = memoryTree({ ...good, ...replaced });
  const { problems } = await readConfiguration(tree, { versions, agents });
  expect(performance.now() - started).toBeLessThan(longest);
  const texts = Object.entries({ ...good, ...replaced }).map(([path, content]): [string, string] => [
    path,
    typeof content === "string" ? content.replace(/^\uFEFF/, "") : new TextDecoder().decode(content),
  ]);
  expectPlaced(problems, Object.fromEntries(texts));
  expect(problems.filter(({ code }) => problemCodes[code] === undefined)).toEqual([]);
}

const places = fc.constantFrom(...Object.keys(good), "tagline.ids.yaml");

it("any text in any file", async () => {
  const signs = fc.constantFrom(
    ..."\n\n  - :?[]{}#&*!|>'\"%@`,~\t\r\\/$\ufeff\u2028é🙂".split(/(?:)/u),
    "a",
    "b: ",
    "- ",
    "<<: ",
    "--- ",
    "... ",
    "!!str ",
    "&a ",
    "*a ",
    "{{",
    "}}",
    "$file: ",
    "$env: ",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(signs, { maxLength: 60 }).map((all) => all.join("")),
  );
  await fc.assert(
    fc.asyncProperty(places, text, (path, content) => survives({ [path]: content })),
    { numRuns: 150 },
  );
});

it("any bytes in any file", async () => {
  await fc.assert(
    fc.asyncProperty(places, fc.uint8Array({ maxLength: 60 }), (path, bytes) => survives({ [path]: bytes })),
    { numRuns: 50 },
  );
});

it("a good file whose values are cut, copied, renamed, swapped, nested and replaced", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...yamlFiles), mutations, async (path, changes: readonly Mutation[]) => {
      const value: JsonValue = parse(good[path] ?? "");
      await survives({ [path]: writeYaml(mutate(value, changes)) });
    }),
    { numRuns: 120 },
  );
});

/** What is put into a line of a file, at some column. */
const insertions = [
  "&a ",
  "*a ",
  "*a",
  "&a &b ",
  "!x ",
  "!!binary ",
  "<<: *a",
  "<<: ",
  "\t",
  "- ",
  ": ",
  ":",
  "? ",
  "#",
  " # tagline-ignore unset-variable: why",
  "'",
  '"',
  "|",
  ">-\n",
  "[",
  "]",
  "{",
  "}",
  ",",
  "\r",
  "\0",
  "\n---\n",
  "\n...\n",
  "%YAML 1.1\n",
  "{{x}}",
  "{$file: prompts/global.md}",
  "[".repeat(200),
  "x".repeat(2000),
  "<<<<<<< HEAD\n",
];

it("a good file in which text is cut and put in", async () => {
  const edit = fc.record({
    at: fc.nat(),
    cut: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 40 })),
    put: fc.constantFrom("", ...insertions),
  });
  await fc.assert(
    fc.asyncProperty(places, fc.array(edit, { minLength: 1, maxLength: 5 }), (path, edits) => {
      const changed = edits.reduce((text, { at, cut, put }) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + cut);
      }, good[path] ?? "default: {}\n");
      return survives({ [path]: changed });
    }),
    { numRuns: 200 },
  );
});

const head = "start_speaker: agent\nmodel_choice: { type: cascading, model: gpt-4.1 }\nstart_node_id: n0\n";
const flow = "agents/intake/flow.yaml";
const llm = "agents/receptionist/llm.yaml";
const many = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("");

it.each<[name: string, path: string, text: () => string]>([
  ["empty nodes", flow, () => `${head}nodes: [${"{},".repeat(90_000)}]\n`],
  [
    "faulty nodes",
    flow,
    () => `${head}nodes:\n${many(15_000, (i) => `- id: n${i}\n  type: press_digit\n  delay_ms: soon\n`)}`,
  ],
  [
    "unknown fields",
    flow,
    () => `${head}nodes:\n- id: n0\n  type: end\n${many(50_000, (i) => `  f${i}: 1\n`)}`,
  ],
  ["keys, each twice", llm, () => many(2, () => many(30_000, (i) => `k${i}: 1\n`))],
  [
    "comments that ignore",
    llm,
    () => `general_prompt: x\n${"# tagline-ignore unset-variable: x\n".repeat(119_000)}`,
  ],
  [
    "a line of pins",
    "phone-numbers.yaml",
    () =>
      `numbers:\n  "+14155550100":\n    inbound:\n${many(20_000, (i) => `    - { pin: desk@v${i}, weight: 0.1 }\n`)}`,
  ],
  ["line ends", llm, () => `general_prompt: x${"\n".repeat(300_000)}`],
  ["variables", llm, () => `general_prompt: "${many(400_000, (i) => `{{a${i}}} `)}"\n`],
])("a file of %s is checked in time", { timeout: 60_000 }, async (_, path, text) => {
  await survives({ [path]: text() });
});

it("a prompt that is no text is read once, whoever names it", async () => {
  const tree = memoryTree({
    ...good,
    [llm]: many(2000, (i) => `k${i}: { $file: prompts/general.md }\n`),
    "agents/receptionist/prompts/general.md": Buffer.alloc(1000, 0xff),
  });
  await readConfiguration(tree, { versions });
  expect(tree.reads.filter((path) => path.endsWith("general.md"))).toHaveLength(1);
});
