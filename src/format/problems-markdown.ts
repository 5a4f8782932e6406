import type { Problem } from "../model/problem.js";
import { markdownText } from "./markdown-text.js";
import { countedFiles, countedProblems, type ProblemReport } from "./problem-report.js";

/** GitHub takes 65,536 characters in a comment. */
const maximumLength = 60_000;

/** Problems as a comment of a pull request or a step's summary: one line that says it, then the problems by file. */
export function markdownProblems({ problems, summary }: Omit<ProblemReport, "files" | "sources">): string {
  const mark = summary.errors > 0 ? "❌" : summary.warnings > 0 ? "⚠️" : "✅";
  let text = `${mark} **${countedProblems(summary)}** in ${countedFiles(summary)}\n`;
  let file: string | null = null;
  for (const [i, problem] of problems.entries()) {
    const heading = problem.file === file ? "" : `\n**${markdownText(problem.file)}**\n\n`;
    const part = heading + item(problem);
    if (text.length + part.length > maximumLength)
      return `${text}\n… and ${problems.length - i} more: \`tagline validate\`\n`;
    text += part;
    ({ file } = problem);
  }
  return text;
}

function item({ severity, line, column, code, message, hint }: Problem): string {
  const mark = severity === "error" ? "❌" : "⚠️";
  const more = hint === undefined ? "" : `<br>${markdownText(hint)}`;
  return `- ${mark} ${line}:${column} ${markdownText(message)} (\`${code}\`)${more}\n`;
}
