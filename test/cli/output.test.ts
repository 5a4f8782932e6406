import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { commandTable } from "../../src/cli/table.js";
import type { World, WorldFs } from "../../src/world.js";
import { type ReviewRepository, reviewRepository } from "../review-repository.js";

const directory = join(import.meta.dirname, "../..");

/** A line of each command: what works without git and writes nothing, else a refusal. */
const lines: Readonly<Record<string, string>> = {
  init: "init elsewhere --dry-run",
  new: "new survey --dry-run",
  import: "import exports/survey.json --dry-run",
  export: "export desk",
  validate: "validate",
  status: "status",
  deploy: "deploy --dry-run",
  history: "history",
  diff: "diff",
  review: "review --base v0",
  graph: "graph intake",
  browse: "browse",
  show: "show desk",
  numbers: "numbers",
  attach: "attach +14155550100 desk@draft --yes",
  detach: "detach +14155550109 --yes",
  rollback: "rollback +14155550100 --dry-run",
  restore: "restore v0 --dry-run",
  resolve: "resolve +14155550100",
  protect: "protect status",
  verify: "verify",
  renumber: "renumber v0 --dry-run",
  serve: "serve --port nowhere",
  schema: "schema",
  explain: "explain unset-variable",
  completion: "completion bash",
};

interface Output {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

let repository: ReviewRepository;

beforeAll(async () => {
  repository = await reviewRepository();
  const { edit, write } = repository;
  edit("agents/desk/agent.yaml", "en-US", "en-GB");
  write(
    "exports/survey.json",
    JSON.stringify({
      agent_name: "Survey",
      voice_id: "11labs-Adrian",
      response_engine: { type: "custom-llm", llm_websocket_url: "wss://llm.example/survey" },
    }),
  );
});

/** Runs a line, with what ships with Tagline read from the disk. */
async function outputOf(line: string, env: World["env"] = {}, isTerminal = false): Promise<Output> {
  const texts = { out: "", err: "" };
  const { world } = repository;
  const shipped = (path: unknown): boolean => String(path).startsWith(directory);
  const output = (to: "out" | "err") => ({
    write: (text: string) => {
      texts[to] += text;
    },
    isTerminal,
    columns: isTerminal ? 60 : undefined,
  });
  const fs = {
    ...world.fs,
    readFile: (path: string, ...more: []) => (shipped(path) ? readFile : world.fs.readFile)(path, ...more),
    readdir: (path: string, ...more: []) => (shipped(path) ? readdir : world.fs.readdir)(path, ...more),
  } as unknown as WorldFs;
  const exit = await run(
    line.split(" "),
    { ...world, fs, env: { ...world.env, ...env }, stdout: output("out"), stderr: output("err") },
    { version: "1.2.3", directory },
  );
  return { exit, ...texts };
}

describe.each(commandTable.map(({ name }) => [name, lines[name] ?? ""]))("%s", (_, line) => {
  it("is coloured only where that is asked for, and says the same", async () => {
    const plain = await outputOf(line);
    const coloured = await outputOf(line, { FORCE_COLOR: "1" });
    const { exit, out, err } = coloured;
    const stripped = { exit, out: stripVTControlCharacters(out), err: stripVTControlCharacters(err) };
    // Words that differ are marked by signs where there are no colours.
    if (!line.startsWith("diff")) expect(stripped).toEqual(plain);
    expect(await outputOf(line, { FORCE_COLOR: "1", NO_COLOR: "1" })).toEqual(plain);
    expect(await outputOf(`${line} --color never`, { FORCE_COLOR: "1" })).toEqual(plain);
    for (const text of [plain.out, plain.err]) expect(text).toBe(stripVTControlCharacters(text));
  });

  it("shows a dumb terminal no escape codes", async () => {
    const { out, err } = await outputOf(line, { TERM: "dumb" }, true);
    expect(out + err).toBe(stripVTControlCharacters(out + err));
  });

  it("prints one document as JSON, whatever the colours, with the same exit code", async () => {
    const { exit } = await outputOf(line);
    const said = await outputOf(`${line} --json --color always`);
    expect(said.exit).toBe(exit);
    expect(JSON.parse(said.out)).toBeTypeOf("object");
  });

  it("says nothing beside its result with --quiet", async () => {
    const { exit, err } = await outputOf(`${line} --quiet --color never`);
    expect(err).toMatch(exit === 0 ? /^$/ : /^(error: .*\n(hint: .*\n)?)?$/s);
  });
});
