import type { Problem } from "../model/problem.js";
import { plainText } from "./plain-text.js";
import { messageLines, type ProblemReport } from "./problem-report.js";

/**
 * Workflow commands, which GitHub makes annotations of. Errors come first: of each kind only the first ten of a step
 * are shown.
 */
export function githubProblems({ problems }: Pick<ProblemReport, "problems">): string {
  const ofSeverity = (severity: Problem["severity"]): Problem[] =>
    problems.filter((problem) => problem.severity === severity);
  return [...ofSeverity("error"), ...ofSeverity("warning")].map(command).join("");
}

function command(problem: Problem): string {
  const { severity, file, line, column, endLine, endColumn, code } = problem;
  // Columns are only allowed where a single line is meant; the last one is included.
  const columns = endLine === line ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const place = { file: plainText(file), line, endLine, ...columns, title: code };
  return annotation(severity, place, messageLines(problem));
}

/** One workflow command, which nothing in its texts can end. */
export function annotation(
  severity: Problem["severity"],
  properties: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  return `::${severity} ${written.join(",")}::${escapeData(text)}\n`;
}

/** As the runner reads it back: everything that would end the command early. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
