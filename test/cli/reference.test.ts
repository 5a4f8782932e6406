import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { commandsPage } from "../../src/cli/commands-page.js";
import { manPage } from "../../src/cli/man-page.js";
import { commandTable } from "../../src/cli/table.js";

const root = join(import.meta.dirname, "../..");

it("docs/commands.md is what npm run commands makes", async () => {
  expect(readFileSync(join(root, "docs/commands.md"), "utf8")).toBe(await commandsPage());
});

it("the manual page has every command, and no text that roff takes for a request", async () => {
  const page = await manPage("1.2.3");
  const sections = [...page.matchAll(/^\.SS (.*)$/gm)].map((match) => match[1]);
  expect(sections).toEqual(commandTable.map(({ name }) => name));
  const requests = page.match(/^[.'][^ \n]*/gm) ?? [];
  expect([...new Set(requests)].sort()).toEqual([
    ".B",
    ".BR",
    ".I",
    ".PP",
    ".SH",
    ".SS",
    ".TH",
    ".TP",
    ".fi",
    ".nf",
  ]);
});

it.skipIf(spawnSync("mandoc", ["-h"]).error !== undefined)("mandoc finds no fault in it", async () => {
  const input = await manPage("1.2.3");
  const said = spawnSync("mandoc", ["-T", "lint", "-W", "style"], { input, encoding: "utf8" });
  // There is no date: the page is the same whenever it is built.
  expect(said.stdout.split("\n").filter((line) => !/missing date/.test(line))).toEqual([""]);
});
