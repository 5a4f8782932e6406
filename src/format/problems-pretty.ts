import type { Problem } from "../model/problem.js";
import { codeFrame } from "./code-frame.js";
import { plainText } from "./plain-text.js";
import { countedFiles, countedProblems, type ProblemReport } from "./problem-report.js";
import type { Theme } from "./theme.js";

/** Problems for people: place, sentence, the lines around it, and the hint under a caret; then the count. */
export function prettyProblems(report: ProblemReport, theme: Theme): string {
  return `${problemBlocks(report, theme)}${summaryLine(report, theme)}`;
}

/** The same without the count, for whoever says it in a sentence of its own. */
export function problemBlocks(
  { problems, sources }: Pick<ProblemReport, "problems" | "sources">,
  theme: Theme,
): string {
  const split = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const lines = split.get(file) ?? sources.get(file)?.split("\n") ?? [];
    split.set(file, lines);
    return lines;
  };
  return problems.map((problem) => block(problem, linesOf(problem.file), theme)).join("");
}

function block(problem: Problem, lines: readonly string[], theme: Theme): string {
  const isError = problem.severity === "error";
  const severity = isError ? theme.error("error") : theme.warning("warning");
  const place = theme.strong(`${plainText(problem.file)}:${problem.line}:${problem.column}`);
  const head = `${place}  ${severity}  ${theme.muted(problem.code)}  ${plainText(problem.message)}\n`;
  const hint = problem.hint === undefined ? "" : plainText(problem.hint);
  const { line, column } = problem;
  const endColumn = problem.endLine === line ? problem.endColumn : null;
  const frame = codeFrame(lines, { line, column, endColumn });
  if (frame === null) return `${head}${hintLine(hint, theme)}\n`;
  const carets = (isError ? theme.error : theme.warning)(frame.carets);
  const under = `${frame.indent}${carets}${hint === "" ? "" : ` ${hint}`}`;
  return `${head}${frame.lines.join("\n")}\n${under}\n\n`;
}

function hintLine(hint: string, theme: Theme): string {
  return hint === "" ? "" : `  ${theme.muted("hint:")} ${hint}\n`;
}

function summaryLine({ summary }: ProblemReport, theme: Theme): string {
  const { errors, warnings, durationMs } = summary;
  const mark = errors > 0 ? theme.error("✗") : warnings > 0 ? theme.warning("!") : theme.ok("✓");
  return `${mark} ${countedProblems(summary)} in ${countedFiles(summary)} (${durationMs} ms)\n`;
}
