import { formatPin } from "../model/pin.js";
import type { Blocker } from "../model/review.js";
import { formatRef } from "../model/version.js";
import { diffValue } from "./diff-json.js";
import { jsonDocument } from "./json.js";
import { blockerText, type ReviewReport } from "./review-report.js";

/** The stable JSON of `review` (docs/diff-json.md). */
export function jsonReview(report: ReviewReport): string {
  const { base, comparison, problems, oldProblems, next, blockers } = report;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return jsonDocument({
    ok: blockers.length === 0,
    base,
    blockers: blockers.map(blockerJson),
    problems,
    summary: { errors, warnings: problems.length - errors, old: oldProblems.length },
    next: { version: next.version, ref: formatRef(next.version), unchanged: next.kind === "unchanged" },
    diff: diffValue(comparison),
  });
}

function blockerJson(blocker: Blocker): object {
  const message = blockerText(blocker);
  return blocker.kind === "dangling-pin"
    ? { ...blocker, pin: formatPin(blocker.pin), message }
    : { ...blocker, message };
}
