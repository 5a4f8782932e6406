import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { problemCodes } from "../../src/config/problem-codes.js";
import { memoryWorld } from "../memory-world.js";

const directory = join(import.meta.dirname, "../..");
const shipped = readFileSync(join(directory, "docs/rules/unresolved-node.md"), "utf8");

async function explain(...argv: string[]) {
  return explainOn(undefined, ...argv);
}

async function explainOn(columns: number | undefined, ...argv: string[]) {
  const { world, out, err } = memoryWorld({});
  const fs = { ...world.fs, readFile };
  const stdout = { ...world.stdout, columns };
  const exit = await run(["explain", ...argv], { ...world, fs, stdout }, { version: "1.2.3", directory });
  return { exit, out: out(), err: err() };
}

it("prints a code's page", async () => {
  const { exit, out, err } = await explain("unresolved-node");
  expect({ exit, err }).toEqual({ exit: 0, err: "" });
  expect(out).toBe(shipped.replace(/^#+ /gm, ""));
  expect(JSON.parse((await explain("unresolved-node", "--json")).out)).toEqual({
    code: "unresolved-node",
    severity: "error",
    means: "An edge leads to a node that does not exist.",
    ignorable: true,
    page: shipped,
  });
});

it("breaks prose between words where a terminal ends, and leaves examples as they are", async () => {
  const { out } = await explainOn(60, "unresolved-node");
  const [prose = "", example = ""] = out.split("```yaml");
  expect(prose.split("\n").filter((line) => line.length > 60)).toEqual([]);
  expect(prose.replace(/(?<=\S)\n(?=\S)/g, " ")).toBe(shipped.replace(/^#+ /gm, "").split("```yaml")[0]);
  expect(example).toBe(shipped.replace(/^#+ /gm, "").split("```yaml")[1]);
});

it("lists every code in a line each", async () => {
  const { out } = await explain();
  expect(out.split("\n").slice(0, 2)).toEqual([
    "file-too-large                 error             A file is larger than 4 MB, or has too many parts to be read.",
    "wrong-encoding                 error             A file is not UTF-8.",
  ]);
  expect(out.trim().split("\n")).toHaveLength(Object.keys(problemCodes).length);
  expect(JSON.parse((await explain("--json")).out)[0]).toEqual({
    code: "file-too-large",
    severity: "error",
    means: "A file is larger than 4 MB, or has too many parts to be read.",
    ignorable: false,
  });
});

it("takes two lines each where one is too long for the terminal", async () => {
  const { out } = await explainOn(80);
  expect(out.split("\n").slice(0, 2)).toEqual([
    "file-too-large  error",
    "    A file is larger than 4 MB, or has too many parts to be read.",
  ]);
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect((await explainOn(200)).out).toBe((await explain()).out);
});

it.each([
  ["unresolved-nod", "did you mean tagline explain unresolved-node?"],
  ["Unresolved-Node", "did you mean tagline explain unresolved-node?"],
  ["pin", "did you mean tagline explain bad-pin?"],
  ["../../package", "tagline explain lists the codes"],
  ["constructor", "tagline explain lists the codes"],
])("knows no code %s", async (code, hint) => {
  expect(await explain(code)).toEqual({
    exit: 2,
    out: "",
    err: `error: There is no code "${code}".\nhint: ${hint}\n`,
  });
});
