import { prettyDiffParts } from "./diff-pretty.js";
import { isEmptyDiff } from "./diff-report.js";
import { plainText } from "./plain-text.js";
import { problemBlocks } from "./problems-pretty.js";
import { blockerText, nextText, type ReviewReport, reviewSummary } from "./review-report.js";
import type { Theme } from "./theme.js";

/** A review for people: the changes, the new problems, and whether it may be merged. */
export function prettyReview(report: ReviewReport, theme: Theme, columns: number | null): string {
  const { base, comparison, problems, blockers } = report;
  const where = `${plainText(base.name)}, from where this branch left it (${base.commit.slice(0, 12)})`;
  const verdict =
    blockers.length === 0
      ? `${theme.ok("✓")} may be merged: ${reviewSummary(report)}\n`
      : `${theme.error("✗")} must not be merged: ${reviewSummary(report)}\n${blockers.map((blocker) => `  ${theme.error("✗")} ${plainText(blockerText(blocker))}\n`).join("")}`;
  return [
    `${theme.muted(`against ${where}`)}\n\n`,
    isEmptyDiff(comparison.diff) ? "" : `${prettyDiffParts(comparison, theme, columns)}\n`,
    problemBlocks({ problems, sources: report.sources }, { theme, columns }),
    `${nextText(report.next)}\n`,
    verdict,
  ].join("");
}
