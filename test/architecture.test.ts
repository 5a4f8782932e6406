import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, it } from "vitest";

/** A module: its path below src/, and what it imports (own modules by path, packages by name). */
interface Module {
  readonly path: string;
  readonly imports: readonly string[];
  readonly text: string;
}

const source = join(import.meta.dirname, "../src");
const faces = ["cli", "tui", "api"];
const verbs = [
  "deploy",
  "attach",
  "restore",
  "history",
  "diff",
  "import",
  "export",
  "verify",
  "review",
  "validate",
  "numbers",
  "resolve",
  "show",
  "status",
];
const homes: Record<string, string> = {
  "isomorphic-git": "git",
  yaml: "config",
  ajv: "config",
  ink: "tui",
  react: "tui",
  commander: "cli",
};

/** What must not know clock, files or git: every plan, the diff, and what a plan is made with. */
const pure = /^diff\/|\/plan\.ts$|^import\/(classified|secrets)\.ts$/;

const room = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : path);

/** What a module does that STYLE's arrows forbid; empty when nothing. */
function faults({ path, imports, text }: Module): string[] {
  const own = room(path);
  const said: string[] = [];
  const no = (why: string): void => void said.push(`${path}: ${why}`);
  for (const to of imports) {
    const target = room(to);
    const home = homes[to.split("/")[0] ?? ""];
    if (home !== undefined && home !== own) no(`${to} lives in ${home}/`);
    if (own === "model" && target !== "model") no(`model imports ${to}`);
    if (pure.test(path) && target !== "model" && !pure.test(to.replace(/\.js$/, ".ts")))
      no(`a plan imports ${to}`);
    if (
      ["git", "config", "format"].includes(own) &&
      target !== own &&
      ["git", "config", "format", ...verbs, ...faces].includes(target)
    )
      no(`${own} imports ${to}`);
    if (verbs.includes(own) && faces.includes(target)) no(`a verb imports the face ${to}`);
    if (["tui", "api"].includes(own) && target === "git") no(`a face imports git: ${to}`);
    if (faces.includes(own) && faces.includes(target) && own !== target) no(`a face imports a face: ${to}`);
    if (["node:process", "process"].includes(to)) no("process is for bin.ts");
  }
  if (/^(utils|common|helpers|types)$/.test(own)) no("a room without a meaning");
  if (path !== "bin.ts" && /\bprocess\.|\bconsole\./.test(text)) no("process and console are for bin.ts");
  return said;
}

function modules(): Module[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes("/generated/"))
    .map((path) => read(path, readFileSync(join(source, path), "utf8")));
}

function read(path: string, text: string): Module {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, "");
  const named = [...code.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  const imports = named.map((name) => (name.startsWith(".") ? posix.join(posix.dirname(path), name) : name));
  return { path, imports, text: code };
}

it("the arrows that never are, are not", () => {
  const all = modules();
  expect(all.length).toBeGreaterThan(60);
  expect(all.flatMap(faults)).toEqual([]);
});

it.each([
  ["model/pin.ts", 'import { readFile } from "node:fs";', "model/pin.ts: model imports node:fs"],
  [
    "deploy/plan.ts",
    'import { lock } from "../git/locks.js";',
    "deploy/plan.ts: a plan imports git/locks.js",
  ],
  ["config/load.ts", 'import { x } from "../git/refs.js";', "config/load.ts: config imports git/refs.js"],
  [
    "attach/index.ts",
    'import { x } from "../cli/run.js";',
    "attach/index.ts: a verb imports the face cli/run.js",
  ],
  ["attach/index.ts", 'import { parse } from "yaml";', "attach/index.ts: yaml lives in config/"],
  ["show/index.ts", "console.log(1);", "show/index.ts: process and console are for bin.ts"],
])("the check sees a planted fault in %s", (path, text, fault) => {
  expect(faults(read(path, text))).toEqual([fault]);
});
