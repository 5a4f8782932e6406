import { expect, it } from "vitest";
import { table } from "../../src/format/table.js";
import { theme } from "../../src/format/theme.js";

it("aligns columns and leaves no blanks at the end of a line", () => {
  const rows = [
    ["v10", "Opening day", "desk"],
    ["v9", "", ""],
  ];
  expect(table(rows)).toBe("v10  Opening day  desk\nv9\n");
  expect(table([])).toBe("");
});

it("measures wide and coloured cells by what is seen", () => {
  const { pinned } = theme(true);
  const rows = [
    [pinned("v1"), "日本", "a"],
    ["v2", "four", "b"],
  ];
  expect(table(rows)).toBe(`${pinned("v1")}  日本  a\nv2  four  b\n`);
});
