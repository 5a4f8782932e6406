import { expect, it } from "vitest";
import { overview, quickAnswer } from "../../src/cli/overview.js";
import { commandTable } from "../../src/cli/table.js";

it("answers a bare --version and --help, and nothing else", () => {
  expect(quickAnswer(["--version"], "1.2.3")).toBe("1.2.3\n");
  expect(quickAnswer(["--help"], "1.2.3")).toBe(overview());
  expect(quickAnswer(["-h"], "1.2.3")).toBe(overview());
  for (const argv of [[], ["deploy"], ["--version", "--json"], ["deploy", "--help"]])
    expect(quickAnswer(argv, "1.2.3")).toBeNull();
});

it("lists every command once, in the table's order, with its summary", () => {
  const listed = /Commands:\n((?: {2}.*\n)+)/.exec(overview())?.[1]?.trimEnd().split("\n") ?? [];
  expect(listed.map((line) => line.trim().split(/ {2,}/))).toEqual(
    commandTable.map(({ name, summary }) => [name, summary]),
  );
});
