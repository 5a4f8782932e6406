import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRules } from "../../scripts/list-rules.mjs";
import { problemCodes } from "../../src/config/problem-codes.js";
import { schemaCodes } from "../../src/config/schema/index.js";
import { exampleOf, saidOf } from "./rule-pages.js";

const docs = join(import.meta.dirname, "../../docs");
const codes = Object.keys(problemCodes);
const pageOf = (code: string): string => readFileSync(join(docs, "rules", `${code}.md`), "utf8");

/** Their examples are bytes, sizes or kinds of files, which a page can only tell in words. */
const toldInWords = [
  "byte-order-mark",
  "conflict-marker",
  "crlf-line-endings",
  "file-reference-link",
  "file-reference-too-large",
  "file-too-large",
  "not-a-file",
  "nul-byte",
  "too-deep",
  "wrong-encoding",
];

it("every code has a page, and every page a code", () => {
  expect(readdirSync(join(docs, "rules")).sort()).toEqual(codes.map((code) => `${code}.md`).sort());
  expect(schemaCodes.filter((code) => problemCodes[code] === undefined)).toEqual([]);
});

it("the list of codes is the one that is generated: npm run rules", async () => {
  const text = readFileSync(join(docs, "rules.md"), "utf8");
  expect(text).toBe(await listRules());
  expect([...text.matchAll(/^\| \[([a-z0-9-]+)\]/gm)].map((match) => match[1])).toEqual(codes);
});

describe.each(codes)("the page of %s", (code) => {
  it("says what the catalogue says, and the rest in order", () => {
    const { severity, ignorable } = problemCodes[code] ?? { severity: "", ignorable: false };
    const sentence = `${severity.charAt(0).toUpperCase()}${severity.slice(1)}; ${ignorable ? "can" : "cannot"} be ignored.`;
    const page = pageOf(code);
    expect(page.startsWith(`# ${code}\n\n${sentence}\n\n`)).toBe(true);
    expect(page.match(/^## .*/gm)).toEqual(["## On a call", "## How to fix it", "## Example"]);
    expect(page).not.toMatch(/\n\n\n|[ \t]\n|[^\n]$/);
  });

  it("has an example of which validate says what the page says", async () => {
    const { files, said } = exampleOf(pageOf(code));
    expect(Object.keys(files).length === 0).toBe(toldInWords.includes(code));
    if (toldInWords.includes(code)) return;
    expect(said).not.toBe("");
    expect(await saidOf(files, code)).toBe(said);
  });
});
