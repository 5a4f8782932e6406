import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { hookText } from "../../src/protect/hook-text.js";
import type { HookReach } from "../../src/protect/plan.js";

const zero = "0".repeat(40);
const [a, b] = ["a".repeat(40), "b".repeat(40)];

/** Shells that Debian, Alpine, macOS and others call `sh`; those that are on this machine. */
const shells = [
  ["dash"],
  ["busybox", "sh"],
  ["bash", "--posix"],
  ["zsh", "--emulate", "sh"],
  ["ksh"],
  ["sh"],
].filter(([program = "", ...args]) => spawnSync(program, [...args, "-c", "exit 0"]).status === 0);

/** Runs the hook in a git directory that holds `files` only. */
function runHook(
  [program = "sh", ...args]: readonly string[],
  files: Readonly<Record<string, string>>,
  input: string,
  options: { readonly reach?: HookReach; readonly state?: string; readonly cwd?: string } = {},
): { readonly exit: number | null; readonly err: string } {
  const directory = mkdtempSync(join(tmpdir(), "tagline-hook-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const hook = ".git/hooks/reference-transaction";
  const all = { ...files, ".git/refs/heads/main": b, [hook]: hookText(options.reach ?? "repository") };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const { status, stderr } = spawnSync(
    program,
    [...args, join(directory, hook), options.state ?? "prepared"],
    {
      cwd: join(directory, options.cwd ?? "."),
      env: { PATH: process.env.PATH },
      input,
      encoding: "utf8",
    },
  );
  return { exit: status, err: stderr };
}

const loose = { ".git/refs/tags/v1": `${a}\n` };
const packed = {
  ".git/packed-refs": `# pack-refs with: peeled\n${a} refs/tags/v1\n^${b}\n${b} refs/tags/v10\n`,
};
const lock = { ".git/packed-refs.lock": "" };
const allowed = { exit: 0, err: "" };
const refused = (name: string, verb: string) => ({
  exit: 1,
  err: `tagline: ${name} is a version: it is never ${verb}.\nhint: a change is published as the next version: tagline deploy\n`,
});

describe.each(shells)("the hook in %s %s", (...shell) => {
  const run = (files: Record<string, string>, input: string, options = {}) =>
    runHook(shell.filter(Boolean), files, input, options);

  it("needs nothing to be silent about: no input, no versions, no packed refs", () => {
    expect(run({}, "")).toEqual(allowed);
    expect(run(loose, `${zero} ${b} refs/heads/v1\n${zero} ${zero} refs/tags/v1.0\n`)).toEqual(allowed);
    expect(run({}, `${zero} ${b} refs/tags/v1\n`)).toEqual(allowed);
  });

  it.each([
    ["with the old value, as git tag -f gives it", a],
    ["with none, as git update-ref gives it", zero],
  ])("looks up what is moved, %s", (_, old) => {
    for (const files of [loose, packed, { ...loose, ...packed }])
      expect(run(files, `${old} ${b} refs/tags/v1\n`)).toEqual(refused("v1", "moved"));
  });

  it.each([
    ["with the old value, as newer versions of git tell it", a],
    ["with none, as older ones do", zero],
  ])("looks up what is deleted, %s", (_, old) => {
    for (const files of [loose, packed, { ...loose, ...packed }])
      expect(run({ ...files, ...lock }, `${old} ${zero} refs/tags/v1\n`)).toEqual(refused("v1", "deleted"));
    expect(run(loose, `${old} ${zero} refs/tags/v1\n`)).toEqual(refused("v1", "deleted"));
    expect(run(packed, `${old} ${zero} refs/tags/v1\n`)).toEqual(refused("v1", "deleted"));
  });

  it("lets a loose copy go that packed-refs holds with the same value, while nobody holds its lock", () => {
    expect(run({ ...loose, ...packed }, `${a} ${zero} refs/tags/v1\n`)).toEqual(allowed);
    const other = { ...packed, ".git/refs/tags/v1": `${b}\n` };
    expect(run(other, `${b} ${zero} refs/tags/v1\n`)).toEqual(refused("v1", "deleted"));
  });

  it("lets a version be put where it is, as packing does, and takes the loose value for the real one", () => {
    expect(run(loose, `${zero} ${a} refs/tags/v1\n`)).toEqual(allowed);
    expect(run(packed, `${zero} ${a} refs/tags/v1\n`)).toEqual(allowed);
    const other = { ...packed, ".git/refs/tags/v1": `${b}\n` };
    expect(run(other, `${zero} ${b} refs/tags/v1\n`)).toEqual(allowed);
    expect(run(other, `${zero} ${a} refs/tags/v1\n`)).toEqual(refused("v1", "moved"));
  });

  it("finds each version among many lines, and names every one of them", () => {
    const lines = [2, 3, 10, 1, 4].map((n) => `${zero} ${a} refs/tags/v${n}\n`).join("");
    expect(run(packed, lines)).toEqual(refused("v10", "moved"));
    const both = `${zero} ${b} refs/tags/v1\n${zero} ${zero} refs/tags/v10\n`;
    expect(run(packed, both).err).toMatch(/v1 is a version: .* moved\.\ntagline: v10 .* deleted\.\nhint: /);
  });

  it("refuses to make a version symbolic, and knows one that is", () => {
    expect(run(loose, `${a} ref:refs/heads/main refs/tags/v1\n`)).toEqual(refused("v1", "moved"));
    const symbolic = { ".git/refs/tags/v1": "ref: refs/heads/main\n" };
    expect(run(symbolic, `${zero} ${a} refs/tags/v1\n`)).toEqual(refused("v1", "moved"));
  });

  it("does not take a directory for a tag", () => {
    expect(run({ ".git/refs/tags/v1/x": a }, `${zero} ${b} refs/tags/v1\n`)).toEqual(allowed);
  });

  it("says nothing in other states", () => {
    for (const state of ["preparing", "committed", "aborted"])
      expect(run(loose, `${zero} ${zero} refs/tags/v1\n`, { state })).toEqual(allowed);
  });

  it("acts only where the mark is, when it is made for many repositories", () => {
    const input = `${zero} ${b} refs/tags/v1\n`;
    expect(run(loose, input, { reach: "marked" })).toEqual(allowed);
    const marked = { ...loose, ".git/tagline/protected": "" };
    expect(run(marked, input, { reach: "marked" })).toEqual(refused("v1", "moved"));
  });

  it("asks git where the refs are when it cannot see, and refuses when git does not know", () => {
    const said = run({ ...loose, "sub/file": "" }, `${zero} ${b} refs/tags/v1\n`, { cwd: "sub" });
    expect(said.exit).toBe(1);
    expect(said.err).toContain("not a git repository");
  });
});

it.skipIf(spawnSync("shellcheck", ["--version"]).status !== 0)("shellcheck finds nothing in the hook", () => {
  for (const reach of ["repository", "marked"] as const) {
    const said = spawnSync("shellcheck", ["-s", "sh", "-"], { input: hookText(reach), encoding: "utf8" });
    expect({ status: said.status, out: said.stdout }).toEqual({ status: 0, out: "" });
  }
});
