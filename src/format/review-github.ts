import { plainText } from "./plain-text.js";
import { annotation, githubProblems } from "./problems-github.js";
import { blockerText, nextText, type ReviewReport, reviewSummary } from "./review-report.js";

/**
 * A review as the log of a GitHub step: annotations for what must not be merged and for the problems that the branch
 * brings, then the verdict in a line.
 */
export function githubReview(report: ReviewReport): string {
  const { blockers, problems, next } = report;
  const reasons = blockers
    // Each of those errors is an annotation of its own.
    .filter(({ kind }) => kind !== "new-errors")
    .map((blocker) => annotation("error", { title: "must not be merged" }, plainText(blockerText(blocker))));
  const verdict = blockers.length === 0 ? "✓ may be merged" : "✗ must not be merged";
  return `${reasons.join("")}${githubProblems({ problems })}${verdict}: ${reviewSummary(report)}\n${nextText(next)}\n`;
}
