import { formatPin } from "../model/pin.js";
import type { Problem } from "../model/problem.js";
import type { Blocker, NextVersion } from "../model/review.js";
import type { DrawnDiff } from "./diff-markdown.js";
import { diffSummary, isEmptyDiff } from "./diff-report.js";
import { counted } from "./plural.js";

/** What every format of a review is made from. */
export interface ReviewReport {
  readonly base: { readonly name: string; readonly commit: string };
  readonly comparison: DrawnDiff;
  readonly problems: readonly Problem[];
  readonly oldProblems: readonly Problem[];
  readonly sources: ReadonlyMap<string, string>;
  readonly next: NextVersion;
  readonly blockers: readonly Blocker[];
}

/** The review in a line, without its verdict. */
export function reviewSummary({ comparison, problems, oldProblems }: ReviewReport): string {
  const { diff } = comparison;
  const changes = isEmptyDiff(diff) ? "nothing changed" : diffSummary(diff);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const found = problems.length === 0 ? "no new problems" : newOnes(errors, warnings);
  const old = oldProblems.length === 0 ? "" : ` (${counted(oldProblems.length, "old one")})`;
  return `${changes}, ${found}${old}`;
}

function newOnes(errors: number, warnings: number): string {
  return [
    ...(errors > 0 ? [counted(errors, "new error")] : []),
    ...(warnings > 0 ? [counted(warnings, "new warning")] : []),
  ].join(", ");
}

/** The version that a deploy would make, in a sentence. */
export function nextText(next: NextVersion): string {
  return next.kind === "unchanged"
    ? `agents/ is as in v${next.version}: a deploy would make no version.`
    : `A deploy would make v${next.version}, or a later one if that is taken first.`;
}

/** Why a branch must not be merged, in a sentence. */
export function blockerText(blocker: Blocker): string {
  switch (blocker.kind) {
    case "new-errors":
      return `It brings ${counted(blocker.count, "new error")}.`;
    case "agent-in-use":
      return `It takes "${blocker.agent}" away while ${blocker.numbers.join(", ")} ${blocker.numbers.length === 1 ? "follows" : "follow"} its draft.`;
    case "dangling-pin":
      return `${blocker.number} ${blocker.direction} points at ${formatPin(blocker.pin)}, which does not exist.`;
  }
}
