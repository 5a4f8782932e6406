import { describe, expect, it } from "vitest";
import { lineNotesText, undoCommands } from "../../src/format/line-notes.js";
import {
  jsonNumberHistory,
  type NumberHistoryReport,
  numberHistoryNotes,
  prettyNumberHistory,
} from "../../src/format/number-history.js";
import { jsonRestore, type RestoreReport, restoredText, restorePlanText } from "../../src/format/restore.js";
import { theme } from "../../src/format/theme.js";
import type { LineChange } from "../../src/model/manifest.js";
import type { WeightedPin } from "../../src/model/pin.js";

const plain = theme(false);
const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const number = "+14155550100";
const desk = (version: number | null, weight = 1): WeightedPin => ({ agent: "desk", version, weight });
const since = {
  commit: "a".repeat(40),
  author: { name: "Dev\u0007", email: "dev@example.com" },
  timestamp: now / 1000 - 7200,
  timezoneOffset: 60,
  subject: "Move\u001b[31m it",
};
const passed = { ...since, commit: "b".repeat(40) };

describe("history --number", () => {
  const report: NumberHistoryReport = {
    number,
    runs: [
      { direction: "inbound", pins: [], since, isCurrent: true, isCut: false },
      { direction: "outbound", pins: [desk(3, 0.9), desk(4, 0.1)], since, isCurrent: false, isCut: true },
    ],
    passedOver: [passed],
  };

  it("is a line for each pin that a line had, without control characters", () => {
    expect(prettyNumberHistory(report, now, plain)).toBe(
      `inbound   no agent                 2 hours ago           Dev   aaaaaaaaaaaa  Move it
outbound  desk@v3:0.9 desk@v4:0.1  at least 2 hours ago  Dev   aaaaaaaaaaaa  Move it
`,
    );
    expect(prettyNumberHistory({ ...report, runs: [] }, now, plain)).toBe("");
  });

  it("notes what it passed over, and where the clone ends", () => {
    expect(numberHistoryNotes(report, plain)).toBe(
      `! phone-numbers.yaml of bbbbbbbbbbbb (Move it) cannot be read and is passed over
! the history of this clone is cut off there: git fetch --unshallow
`,
    );
    expect(numberHistoryNotes({ ...report, runs: [], passedOver: [] }, plain)).toBe("");
  });

  it("has its documented fields in JSON, and no others", () => {
    expect(JSON.parse(jsonNumberHistory({ ...report, runs: report.runs.slice(1) }))).toEqual({
      number,
      lines: [
        {
          direction: "outbound",
          pins: [
            { agent: "desk", version: 3, ref: "v3", weight: 0.9 },
            { agent: "desk", version: 4, ref: "v4", weight: 0.1 },
          ],
          current: false,
          date: "2026-01-02T02:04:05+01:00",
          author: since.author,
          commit: since.commit,
          subject: since.subject,
          historyCut: true,
        },
      ],
      passedOver: [passed.commit],
    });
  });
});

describe("rollback", () => {
  const change = (
    before: readonly WeightedPin[],
    after: number,
    over: Partial<LineChange> = {},
  ): LineChange => ({
    number,
    direction: "inbound",
    before,
    after: [desk(after)],
    ...over,
  });
  const other = "+14155550101";

  it("notes what is new, what leads forward, what was passed over and what stays", () => {
    const goingBack = [change([desk(5)], 4), change([desk(4)], 5), change([desk(null)], 5)];
    const notes = { added: [number], goingBack, passedOver: [passed], followingDraft: [other] };
    expect(lineNotesText(notes, plain)).toBe(
      `  ! +14155550100 is not in phone-numbers.yaml yet, and is added
  ! +14155550100 inbound goes forward: v5 is newer than v4
  ! phone-numbers.yaml of bbbbbbbbbbbb (Move it) cannot be read and is passed over
  ! +14155550101 follows the draft and stays there
`,
    );
  });

  it("has one note for all numbers that stay on the draft, however many", () => {
    const followingDraft = Array.from({ length: 12 }, (_, i) => `+141555501${String(i).padStart(2, "0")}`);
    expect(lineNotesText({ added: [], goingBack: [], passedOver: [], followingDraft }, plain)).toBe(
      `  ! 12 numbers follow the draft and stay there: ${followingDraft.slice(0, 10).join(", ")} and 2 more\n`,
    );
  });

  it("is undone by one command for each set of pins that lines had", () => {
    const changes = [
      change([desk(5)], 4),
      change([desk(5)], 3, { number: other }),
      change([desk(5)], 3, { direction: "outbound" }),
      change([desk(3, 0.9), desk(4, 0.1)], 3),
      change([], 3),
    ];
    const commands = [
      "tagline attach +14155550100 +14155550101 desk@v5",
      "tagline attach +14155550100 desk@v5 --direction outbound",
      "tagline attach +14155550100 desk@v3:0.9 desk@v4:0.1",
      "tagline detach +14155550100 --direction inbound",
    ];
    expect(undoCommands(changes, true)).toEqual(commands);
    expect(undoCommands(changes, false)).toEqual(commands.map((command) => `${command} --no-commit`));
    expect(undoCommands([], true)).toEqual([]);
  });
});

describe("restore", () => {
  const report: RestoreReport = {
    status: "restored",
    version: 6,
    agents: [
      { agent: "desk", kind: "changed" },
      { agent: "intake", kind: "added" },
      { agent: "old\u001b[31m", kind: "removed" },
    ],
    changes: [
      { kind: "write", path: "agents/desk/agent.yaml", before: "a".repeat(40) },
      { kind: "remove", path: "agents/desk/llm.yaml", before: "b".repeat(40) },
      { kind: "write", path: "agents/intake/agent.yaml", before: null },
      { kind: "remove", path: "agents/old\u001b[31m", before: "c".repeat(40) },
    ],
  };

  it("has a line for each agent, and says what it did", () => {
    expect(restorePlanText(report, plain)).toBe(
      `Restore v6 into the working tree
  ~ desk  2 files
  + intake  1 file
  - old  1 file
`,
    );
    expect(restoredText(report, plain)).toBe("✓ restored v6: desk, intake, old (removed)\n");
    expect(restoredText({ ...report, status: "unchanged" }, plain)).toBe(
      "Nothing to restore: the files on disk are those of v6 already.\n",
    );
  });

  it("has its documented fields in JSON, and no others", () => {
    const { agents, changes } = report;
    expect(
      JSON.parse(jsonRestore({ ...report, agents: agents.slice(0, 1), changes: changes.slice(0, 2) })),
    ).toEqual({
      status: "restored",
      version: 6,
      ref: "v6",
      agents: [{ agent: "desk", change: "changed" }],
      files: [
        { path: "agents/desk/agent.yaml", change: "changed" },
        { path: "agents/desk/llm.yaml", change: "removed" },
      ],
    });
  });
});
