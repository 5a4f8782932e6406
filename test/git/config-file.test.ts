import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseConfig } from "../../src/git/config-file.js";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "tagline-config-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What git itself reads from the same text. */
function byGit(text: string): (readonly [string, string])[] {
  const path = join(directory, "config");
  writeFileSync(path, text);
  const said = execFileSync("git", ["config", "--list", "-z", "--no-includes", "--file", path], {
    encoding: "utf8",
  });
  return said
    .split("\0")
    .slice(0, -1)
    .map((entry) => {
      const end = entry.indexOf("\n");
      return end < 0 ? [entry, "true"] : [entry.slice(0, end), entry.slice(end + 1)];
    });
}

test.each([
  [
    "what git clone writes",
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = /srv/a b.git\n\tfetch = +refs/*:refs/*\n',
  ],
  ["a key alone", "[core]\n\tbare\n\tfilemode=\n"],
  ["upper case", '[CORE]\n  FileMode = True\n[Branch "Main"]\n  Merge = refs/heads/Main\n'],
  ["comments", '# one\n; two\n[a] # three\n  b = c ; four\n  d = "e # no" # five\n'],
  ["quotes and escapes", '[a]\n  b = " c\\td " e\\n"f \\\\"\n  g = h"i"j  \n'],
  ["a value over two lines", "[a]\n  b = c \\\n   d\n  e = f\n"],
  ["a value over two lines with CR", "[a]\r\n  b = c\\\r\nd\r\n  e = f\r\n"],
  ["a section and its key in one line", '[a "x"] b = c\n[d]e=f\n'],
  ["a subsection with quotes", '[a "b\\"c\\\\d]e"]\n  f = g\n'],
  ["an old subsection", "[branch.main]\n  remote = origin\n"],
  ["a byte order mark", "\uFEFF[a]\n  b = c\n"],
  ["a value with equals signs", "[a]\n  b = c = d\n  e.f = g\n".replace("  e.f = g\n", "")],
  ["no newline at the end", "[a]\n  b = c"],
])("%s is read as git reads it", (_, text) => {
  expect(parseConfig(text)).toEqual(byGit(text));
});
