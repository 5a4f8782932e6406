import { describe, expect, it } from "vitest";
import type { Manifest, NumberEntry } from "../../src/model/manifest.js";
import type { WeightedPin } from "../../src/model/pin.js";
import { chooseLines, type LinePast, planRollback } from "../../src/rollback/plan.js";

const desk = (version: number | null, weight = 1): WeightedPin => ({ agent: "desk", version, weight });
const intake = (version: number, weight = 1): WeightedPin => ({ agent: "intake", version, weight });
const split = [desk(3, 0.9), desk(4, 0.1)];

/** A line that had these pins, newest first, all of which ran; the first is what it has now. */
function line(...past: (readonly WeightedPin[])[]): LinePast {
  const [now = []] = past;
  const had = past.filter((pins) => pins.length > 0).map((pins) => ({ pins, ran: pins, missing: null }));
  return { number: "+14155550100", direction: "inbound", now, past: had, isCut: false };
}

const outcome = (lines: readonly LinePast[], to: number | null = null, forward = true): unknown => {
  const planned = planRollback(lines, to, forward);
  if (!("refused" in planned)) return planned.map(({ after }) => after);
  return planned.refused.map(({ reason, ran }) => ({ ...reason, ran }));
};

describe("without --to, a line goes to the last different pin that it had", () => {
  it.each<[string, LinePast, unknown]>([
    ["the one before", line([desk(5)], [desk(4)], [desk(3)]), [[desk(4)]]],
    ["another agent's too", line([desk(5)], [intake(4)]), [[intake(4)]]],
    ["past a time without an agent", line([desk(5)], [], [desk(3)]), [[desk(3)]]],
    ["from no agent", line([], [desk(5)], [desk(4)]), [[desk(5)]]],
    ["past what is the same again", line([desk(5)], [], [desk(5)], [desk(2)]), [[desk(2)]]],
  ])("%s", (_, past, expected) => expect(outcome([past])).toEqual(expected));

  it.each<[string, LinePast, unknown]>([
    ["a draft now", line([desk(null)], [desk(4)], [desk(3)]), { kind: "follows-draft", ran: [4, 3] }],
    ["a split now", line(split, [desk(3)], [desk(2)]), { kind: "is-split", ran: [3, 4, 2] }],
    ["a draft before", line([desk(5)], [desk(null)], [desk(4)]), { kind: "was-draft", ran: [4] }],
    ["a split before", line([desk(5)], split, [desk(2)]), { kind: "was-split", ran: [3, 4, 2] }],
    ["nothing before", line([desk(5)]), { kind: "nothing-before", ran: [] }],
    ["no agent ever", line([]), { kind: "nothing-before", ran: [] }],
    ["a cut before", { ...line([desk(5)]), isCut: true }, { kind: "history-cut", ran: [] }],
  ])("refuses %s, and says what ran there", (_, past, expected) =>
    expect(outcome([past])).toEqual([expected]),
  );

  it("does not take a version that never ran, and does not guess at one that is not here", () => {
    const typed = { pins: [desk(9)], ran: [], missing: null };
    const lost = { pins: [desk(9)], ran: [], missing: 9 };
    const [now, before] = line([desk(5)], [desk(3)]).past;
    if (now === undefined || before === undefined) throw new Error("two pins were given");
    expect(outcome([{ ...line([desk(5)]), past: [now, typed, before] }])).toEqual([[desk(3)]]);
    expect(outcome([{ ...line([desk(5)]), past: [now, lost, before] }])).toEqual([
      { kind: "missing-version", version: 9, ran: [3] },
    ]);
  });
});

describe("where going forward was not agreed to", () => {
  it.each<[string, LinePast, unknown]>([
    [
      "one that went back stays",
      line([desk(4)], [desk(5)], [desk(4)], [desk(3)]),
      { kind: "goes-forward", version: 5, ran: [5, 3] },
    ],
    [
      "so does one of another agent",
      line([desk(4)], [intake(5)]),
      { kind: "goes-forward", version: 5, ran: [5] },
    ],
  ])("%s", (_, past, expected) => expect(outcome([past], null, false)).toEqual([expected]));

  it("a line goes back as ever, from no agent too, and forward where that is said", () => {
    expect(outcome([line([desk(5)], [desk(4)])], null, false)).toEqual([[desk(4)]]);
    expect(outcome([line([], [desk(5)])], null, false)).toEqual([[desk(5)]]);
    expect(outcome([line([desk(4)], [desk(5)])], 5, false)).toEqual([[desk(5)]]);
  });
});

describe("with --to, a line goes to that version", () => {
  it.each<[string, LinePast, number, unknown]>([
    ["from a draft", line([desk(null)], [desk(4)], [desk(3)]), 3, [[desk(3)]]],
    ["from a split, to a part of it", line(split, [desk(2)]), 3, [[desk(3)]]],
    ["to a part of an old split, whole", line([desk(5)], split), 4, [[desk(4)]]],
    ["to its own agent of a split", line([desk(5)], [intake(3, 0.9), desk(3, 0.1)]), 3, [[desk(3)]]],
    ["to the larger part of a split", line([desk(5)], [intake(3, 0.4), desk(3, 0.6)], []), 3, [[desk(3)]]],
    ["to the agent that it was last", line([desk(5)], [intake(3)], [desk(3)]), 3, [[intake(3)]]],
    ["nowhere, when it is there", line([desk(5)], [desk(4)]), 5, []],
  ])("%s", (_, past, to, expected) => expect(outcome([past], to)).toEqual(expected));

  it("refuses a version that did not run on it, and one that a cut may hide", () => {
    const past = line([desk(5)], [desk(4)], [desk(3)]);
    expect(outcome([past], 2)).toEqual([{ kind: "never-ran", version: 2, ran: [4, 3] }]);
    expect(outcome([{ ...past, isCut: true }], 2)).toEqual([{ kind: "history-cut", ran: [4, 3] }]);
  });
});

it("moves all lines or none, and names each that cannot", () => {
  const fine = line([desk(5)], [desk(4)]);
  const stuck = line([desk(5)]);
  expect(outcome([fine, fine])).toEqual([[desk(4)], [desk(4)]]);
  expect(outcome([stuck, fine, line([desk(5)], [desk(null)])])).toEqual([
    { kind: "nothing-before", ran: [] },
    { kind: "was-draft", ran: [] },
  ]);
});

describe("which lines are meant", () => {
  const entry = (number: string, lines: NumberEntry["lines"]) =>
    [number, { number, nickname: null, lines, settings: {} }] as const;
  const manifest: Manifest = {
    numbers: new Map([
      entry("+14155550100", { inbound: [desk(5)], outbound: [desk(4)] }),
      entry("+14155550101", { outbound: split }),
      entry("+14155550102", {}),
    ]),
  };
  const request = { numbers: [], allOn: null, to: null, direction: null };
  const chosen = (over: Partial<Parameters<typeof chooseLines>[0]>): unknown => {
    const lines = chooseLines({ ...request, ...over }, manifest);
    return "refused" in lines
      ? lines.refused
      : lines.map(({ number, direction }) => `${number} ${direction}`);
  };

  it("is a number's only line, the one named, and inbound where it has none", () => {
    expect(chosen({ numbers: ["+14155550101", "+14155550101"] })).toEqual(["+14155550101 outbound"]);
    expect(chosen({ numbers: ["+14155550100"], direction: "outbound" })).toEqual(["+14155550100 outbound"]);
    expect(chosen({ numbers: ["+14155550102"] })).toEqual(["+14155550102 inbound"]);
  });

  it("is every line on a version, splits with it among them too", () => {
    expect(chosen({ allOn: 4 })).toEqual(["+14155550100 outbound", "+14155550101 outbound"]);
    expect(chosen({ allOn: 5, direction: "outbound" })).toEqual([]);
  });

  it("is refused where it could be several, and for a number that is not there", () => {
    expect(chosen({ numbers: ["+14155550100"] })).toEqual({
      kind: "several-lines",
      number: "+14155550100",
      lines: ["inbound", "outbound"],
    });
    expect(chosen({ numbers: ["+14155550109"] })).toEqual({ kind: "unknown-number", number: "+14155550109" });
  });
});
