import { expect, it } from "vitest";
import { overview, quickAnswer } from "../../src/cli/overview.js";
import { commandGroups } from "../../src/cli/table.js";

it("answers a bare --version, -v and --help, and nothing else", () => {
  expect(quickAnswer(["--version"], "1.2.3")).toBe("1.2.3\n");
  expect(quickAnswer(["-v"], "1.2.3")).toBe("1.2.3\n");
  expect(quickAnswer(["--help"], "1.2.3")).toBe(overview());
  expect(quickAnswer(["-h"], "1.2.3")).toBe(overview());
  for (const argv of [[], ["deploy"], ["--version", "--json"], ["deploy", "--help"]])
    expect(quickAnswer(argv, "1.2.3")).toBeNull();
});

it("lists every command once, by what it is for, with its summary", () => {
  const lines = overview().split("\n");
  const groups = commandGroups.map(({ title, commands }) => {
    const at = lines.indexOf(`${title.charAt(0).toUpperCase()}${title.slice(1)}:`) + 1;
    return lines.slice(at, at + commands.length).map((line) => line.trim().split(/ {2,}/));
  });
  expect(groups).toEqual(
    commandGroups.map(({ commands }) => commands.map(({ name, summary }) => [name, summary])),
  );
});
