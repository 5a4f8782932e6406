import type { AffectedLine, AgentDiff, ConfigurationDiff, DescribedChange } from "../model/change.js";
import { type Direction, directions, type LineChange } from "../model/manifest.js";
import { formatPin } from "../model/pin.js";
import { formatRev } from "../model/version.js";
import { counted } from "./plural.js";
import type { SideReport } from "./side.js";

/** What every format of a diff is made from. */
export interface DiffReport {
  readonly from: SideReport;
  readonly to: SideReport;
  readonly diff: ConfigurationDiff;
  /** True where the new side takes effect by being merged, whatever it is now. */
  readonly byMerge?: boolean;
}

/** True when nothing differs: no agent's directory, and no number. */
export function isEmptyDiff({ agents, numbers, unreadableManifest }: ConfigurationDiff): boolean {
  return agents.length === 0 && numbers.length === 0 && unreadableManifest === null;
}

/** The diff in a line: `1 agent changed, 1 removed; 2 numbers follow their draft, 1 is pinned, 1 moves`. */
export function diffSummary({ agents, numbers, radius }: ConfigurationDiff): string {
  const parts = (["changed", "added", "removed", "renamed", "unreadable"] as const).flatMap((kind) => {
    const count = agents.filter(({ change }) => change.kind === kind).length;
    return count === 0 ? [] : [{ count, kind }];
  });
  const agentsText = parts
    .map(({ count, kind }, i) => (i === 0 ? `${counted(count, "agent")} ${kind}` : `${count} ${kind}`))
    .join(", ");
  const moved = new Set(radius.moved.map(({ number }) => number));
  const settings = new Set(
    numbers.map(({ label }) => label.split(".")[0] ?? "").filter((n) => !moved.has(n)),
  );
  const texts = [
    agentsText === "" ? "no agent changed" : agentsText,
    ...reached(radius.followingDraft, "follows the draft", "follow the draft"),
    ...reached(radius.pinned, "is pinned", "are pinned"),
    ...(moved.size === 0 ? [] : [`${counted(moved.size, "number")} ${moved.size === 1 ? "moves" : "move"}`]),
    ...(settings.size === 0 ? [] : [`settings of ${counted(settings.size, "number")} changed`]),
  ];
  return texts.join(", ");
}

function reached(lines: readonly AffectedLine[], one: string, several: string): string[] {
  const numbers = new Set(lines.map(({ number }) => number)).size;
  return numbers === 0 ? [] : [`${counted(numbers, "number")} ${numbers === 1 ? one : several}`];
}

/** What changed of the numbers: lines that move, and everything else; a number that is new as a whole is one change. */
export function numberChanges({ numbers, radius }: ConfigurationDiff): {
  readonly moved: readonly LineChange[];
  readonly others: readonly DescribedChange[];
} {
  const others = numbers.filter(({ label }) => !directions.some((line) => isAt(label, line)));
  const whole = new Set(others.flatMap(({ kind, label }) => (kind === "changed" ? [] : [label])));
  return { moved: radius.moved.filter(({ number }) => !whole.has(number)), others };
}

/** True when a label is that of a number's line, or of a part of one: `+14155550100.inbound[…]`. */
function isAt(label: string, line: Direction): boolean {
  const [, field = ""] = label.split(/[.[]/);
  return field === line;
}

/** What happened to an agent, after its name: `renamed from desk, conversation-flow`. */
export function agentHeading({ change, engineBefore, engineAfter, changes }: AgentDiff): string {
  const engine =
    engineBefore !== null && engineAfter !== null && engineBefore !== engineAfter
      ? `${engineBefore} → ${engineAfter}`
      : (engineAfter ?? engineBefore);
  const renamed = change.kind === "renamed" ? `renamed from ${change.from}` : null;
  return [renamed, engine, agentNote(change, changes.length)].filter((text) => text !== null).join(", ");
}

function agentNote(change: AgentDiff["change"], changes: number): string | null {
  switch (change.kind) {
    case "added":
      return "new";
    case "removed":
      return "removed";
    case "unreadable":
      return change.side === "before"
        ? "the old side cannot be read"
        : `${change.side === "after" ? "the new side" : "neither side"} can${change.side === "after" ? "not" : ""} be read`;
    case "changed":
      return changes === 0 ? "only comments or the layout of files" : null;
    case "renamed":
      return changes === 0 ? "otherwise the same" : null;
  }
}

/** What a change does to a line, in words; `isGone` when the new side no longer has the agent. */
export function affectedText(line: AffectedLine, report: DiffReport, isGone: boolean): string {
  const { pin, direction } = line;
  const share = pin.weight === 1 ? "" : ` with ${Number((pin.weight * 100).toFixed(4))} % of its calls`;
  const name = formatPin(pin);
  if (pin.version !== null)
    return isGone
      ? `${direction} stays on ${name}${share}, which still holds it`
      : `${direction} stays on ${name}${share} until attached`;
  if (isGone) return `${direction} follows ${name}${share}, which is gone: nobody would answer`;
  return `${direction} follows ${name}${share}: ${whenText(report)}`;
}

function whenText({ to, byMerge }: DiffReport): string {
  if (byMerge) return "changes once this is merged";
  switch (to.rev.kind) {
    case "worktree":
      return "changes once this is committed";
    case "draft":
      return "runs this now";
    case "version":
      return "runs the draft, not this";
    default:
      return "changes once this is merged";
  }
}

/** What cannot be told of numbers, in a sentence; null for nothing. */
export function manifestFault({ unreadableManifest: side }: ConfigurationDiff): string | null {
  if (side === null) return null;
  const where = side === "both" ? "either side" : side === "before" ? "the old side" : "the new side";
  return `phone-numbers.yaml cannot be read on ${where}, so what changed of numbers is not told.`;
}

/** What prints an agent that is gone as it was: its values are nobody's changes to read. Null for what is not gone. */
export function asItWas({ agent, change }: AgentDiff, { from }: DiffReport): string | null {
  if (change.kind !== "removed" || from.rev.kind === "nothing") return null;
  const { rev, commit } = from;
  const isCommit = rev.kind === "revision" && commit?.startsWith(rev.name);
  return `tagline show ${agent}@${isCommit ? rev.name.slice(0, 12) : formatRev(rev)}`;
}

/** Slugs that the new side no longer has. */
export function goneAgents({ agents }: ConfigurationDiff): ReadonlySet<string> {
  return new Set(
    agents.flatMap(({ agent, change }) =>
      change.kind === "removed" ? [agent] : change.kind === "renamed" ? [change.from] : [],
    ),
  );
}
