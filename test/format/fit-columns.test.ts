import { describe, expect, it } from "vitest";
import { fitList, shareRoom } from "../../src/format/fit-columns.js";
import { type HistoryRow, prettyHistory } from "../../src/format/history.js";
import { theme } from "../../src/format/theme.js";

describe("shareRoom", () => {
  it("gives what is wanted where there is room", () => {
    expect(
      shareRoom(
        [
          { wanted: 5, share: 2 },
          { wanted: 3, share: 1 },
        ],
        80,
      ),
    ).toEqual([5, 3]);
  });

  it("gives the least first, then by shares, and what one does not need to the others", () => {
    const columns = [
      { wanted: 40, share: 2 },
      { wanted: 4, share: 1 },
      { wanted: 40, share: 1, least: 12 },
    ];
    expect(shareRoom(columns, 12)).toEqual([0, 0, 12]);
    expect(shareRoom(columns, 40)).toEqual([16, 4, 20]);
    expect(shareRoom(columns, -3)).toEqual([0, 0, 12]);
  });
});

it("a list is whole, or says how many more there are, or only how many", () => {
  const fit = (width: number) =>
    fitList(["desk", "intake", "survey"], { noun: "agent", separator: ", ", width });
  expect([20, 19, 16, 15, 8, 5].map(fit)).toEqual([
    "desk, intake, survey",
    "desk and 2 more",
    "desk and 2 more",
    "desk and 2 more",
    "3 agents",
    "3 ag…",
  ]);
  expect(fitList([], { noun: "agent", separator: ", ", width: 0 })).toBe("");
});

describe("history on a terminal", () => {
  const now = Date.parse("2026-01-02T03:04:05Z");
  const row: HistoryRow = {
    ...{
      version: 12,
      title: "A title that says at length what the version does and why it was made",
      description: "",
    },
    ...{ tagOid: "a".repeat(40), commit: "b".repeat(40), timezoneOffset: 0 },
    author: { name: "Maximiliane von Habsburg-Lothringen", email: "dev@example.com" },
    timestamp: now / 1000 - 7200,
    agentsChanged: ["after-hours", "billing-questions", "emergency-dispatch", "intake"],
    numbers: ["+14155550100", "+14155550101", "+14155550102"],
  };
  const short: HistoryRow = {
    ...row,
    ...{ version: 9, title: "Short", author: { name: "Dev", email: "" }, agentsChanged: ["intake"] },
    numbers: ["+14155550103"],
  };

  it.each([80, 120])("fits %i columns, and cuts no number", (columns) => {
    const lines = prettyHistory([row, short], now, theme(false), columns).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.length <= columns)).toBe(true);
    expect(lines).toMatchSnapshot();
  });
});
