import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { history } from "../../src/history/index.js";
import type { Problem } from "../../src/model/problem.js";
import { validate } from "../../src/validate/index.js";
import type { World, WorldFs } from "../../src/world.js";
import { faultyFs } from "../faulty-fs.js";
import { memoryRepository } from "../memory-repository.js";
import { customAgent, type MemoryWorld, memoryWorld } from "../memory-world.js";

type Files = Readonly<Record<string, string>>;

const pages = join(import.meta.dirname, "../../docs/rules");
const store = "/repo/.git/tagline/cache/checks";
const engine = (type: string): string => `response_engine: { type: ${type} }\nvoice_id: 11labs-Adrian\n`;
const llm = (swap: string): string =>
  `model: gpt-4.1\ngeneral_prompt: { $file: prompts/general.md }\ngeneral_tools:\n  - { type: agent_swap, name: swap, agent_id: ${swap}, post_call_analysis_setting: only_destination_agent }\n`;

/** Something that is only found where a result is believed. */
const seen: Problem = {
  severity: "warning",
  code: "unused-file",
  file: "agents/desk/agent.yaml",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  pointer: "",
  message: "Seen before.",
};

/** A repository in which much refers to something else, and not all is right. */
const start: Files = {
  "agents/desk/agent.yaml": engine("retell-llm"),
  "agents/desk/llm.yaml": llm("line"),
  "agents/desk/prompts/general.md": "Be kind. The key is sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD.\n",
  "agents/line/agent.yaml": `${customAgent("line")}webhook_url: http://a.example # tagline-ignore insecure-url: until May\n`,
  "agents/line/notes.md": "x\n",
  "agents/night/agent.yaml": `${customAgent("night")}language: en_US\n`,
  "phone-numbers.yaml": 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n',
};

/** What can be in each file, and null for no file. */
const contents: Readonly<Record<string, readonly (string | null)[]>> = {
  "agents/desk/agent.yaml": [engine("retell-llm"), engine("conversation-flow"), "a: [\n", null],
  "agents/desk/llm.yaml": [llm("line"), llm("lime"), llm("agent_0123456789abcdef0123456789"), null],
  "agents/desk/prompts/general.md": [
    "Be {{kind}}.\n",
    "Be kind. Call `nobody`.\n",
    "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD\n",
    null,
  ],
  "agents/desk/prompts/other.md": ["unused\n", null],
  "agents/line/agent.yaml": [customAgent("line"), `${customAgent("line")}nickname: x\n`, null],
  "agents/lime/agent.yaml": [customAgent("lime"), null],
  "agents/night/agent.yaml": [`${customAgent("night")}language: en_US\n`, customAgent("night"), null],
  "agents/stray.txt": ["x\n", null],
  "phone-numbers.yaml": [
    'numbers:\n  "+14155550100":\n    inbound: desk@draft\n',
    'numbers:\n  "+14155550100":\n    inbound: lime@draft\n    outbound: night@v3\n',
    "numbers: []\n",
    null,
  ],
  "tagline.ids.yaml": ["default: { a: { agent_id: agent_0123456789abcdef0123456789 } }\n", "a: [\n", null],
  "tagline.yaml": ["branch: main\n", null],
};

function write({ volume }: MemoryWorld, path: string, text: string | null): void {
  const full = `/repo/${path}`;
  if (text === null) {
    if (volume.existsSync(full)) volume.unlinkSync(full);
    return;
  }
  volume.mkdirSync(full.slice(0, full.lastIndexOf("/")), { recursive: true });
  volume.writeFileSync(full, text);
}

/** What the same files give where nothing was ever checked. */
function fresh(made: MemoryWorld, agents: readonly string[] = []) {
  const files = Object.entries(made.volume.toJSON("/repo")).flatMap(([path, text]) =>
    path.startsWith("/repo/.git/") || text === null ? [] : [[path.slice("/repo/".length), text] as const],
  );
  return found(memoryWorld(Object.fromEntries(files)).world, agents);
}

function found(world: World, agents: readonly string[] = []) {
  return validate(world, { agents, rev: null });
}

/** Changes the file of results as someone could who knows its form: with a checksum that is right. */
function forge({ volume }: MemoryWorld, change: (body: string) => string): void {
  const text = String(volume.readFileSync(store, "utf8"));
  const end = text.indexOf("\n");
  const body = change(text.slice(end + 1));
  const sum = createHash("sha256").update(body).digest("hex");
  volume.writeFileSync(store, `${text.slice(0, end - sum.length)}${sum}\n${body}`);
}

it("finds the same as without it, whatever changed since", async () => {
  const edit = fc
    .constantFrom(...Object.keys(contents))
    .chain((path) => fc.tuple(fc.constant(path), fc.constantFrom(...(contents[path] ?? []))));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
      async (rounds) => {
        const made = memoryWorld(start);
        expect(await found(made.world)).toEqual(await fresh(made));
        for (const edits of rounds) {
          for (const [path, text] of edits) write(made, path, text);
          const expected = await fresh(made);
          expect(await found(made.world)).toEqual(expected);
          expect(await found(made.world)).toEqual(expected);
        }
      },
    ),
    { numRuns: 25 },
  );
});

it.each(["json", "pretty", "unix", "github", "sarif", "junit", "markdown"])(
  "prints the same as %s, strictly and for one agent",
  async (format) => {
    const made = installed(memoryWorld(start));
    for (const argv of [[], ["--strict"], ["line"], []]) {
      const words = ["validate", "--format", format, ...argv];
      const [warm, cold] = await Promise.all([
        printed(made, words),
        printed(installed(memoryWorld(start)), words),
      ]);
      expect(warm).toBe(cold);
      expect(warm).toMatch(argv.includes("line") ? /^0 / : /^1 /);
    }
  },
);

/** With the program's own pages. */
function installed(made: MemoryWorld): MemoryWorld {
  made.volume.mkdirSync("/tagline/docs/rules", { recursive: true });
  for (const page of readdirSync(pages))
    made.volume.writeFileSync(`/tagline/docs/rules/${page}`, readFileSync(join(pages, page)));
  return made;
}

async function printed(made: MemoryWorld, words: readonly string[]): Promise<string> {
  const from = made.out().length;
  const exit = await run(words, made.world, { version: "1.2.3", directory: "/tagline" });
  return `${exit} ${made.out().slice(from)}`;
}

it("is used: the second time nothing is parsed", async () => {
  const made = memoryWorld(start);
  await found(made.world);
  forge(made, (body) => body.replace("is not a language tag", "was seen before"));
  expect(JSON.stringify((await found(made.world)).problems)).toContain("was seen before");
});

it("knows a version's agents by the working tree's, and the other way round", async () => {
  const made = memoryRepository("numbers: {}\n");
  await made.deploy({ desk: "one" });
  forge(made, (body) => body.replace('"suppressed":0', '"suppressed":7'));
  const version = await validate(made.world, { agents: [], rev: { kind: "version", version: 0 } });
  expect([version.summary.suppressed, (await found(made.world)).summary.suppressed]).toEqual([7, 7]);
  made.write("agents/desk/agent.yaml", customAgent("two"));
  expect((await found(made.world)).summary.suppressed).toBe(0);
});

describe("is only ever a help", () => {
  const damages: readonly (readonly [what: string, damage: (text: string) => string])[] = [
    ["empty", () => ""],
    ["cut off in its first line", (text) => text.slice(0, 40)],
    ["cut off", (text) => text.slice(0, -20)],
    ["changed in one place", (text) => text.replace("not a language", "not a languagf")],
    ["of another build", (text) => text.replace(/checks 1, [^,]*,/, "checks 1, deadbeef,")],
    ["of another form", (text) => text.replace("checks 1", "checks 2")],
    ["something else", () => "\u0000\u0001 not this\n[]"],
  ];
  it.each(damages)("when it is %s", async (_, damage) => {
    const made = memoryWorld(start);
    await found(made.world);
    const whole = String(made.volume.readFileSync(store, "utf8"));
    made.volume.writeFileSync(store, damage(whole));
    expect(await found(made.world)).toEqual(await fresh(made));
    expect(String(made.volume.readFileSync(store, "utf8"))).toBe(whole);
  });

  it("when another Node wrote it", async () => {
    const made = memoryWorld(start);
    await found({ ...made.world, runtime: "v1.0.0" });
    forge(made, (body) => body.replaceAll('"problems":[', '"problems":[],"was":['));
    expect(await found({ ...made.world, runtime: "v2.0.0" })).toEqual(await fresh(made));
  });

  it("when it says of this content what was found in other content", async () => {
    const made = memoryWorld({ ...start, "agents/night/agent.yaml": customAgent("night") });
    await found(made.world);
    write(made, "agents/night/agent.yaml", start["agents/night/agent.yaml"] ?? "");
    expect(await found(made.world)).toEqual(await fresh(made));
  });

  it("when a file changes between being listed and being read", async () => {
    const made = memoryRepository("numbers: {}\n");
    await made.deploy({ desk: "one" });
    made.volume.unlinkSync(store);
    const path = "/repo/agents/desk/agent.yaml";
    const stat = made.volume.lstatSync(path, { bigint: true });
    const later = Object.assign(made.volume.statSync("/repo/.git/index", { bigint: true }), {
      mtimeNs: stat.mtimeNs + 10_000_000_000n,
    });
    // The index knows the file, and whoever then reads it gets something else.
    const { fs } = made.world;
    const changing = {
      ...fs,
      stat: (async (of: string, options: object) =>
        of.endsWith("/index") ? later : fs.stat(of, options)) as WorldFs["stat"],
      readFile: (async (of: string, options: never) =>
        of === path ? Buffer.from("voice_id: [\n") : fs.readFile(of, options)) as WorldFs["readFile"],
    };
    expect((await found({ ...made.world, fs: changing })).summary.errors).toBeGreaterThan(0);
    expect(await found(made.world)).toEqual(await fresh(made));

    forge(made, (body) => body.replace('"problems":[]', `"problems":[${JSON.stringify(seen)}]`));
    expect(await found({ ...made.world, fs: changing })).toMatchObject({ summary: { errors: 1 } });
    expect((await found(made.world)).problems).toEqual([seen]);
  });

  it("when it is where nothing can be written", async () => {
    for (const fault of ["EROFS", "EACCES", "ENOSPC"] as const) {
      const made = memoryWorld(start);
      const { fs } = faultyFs(made.world.fs, 1, fault);
      expect(await found({ ...made.world, fs })).toEqual(await fresh(made));
      expect(made.volume.existsSync(store)).toBe(false);
    }
  });

  it("when the repository is someone else's", async () => {
    const made = memoryWorld(start);
    const processes = { ...made.world.processes, user: 4711 };
    await found({ ...made.world, processes });
    expect(made.volume.existsSync(store)).toBe(false);
  });

  it("when several write at once", async () => {
    const made = memoryWorld(start);
    const expected = await fresh(made);
    const all = await Promise.all(Array.from({ length: 8 }, () => found(made.world)));
    for (const each of all) expect(each).toEqual(expected);
    expect(made.volume.readdirSync("/repo/.git/tagline")).toEqual(["cache"]);
    forge(made, (body) => body.replace("is not a language tag", "was seen before"));
    expect(JSON.stringify((await found(made.world)).problems)).toContain("was seen before");
  });
});

it("does not grow without end", async () => {
  const made = memoryWorld(start);
  await found(made.world);
  const size = String(made.volume.readFileSync(store, "utf8")).length;
  for (let round = 0; round < 20; round++) {
    write(made, "agents/line/agent.yaml", customAgent(`line-${round}`));
    await found(made.world);
  }
  expect(String(made.volume.readFileSync(store, "utf8")).length).toBeLessThan(size * 2);
});

it("is not written anew when nothing was found out", async () => {
  const made = memoryWorld(start);
  await found(made.world);
  const { fs, count } = faultyFs(made.world.fs, 1000, "stop");
  await found({ ...made.world, fs });
  await found({ ...made.world, fs }, ["desk"]);
  expect(count()).toBe(0);
});

describe("versions that pins name", () => {
  it("are not read again while their tags are the same, and are when one was moved", async () => {
    const repository = memoryRepository("numbers: {}\n");
    await repository.deploy({ desk: "one" });
    await repository.deploy({ intake: "two" });
    await repository.attach("+14155550100", "intake@v1");
    const read: string[] = [];
    const world: World = {
      ...repository.world,
      fs: {
        ...repository.world.fs,
        readFile: (async (path: string, options: never) => {
          read.push(path);
          return repository.world.fs.readFile(path, options);
        }) as World["fs"]["readFile"],
      },
    };
    const tagOf = (version: number): string =>
      repository.volume.readFileSync(`/repo/.git/refs/tags/v${version}`, "utf8") as string;
    const objectOf = (oid: string): string => `/repo/.git/objects/${oid.slice(0, 2)}/${oid.trim().slice(2)}`;

    expect((await found(world)).problems).toEqual([]);
    expect(read).toContain(objectOf(tagOf(1)));
    read.length = 0;
    expect((await found(world)).problems).toEqual([]);
    expect(read).not.toContain(objectOf(tagOf(1)));

    // A tag object that says that it is v0 makes no v1.
    repository.volume.writeFileSync("/repo/.git/refs/tags/v1", tagOf(0));
    expect((await found(world)).problems).toMatchObject([
      { code: "unknown-version", file: "phone-numbers.yaml" },
    ]);
  });

  it("are not taken to exist because a list of numbers did not ask", async () => {
    const repository = memoryRepository("numbers: {}\n");
    await repository.deploy({ desk: "one" });
    await repository.commitManifest('numbers:\n  "+14155550100":\n    inbound: desk@v7\n');
    expect(await history(repository.world, { limit: 1, agent: null })).toMatchObject([{ numbers: [] }]);
    expect((await found(repository.world)).problems).toMatchObject([{ code: "unknown-version" }]);
    expect(await history(repository.world, { limit: 1, agent: null })).toMatchObject([{ numbers: [] }]);
    expect((await found(repository.world)).problems).toMatchObject([{ code: "unknown-version" }]);
  });
});
