import { expect, it } from "vitest";
import { failure } from "../../src/errors.js";
import { briefPinsText } from "../../src/format/pins.js";
import { theme } from "../../src/format/theme.js";
import type { NumberRow } from "../../src/tui/actions.js";
import { failureOf } from "../../src/tui/failure-of.js";
import { numbersView } from "../../src/tui/lists/numbers-view.js";
import { initialState, type State } from "../../src/tui/state.js";
import { update } from "../../src/tui/update.js";
import { now } from "./fake-actions.js";

const pin = { agent: "receptionist", version: 7, weight: 1, commit: null };
const none = { inbound: [], outbound: [], inbound_sms: [], outbound_sms: [] };
const row = (number: string, lines: Partial<NumberRow["lines"]>): NumberRow => ({
  number,
  nickname: null,
  settings: {},
  lines: { ...none, ...lines },
});

function stateOf(...rows: NumberRow[]): State {
  const start = initialState({ columns: 80, rows: 24 }, theme(false), now);
  const pins = new Map([["receptionist@v7", "current" as const]]);
  const read = { kind: "loaded", value: { rows, problems: [], pins } } as const;
  return update(start, { kind: "numbers", read }).state;
}

const shown = (state: State): string[] =>
  numbersView(state, { columns: 27, rows: 20 }).map((line) => line.trimEnd());

it("lines are told apart by their direction in the narrow list too, where there is something to tell", () => {
  expect(shown(stateOf(row("+14155550100", { inbound: [pin], outbound: [pin] })))).toEqual([
    "   number       line runs",
    "▸✓ +14155550100 in   re…@v7",
    " ✓ +14155550100 out  re…@v7",
  ]);
  expect(shown(stateOf(row("+14155550100", { inbound: [pin] }), row("+14155550101", {})))).toEqual([
    "   number       runs",
    "▸✓ +14155550100 recepti…@v7",
    " · +14155550101 no agent",
  ]);
});

it("a list without numbers says so in full", () => {
  expect(shown(stateOf())).toEqual(["  No numbers yet: a", "  attaches one."]);
});

it("of a pin that has no room, the version stays", () => {
  expect(briefPinsText([{ agent: "receptionist", version: null, weight: 1 }], 6)).toBe("@draft");
});

it("a hint names a key where the command line's would name a command or an option", () => {
  expect(failureOf(failure("no-draft")).hint).toBe("D deploys the first version");
  expect(
    failureOf(failure("manifest-edited", { path: "phone-numbers.yaml", beside: true })).hint,
  ).not.toContain("--no-commit");
  expect(failureOf(failure("unknown-branch", { branch: "x" })).hint).toBe("git branch --list");
});
