import type { Problem } from "../model/problem.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import type { ProblemReport } from "./problem-report.js";
import type { Theme } from "./theme.js";

/** Problems for people: place, sentence, the lines around it, and the hint under a caret. */
export function prettyProblems(report: ProblemReport, theme: Theme): string {
  const blocks = report.problems.map((problem) => block(problem, report.sources.get(problem.file), theme));
  return `${blocks.join("")}${summaryLine(report, theme)}`;
}

function block(problem: Problem, source: string | undefined, theme: Theme): string {
  const severity = problem.severity === "error" ? theme.error("error") : theme.warning("warning");
  const place = theme.strong(`${plainText(problem.file)}:${problem.line}:${problem.column}`);
  const head = `${place}  ${severity}  ${theme.muted(problem.code)}  ${plainText(problem.message)}\n`;
  const hint = problem.hint === undefined ? "" : plainText(problem.hint);
  return `${head}${source === undefined ? hintLine(hint, theme) : frame(problem, source, hint, theme)}\n`;
}

function frame(problem: Problem, source: string, hint: string, theme: Theme): string {
  const lines = source.split("\n");
  const first = Math.max(1, problem.line - 2);
  const width = String(problem.line).length;
  const shown: string[] = [];
  for (let number = first; number <= problem.line; number++) {
    const text = lines[number - 1];
    if (text === undefined) return hintLine(hint, theme);
    const marker = number === problem.line ? ">" : " ";
    shown.push(`${marker} ${String(number).padStart(width)} | ${clip(plainText(text))}`.trimEnd());
  }
  const line = lines[problem.line - 1] ?? "";
  const end = problem.endLine === problem.line ? problem.endColumn : line.length + 1;
  const length = Math.max(1, Math.min(end, line.trimEnd().length + 1, maximumWidth) - problem.column);
  if (problem.column > maximumWidth) return `${theme.muted(shown.join("\n"))}\n${hintLine(hint, theme)}`;
  const caret = `${" ".repeat(problem.column - 1)}${"^".repeat(length)}`;
  const under = `  ${" ".repeat(width)} | ${problem.severity === "error" ? theme.error(caret) : theme.warning(caret)} ${hint}`;
  return `${shown.join("\n")}\n${under.trimEnd()}\n`;
}

const maximumWidth = 160;

function clip(text: string): string {
  return text.length <= maximumWidth ? text : `${text.slice(0, maximumWidth)}…`;
}

function hintLine(hint: string, theme: Theme): string {
  return hint === "" ? "" : `  ${theme.muted("hint:")} ${hint}\n`;
}

function summaryLine({ summary }: ProblemReport, theme: Theme): string {
  const { errors, warnings, agents, files, durationMs } = summary;
  const mark = errors > 0 ? theme.error("✗") : warnings > 0 ? theme.warning("!") : theme.ok("✓");
  const found =
    errors + warnings === 0 ? "no problems" : `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  return `${mark} ${found} in ${counted(agents, "agent")}, ${counted(files, "file")} (${durationMs} ms)\n`;
}
