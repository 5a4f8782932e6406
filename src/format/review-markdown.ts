import { fitting, type Level } from "./comment-level.js";
import { diffSections } from "./diff-markdown.js";
import { codeSpan, folded } from "./markdown.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { blockerText, nextText, type ReviewReport, reviewSummary } from "./review-report.js";

/** By this a workflow finds the comment that it made before. */
const marker = "<!-- tagline-review -->";

/** A review as one comment on a pull request: a line, and the rest folded. Never longer than GitHub takes. */
export function markdownReview(report: ReviewReport): string {
  const { base, comparison, blockers, next } = report;
  const verdict = blockers.length === 0 ? "✅" : "❌ **must not be merged:**";
  return fitting((level) =>
    [
      `${marker}\n${verdict} ${reviewSummary(report)}\n`,
      ...(blockers.length === 0
        ? []
        : [
            `${listed(
              blockers.map((blocker) => asText(blockerText(blocker))),
              level.items,
            )}\n`,
          ]),
      ...problemsSection(report, level),
      ...diffSections(comparison, level),
      `${nextText(next)} Against ${codeSpan(plainText(base.name))}, from where this branch left it (${base.commit.slice(0, 12)}).\n`,
    ].join("\n"),
  );
}

function problemsSection({ problems }: ReviewReport, level: Level): string[] {
  if (problems.length === 0) return [];
  const lines = problems.map(({ severity, code, file, line, message, hint }) => {
    const place = codeSpan(`${plainText(file)}:${line}`);
    const said = `${plainText(message)}${hint === undefined ? "" : ` (${plainText(hint)})`}`;
    return `${severity} ${place} ${codeSpan(code)} ${codeSpan(said)}`;
  });
  return [folded(counted(problems.length, "new problem"), listed(lines, level.items))];
}

function listed(lines: readonly string[], most: number): string {
  const shown = lines.slice(0, most).map((line) => `- ${line}`);
  if (shown.length < lines.length) shown.push(`- … and ${lines.length - shown.length} more`);
  return shown.join("\n");
}

/** A sentence of ours, with what users named in it: slugs and numbers, which hold no Markdown once they are safe. */
function asText(sentence: string): string {
  return plainText(sentence).replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}
