import type { Blocker } from "../model/review.js";
import { formatRef, parseVersionTag } from "../model/version.js";
import { diffValue } from "./diff-json.js";
import { jsonDocument } from "./json.js";
import { blockerText, type ReviewReport } from "./review-report.js";

/** The stable JSON of `review` (docs/diff-json.md). */
export function jsonReview(report: ReviewReport): string {
  const { base, comparison, problems, oldProblems, next, blockers } = report;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return jsonDocument({
    ok: blockers.length === 0,
    base: { ref: base.name, version: parseVersionTag(base.name), commit: base.commit },
    blockers: blockers.map(blockerJson),
    problems,
    summary: { errors, warnings: problems.length - errors, old: oldProblems.length },
    deploy: { version: next.version, ref: formatRef(next.version), unchanged: next.kind === "unchanged" },
    diff: diffValue(comparison),
  });
}

function blockerJson(blocker: Blocker): object {
  const message = blockerText(blocker);
  if (blocker.kind !== "dangling-pin") return { ...blocker, message };
  const { pin, ...line } = blocker;
  return { ...line, agent: pin.agent, version: pin.version, ref: formatRef(pin.version), message };
}
