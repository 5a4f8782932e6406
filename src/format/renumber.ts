import type { LineChange } from "../model/manifest.js";
import { formatPin, type WeightedPin } from "../model/pin.js";
import { formatRef, type Oid } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { lineChangesText, linesMovedText } from "./line-changes.js";
import { lineChangeJson, pinJson } from "./pin-json.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** A renumbering as it is told before and after. */
export interface RenumberReport {
  readonly remote: string;
  /** The version that was asked for, and those that go with it. */
  readonly versions: readonly {
    readonly from: number;
    readonly to: number;
    readonly title: string | null;
    readonly commit: Oid;
    /** What has the old number on the remote; null when nothing has. */
    readonly there: Oid | null;
  }[];
  readonly lines: readonly LineChange[];
  readonly kept: readonly {
    readonly number: string;
    readonly direction: string;
    readonly pin: WeightedPin;
  }[];
  /** Whether the remote's branch has commits that HEAD lacks. */
  readonly isBehind: boolean;
}

/** What a renumbering is about to do. */
export function renumberPlanText(report: RenumberReport, theme: Theme): string {
  const remote = plainText(report.remote);
  const [asked] = report.versions;
  const versions = report.versions.map(({ from, to, title }) => {
    const named = title === null ? "" : ` "${plainText(title)}"`;
    const why =
      from === asked?.from ? `${remote} has another v${from}` : `it was made after v${asked?.from} here`;
    return `${theme.pinned(`v${from}`)} here${named} becomes ${theme.pinned(`v${to}`)}: ${why}\n`;
  });
  const kept = report.kept.map(
    ({ number, direction, pin }) =>
      `  ${plainText(number)} ${direction} stays at ${plainText(formatPin(pin))}, the one on ${remote}\n`,
  );
  return `${versions.join("")}${lineChangesText(report.lines, theme)}${kept.join("")}`;
}

/** What a renumbering did, and what can be done next. */
export function renumberResultText(report: RenumberReport, theme: Theme): string {
  const remote = plainText(report.remote);
  const versions = report.versions.map(({ from, to, there }) => {
    const old = there === null ? `there is no v${from} any more` : `v${from} is the one on ${remote}`;
    return `${theme.ok("✓")} ${theme.pinned(`v${to}`)} is what v${from} was here; ${old}\n`;
  });
  const next = `  not pushed; next: ${nextCommands(report).join(" && ")}\n`;
  return `${versions.join("")}${linesMovedText(report.lines, theme)}${next}`;
}

/** The stable JSON of `renumber`. `commit` is the one that moves the pins; null when none moves, or in a dry run. */
export function jsonRenumber(
  report: RenumberReport,
  { status, commit }: { readonly status: "planned" | "renumbered"; readonly commit: Oid | null },
): string {
  return jsonDocument({
    status,
    remote: report.remote,
    versions: report.versions.map(({ from, to, title, commit, there }) => ({
      from,
      version: to,
      ref: formatRef(to),
      title,
      commit,
      oldIsOnRemote: there !== null,
    })),
    changes: report.lines.map(lineChangeJson),
    kept: report.kept.map(({ number, direction, pin }) => ({ number, direction, ...pinJson(pin) })),
    commit,
    pushed: false,
    next: nextCommands(report),
  });
}

/** A merge and no rebase: a version's commit stays what it is. Edits that are not committed are no hindrance. */
function nextCommands({ isBehind }: RenumberReport): string[] {
  return [...(isBehind ? ["git pull --no-rebase --autostash"] : []), "tagline deploy"];
}
