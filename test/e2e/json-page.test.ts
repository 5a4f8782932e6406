import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandTable } from "../../src/cli/table.js";
import { type JsonStory, jsonStory, shownDocument } from "./json-story.js";
import { agentNamed } from "./team.js";

const docs = join(import.meta.dirname, "../../docs");
const path = join(docs, "json.md");
const page = readFileSync(path, "utf8");

/** What the page shows: a command line, and below it the document that it prints. */
const example = /(?<=`tagline ([^`\n]+ --json)`\n\n```json\n)[\s\S]*?(?=\n```)/g;

const survey = "agents/survey/agent.yaml";

const exported = {
  agent_id: "agent_0123456789abcdef0123456789",
  agent_name: "Front desk",
  voice_id: "11labs-Adrian",
  webhook_url: "https://hooks.example.com/calls?key=q8Zt1vXw3n",
  response_engine: { type: "custom-llm", llm_websocket_url: "wss://llm.example.com/desk" },
};

/** What happens before a command's lines on the page. */
const before: Readonly<Record<string, (story: JsonStory) => unknown>> = {
  import: ({ write }) => write("export.json", JSON.stringify(exported)),
  validate: ({ edit }) => edit(survey, "language: en-US", "language: english"),
  async status({ edit, tagline }) {
    edit(survey, "language: english", "language: en-US");
    await tagline('deploy --title "First version" --yes --json');
    edit(survey, "language: en-US", "language: en-GB");
  },
  graph: ({ tagline }) => tagline("new intake --engine conversation-flow --json"),
  numbers: ({ tagline }) => tagline("attach +14155550100 survey@v0 --yes --json"),
  async renumber({ git, write, tagline }) {
    git("init", "-q", "--bare", "-b", "main", "../origin.git");
    git("remote", "add", "origin", "../origin.git");
    git("push", "-q", "-u", "origin", "main", "--tags");
    git("clone", "-q", "../origin.git", "../theirs");
    write(`../theirs/${survey}`, agentNamed("Theirs"));
    await tagline("-C ../theirs deploy --yes --json");
    await tagline("deploy --title Ours --attach +14155550100 --no-push --yes --json");
  },
};

/** What the commands print beside that, from where the page ends: nothing to do, a refusal, other options. */
const others: readonly string[] = [
  "verify --remote --json",
  "renumber v2 --yes --json",
  "init --yes --protect --json",
  "protect status --json",
  "protect remove --yes --json",
  "import export.json --json",
  "numbers --json",
  "attach +14155550100 survey@v0:0.5 survey@v1:0.5 --replace --no-push --yes --json",
  "attach +14155550100 survey@v0:0.5 survey@v1:0.5 --replace --no-push --yes --json",
  "resolve +14155550100 --json",
  "rollback +14155550100 --to v1 --no-push --yes --json",
  "detach +14155550100 --no-push --yes --json",
  "resolve +14155550100 --json",
  "status --json",
  "deploy intake --no-push --yes --json",
  "deploy --no-push --yes --json",
  "deploy --no-push --json",
  "restore v0 --yes --json",
  "graph intake@v3 --diff v4 --json",
  "diff v0 v1 --json",
  "review --base v0 --json",
  "browse --json",
  "explain --json",
  "validate --json",
  "show survey --json",
  "status --nonsense --json",
];

interface Run {
  readonly line: string;
  readonly exit: number;
  readonly document: unknown;
}

const story = jsonStory();
const runs: Run[] = [];
let shown = page;

beforeAll(async () => {
  const oids = new Map<string, string>();
  const texts: string[] = [];
  const prepared = new Set<string>();
  for (const [, line = ""] of page.matchAll(example)) {
    const name = nameOf(line);
    if (!prepared.has(name)) await before[name]?.(story);
    prepared.add(name);
    const { exit, document } = await story.tagline(line);
    runs.push({ line, exit, document });
    texts.push(shownDocument(document, oids));
  }
  shown = page.replace(example, () => texts.shift() ?? "");
  for (const line of others) runs.push({ line, ...(await story.tagline(line)) });
}, 300_000);

afterAll(story.remove);

it("shows what is printed", async () => {
  await expect(shown).toMatchFileSnapshot(path);
});

it("has an example of every command that works", () => {
  const worked = new Set(runs.filter(({ document }) => !isError(document)).map(({ line }) => nameOf(line)));
  expect(commandTable.map(({ name }) => name).filter((name) => !worked.has(name))).toEqual([]);
});

it("names every field", () => {
  const unnamed = runs.flatMap(({ line, document }) => {
    const text = isError(document) ? sectionOf("Errors") : sectionOf(nameOf(line));
    const known = `${sectionOf("Everywhere")}${text}`;
    const isNamed = (key: string): boolean =>
      known.includes(`"${key}":`) || new RegExp(`\`[^\`]*\\b${key}\\b[^\`]*\``).test(known);
    return [...keysOf(document)].filter((key) => !isNamed(key)).map((key) => `${line}: ${key}`);
  });
  expect(unnamed).toEqual([]);
});

it("has the same form for the same thing", () => {
  const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
    version: (value) => value === null || Number.isInteger(value),
    ref: (value) => value === null || typeof value === "string",
    commit: isOidOrNull,
    tagOid: isOidOrNull,
    number: (value) => value === null || /^\+1415555\d{4}$/.test(String(value)),
    date: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(String(value)),
    status: (value) => typeof value === "string",
    ...Object.fromEntries(["problems", "changes", "next", "undo"].map((key) => [key, Array.isArray])),
  };
  const wrong = runs.flatMap(({ line, document }) =>
    [...fieldsOf(document)].flatMap(([key, value]) =>
      forms[key]?.(value) === false ? `${line}: ${key} is ${JSON.stringify(value)}` : [],
    ),
  );
  expect(wrong).toEqual([]);
});

it("a question that is answered with no prints the plan", async () => {
  const said = await story.tagline("attach +14155550100 survey@v0 --no-push --json", "n");
  expect(said).toMatchObject({ exit: 0, document: { status: "planned", commit: null } });
});

it("--quiet and --yes leave stderr empty", async () => {
  const said = await story.tagline("attach +14155550100 survey@v0 --no-push --yes --quiet --json");
  expect(said).toMatchObject({ exit: 0, document: { status: "moved" }, err: "" });
});

function nameOf(line: string): string {
  return line.split(" ").find((word) => commandTable.some(({ name }) => name === word)) ?? "";
}

/** The text below a heading, which may name several commands. */
function sectionOf(name: string): string {
  if (name === "diff" || name === "review") return readFileSync(join(docs, "diff-json.md"), "utf8");
  if (name === "browse") return sectionOf("history");
  const sections = page.split(/^## /m).map((text) => ({ text, title: text.split("\n", 1)[0] ?? "" }));
  return sections.find(({ title }) => title.split(", ").includes(name))?.text ?? "";
}

/** Below these, keys are the user's own. */
const open = new Set(["agentConfig", "config", "value", "ids", "engines", "stripped"]);

function* fieldsOf(value: unknown): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) for (const item of value) yield* fieldsOf(item);
  else if (typeof value === "object" && value !== null)
    for (const [key, inside] of Object.entries(value)) {
      yield [key, inside];
      if (!open.has(key)) yield* fieldsOf(inside);
    }
}

function keysOf(document: unknown): ReadonlySet<string> {
  return new Set([...fieldsOf(document)].map(([key]) => key));
}

function isError(document: unknown): boolean {
  return typeof document === "object" && document !== null && "error" in document;
}

function isOidOrNull(value: unknown): boolean {
  return value === null || /^[0-9a-f]{40}$/.test(String(value));
}
