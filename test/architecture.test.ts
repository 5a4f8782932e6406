import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";

/** A module: its path below src/, what it imports (own modules by path, packages by name), its code. */
interface Module {
  readonly path: string;
  readonly imports: readonly string[];
  readonly code: string;
}

/** A rule about modules: what it says no to, and whether a module does that. */
interface Rule {
  readonly no: string;
  broken(module: Module): readonly string[];
}

const doorsAndNouns = ["git", "config", "format"];
const faces = ["cli", "tui", "api"];
/** Whatever is neither noun, door nor face is a verb: a new folder is checked without being listed. */
const isVerb = (room: string): boolean => !["model", ...doorsAndNouns, ...faces].includes(room);

/** Where the browser reaches the verbs; its states, keys and views are given what they need. */
const browserActions = ["actions", "verbs", "open-editor", "watch-repository"].map(
  (name) => `tui/${name}.ts`,
);

const homes: Readonly<Record<string, string>> = {
  yaml: "config",
  ajv: "config",
  ink: "tui",
  react: "tui",
  lowlight: "tui",
  "highlight.js": "tui",
  commander: "cli",
  diff: "diff",
  "@dagrejs": "format",
  hono: "api",
  "@hono": "api",
  zod: "api",
  "prom-client": "api",
  jose: "calls",
};
const outside = [
  "node:fs",
  "node:fs/promises",
  "node:child_process",
  "node:readline/promises",
  "node:process",
];

/** The first part of a path: a folder of src/, a file in it, or a package. */
const roomOf = (path: string): string => path.split("/")[0] ?? path;
const inFolder = (path: string): boolean => path.includes("/");
const isOwn = (path: string): boolean => /\.(js|json)$/.test(path) && !path.startsWith("node:");

const rules: readonly Rule[] = [
  {
    no: "model imports nothing",
    broken: ({ path, imports }) =>
      roomOf(path) === "model" ? imports.filter((to) => roomOf(to) !== "model") : [],
  },
  {
    no: "plans and diff know the model only",
    broken: ({ path, imports }) =>
      /(^|\/)plan\.ts$|^diff\//.test(path)
        ? imports.filter((to) => roomOf(to) !== "model" && roomOf(to) !== "diff")
        : [],
  },
  {
    no: "doors, config and format do not know each other, a verb or a face",
    broken: ({ path, imports }) =>
      doorsAndNouns.includes(roomOf(path))
        ? imports.filter((to) => isOwn(to) && inFolder(to) && !["model", roomOf(path)].includes(roomOf(to)))
        : [],
  },
  {
    no: "a verb does not know a face",
    broken: ({ path, imports }) =>
      inFolder(path) && isVerb(roomOf(path))
        ? imports.filter((to) => isOwn(to) && faces.includes(roomOf(to)))
        : [],
  },
  {
    no: "the browser and the API do not know git",
    broken: ({ path, imports }) =>
      ["tui", "api"].includes(roomOf(path)) ? imports.filter((to) => roomOf(to) === "git") : [],
  },
  {
    no: "the browser does not know how configuration is read",
    broken: ({ path, imports }) =>
      roomOf(path) === "tui" ? imports.filter((to) => roomOf(to) === "config") : [],
  },
  {
    no: "of the browser, only its actions know verbs",
    broken: ({ path, imports }) =>
      roomOf(path) === "tui" && !browserActions.includes(path)
        ? imports.filter((to) => isOwn(to) && inFolder(to) && isVerb(roomOf(to)))
        : [],
  },
  {
    no: "faces do not know each other, except that a command loads one lazily",
    broken: ({ path, imports, code }) =>
      faces.includes(roomOf(path))
        ? imports.filter(
            (to) => faces.includes(roomOf(to)) && roomOf(to) !== roomOf(path) && !isLazyFace(path, to, code),
          )
        : [],
  },
  {
    no: "a package has one home",
    broken: ({ path, imports }) =>
      imports.filter((to) => {
        // Our own src/diff/ has the name of a package.
        const home = isOwn(to) ? undefined : homes[roomOf(to)];
        return home !== undefined && home !== roomOf(path);
      }),
  },
  {
    no: "only bin.ts and what stands beside it reach outside",
    broken: ({ path, imports, code }) => {
      if (["bin.ts", "node-world.ts", "disk.ts", "compile-cache.ts"].includes(path)) return [];
      const server = roomOf(path) === "api" ? [] : ["node:http", "node:https", "node:net"];
      const modules = imports.filter((to) => [...outside, ...server].includes(to) && !isTypeOnly(to, code));
      const globals = code.match(/\b(?:process|console)\.\w+|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/g);
      return [...modules, ...(globals ?? [])];
    },
  },
  {
    no: "only faces print",
    broken: ({ path, code }) =>
      path === "bin.ts" || faces.includes(roomOf(path))
        ? []
        : (code.match(/\bstd(?:out|err)\.write\(/g) ?? []),
  },
  {
    no: "a folder says what is in it",
    broken: ({ path }) => path.match(/\b(?:utils?|common|helpers?|types|misc|lib)\//g) ?? [],
  },
];

function isLazyFace(path: string, to: string, code: string): boolean {
  const name = to.split("/").at(-1) ?? to;
  return path.startsWith("cli/commands/") && code.includes("import(") && !code.includes(`${name}";`);
}

function isTypeOnly(to: string, code: string): boolean {
  const statements = code.match(new RegExp(`import[^;]*"${to}"`, "g")) ?? [];
  return statements.every((statement) => statement.startsWith("import type"));
}

function faults(module: Module): string[] {
  return rules.flatMap(({ no, broken }) => broken(module).map((what) => `${module.path}: ${what} (${no})`));
}

function modules(): Module[] {
  const source = join(import.meta.dirname, "../src");
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes("/generated/"))
    .map((path) => read(path, readFileSync(join(source, path), "utf8")));
}

function read(path: string, text: string): Module {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  const named = [...code.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  const imports = named.map((name) => (name.startsWith(".") ? posix.join(posix.dirname(path), name) : name));
  return { path, imports, code };
}

it("the arrows that never are, are not", () => {
  const all = modules();
  expect(all.length).toBeGreaterThan(100);
  expect(all.flatMap(faults)).toEqual([]);
});

it("every package is imported from one room only", () => {
  const rooms = new Map<string, Set<string>>();
  for (const { path, imports } of modules())
    for (const to of imports.filter((name) => !isOwn(name) && !name.startsWith("node:")))
      rooms.set(to, (rooms.get(to) ?? new Set()).add(roomOf(path)));
  expect([...rooms].filter(([, used]) => used.size > 1)).toEqual([]);
});

describe("a planted fault is found", () => {
  it.each([
    ["model/pin.ts", 'import { readFile } from "../config/x.js";', "config/x.js (model imports"],
    ["model/pin.ts", 'import "node:path";', "node:path (model imports"],
    ["deploy/plan.ts", 'import { lock } from "../git/locks.js";', "git/locks.js (plans"],
    ["diff/flow.ts", 'import { failure } from "../errors.js";', "errors.js (plans"],
    ["config/load.ts", 'import { x } from "../git/refs.js";', "git/refs.js (doors"],
    ["git/refs.ts", 'export * from "../history/index.js";', "history/index.js (doors"],
    ["format/table.ts", 'import type { X } from "../status/index.js";', "status/index.js (doors"],
    ["attach/index.ts", 'import { x } from "../cli/run.js";', "cli/run.js (a verb"],
    ["brand-new/index.ts", 'const x = await import("../tui/app.js");', "tui/app.js (a verb"],
    ["tui/app.tsx", 'import { x } from "../git/refs.js";', "git/refs.js (the browser"],
    ["tui/verbs.ts", 'import { x } from "../config/load.js";', "config/load.js (the browser"],
    [
      "tui/lists/x-view.ts",
      'import { x } from "../../history/index.js";',
      "history/index.js (of the browser",
    ],
    ["api/serve.ts", 'import { x } from "../tui/app.js";', "tui/app.js (faces"],
    ["cli/commands/browse.ts", 'import { x } from "../../tui/app.js";', "tui/app.js (faces"],
    ["attach/index.ts", 'import { parse } from "yaml";', "yaml (a package has one home)"],
    ["show/index.ts", 'import { diffWords } from "diff";', "diff (a package has one home)"],
    ["git/x.ts", 'import { spawn } from "node:child_process";', "node:child_process (only bin.ts and"],
    ["cli/run.ts", 'import http from "node:http";', "node:http (only bin.ts and"],
    ["show/index.ts", "console.log(1);", "console.log (only bin.ts and"],
    ["history/index.ts", "const now = Date.now();", "Date.now( (only bin.ts and"],
    ["show/index.ts", "world.stdout.write(text);", "stdout.write( (only faces print)"],
    ["git/utils/x.ts", "", "utils/ (a folder"],
  ])("in %s: %s", (path, text, fault) => {
    const found = faults(read(path, text));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}: ${fault}`);
  });

  it.each([
    ["cli/commands/browse.ts", 'const { browse } = await import("../../tui/app.js");'],
    ["tui/verbs.ts", 'import { x } from "../history/index.js";'],
    ["world.ts", 'import type { promises } from "node:fs";'],
    ["api/serve.ts", 'import { createServer } from "node:http";'],
    ["show/index.ts", "// console.log(1);\n/* process.exit(1) */"],
  ])("and what is allowed is not, in %s: %s", (path, text) => {
    expect(faults(read(path, text))).toEqual([]);
  });
});
