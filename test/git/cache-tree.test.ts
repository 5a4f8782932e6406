import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readCacheTree } from "../../src/git/cache-tree.js";
import { parseIndex } from "../../src/git/index-file.js";

function repository() {
  const directory = mkdtempSync(join(tmpdir(), "tagline-trees-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=D", "-c", "user.email=d@example.com", ...args], {
      cwd: directory,
      encoding: "utf8",
    }).trim();
  const write = (path: string, text: string): void => {
    mkdirSync(join(directory, dirname(path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  git("init", "-q", "-b", "main");
  for (const slug of ["desk", "intake", "prüfung"]) {
    write(`agents/${slug}/agent.yaml`, slug);
    write(`agents/${slug}/prompts/general.md`, slug);
  }
  write("phone-numbers.yaml", "numbers: {}\n");
  git("add", ".");
  git("commit", "-q", "-m", "first");
  const trees = () => parseIndex(readFileSync(join(directory, ".git/index"))).trees();
  return { git, write, trees };
}

const paths = [
  "agents/desk",
  "agents/desk/prompts",
  "agents/intake",
  "agents/intake/prompts",
  "agents/prüfung",
];

test("each tree that is told is the one that git would write", () => {
  const { git, trees } = repository();
  expect(trees().get("")).toEqual({ oid: git("rev-parse", "HEAD^{tree}"), files: 7 });
  for (const path of paths)
    expect(trees().get(path)).toEqual({
      oid: git("rev-parse", `HEAD:${path}`),
      files: path.endsWith("prompts") ? 1 : 2,
    });
});

test("a directory in which something was staged is not told of, nor is what it is in", () => {
  const { git, write, trees } = repository();
  write("agents/desk/prompts/general.md", "other");
  git("add", "agents/desk/prompts/general.md");
  expect([...trees().keys()]).not.toContain("agents/desk/prompts");
  expect([...trees().keys()]).not.toContain("agents/desk");
  expect([...trees().keys()]).not.toContain("");
  expect(trees().get("agents/intake")?.oid).toBe(git("rev-parse", "HEAD:agents/intake"));
  git("rm", "-q", "agents/intake/agent.yaml");
  write("agents/prüfung/new.md", "x");
  git("add", "-N", "agents/prüfung/new.md");
  const told = [...trees()];
  expect(told.map(([path]) => path)).not.toContain("agents/intake");
  for (const [path, { oid }] of told) expect(git("write-tree", `--prefix=${path}`), path).toBe(oid);
});

test("bytes that are cut off or make no sense give what could be read", () => {
  const { trees } = repository();
  expect(trees().size).toBeGreaterThan(5);
  for (const text of ["", "\0", "\0x y\n", "\x001 1\n", "a\x002 9\n", "\x00-1 100000\n"])
    expect(readCacheTree(Buffer.from(text, "latin1")).size).toBe(0);
});
