import { wrapAnsi } from "fast-wrap-ansi";
import type { Problem } from "../model/problem.js";
import { codeFrame } from "./code-frame.js";
import { plainText } from "./plain-text.js";
import { type ProblemReport, summaryLine, tallyLine } from "./problem-report.js";
import type { Theme } from "./theme.js";

/** Of one severity more than these are read as a list: the lines around them would only be scrolled past. */
const maximumFrames = 50;
/** Narrower than this, lines are left to the terminal. */
const narrowest = 40;

/** How problems are printed. `columns` is the terminal's width; null where lines may be as long as they are. */
export interface ProblemStyle {
  readonly theme: Theme;
  readonly columns: number | null;
}

/** Problems for people: place, sentence, the lines around it, and the hint under a caret; then the count. */
export function prettyProblems(report: ProblemReport, style: ProblemStyle): string {
  const tally = report.problems.length > maximumFrames ? tallyLine(report) : "";
  return `${problemBlocks(report, style)}${tally}${summaryLine(report, style.theme)}`;
}

/** The same without the count, for whoever says it in a sentence of its own. */
export function problemBlocks(
  { problems, sources }: Pick<ProblemReport, "problems" | "sources">,
  { theme, columns }: ProblemStyle,
): string {
  const width = columns === null || columns < narrowest ? null : columns;
  const split = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const lines = split.get(file) ?? sources.get(file)?.split("\n") ?? [];
    split.set(file, lines);
    return lines;
  };
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const isMany = { error: errors > maximumFrames, warning: problems.length - errors > maximumFrames };
  const isList = isMany.error || isMany.warning;
  const blocks = problems.map((problem) =>
    isMany[problem.severity]
      ? `${head(problem, theme, width)}${hintLine(problem, theme, width)}`
      : block(problem, linesOf(problem.file), theme, width),
  );
  return `${blocks.join("")}${isList ? "\n" : ""}`;
}

function block(problem: Problem, lines: readonly string[], theme: Theme, width: number | null): string {
  const { line, column } = problem;
  const endColumn = problem.endLine === line ? problem.endColumn : null;
  const frame = codeFrame(lines, { line, column, endColumn }, width);
  const begin = head(problem, theme, width);
  if (frame === null) return `${begin}${hintLine(problem, theme, width)}\n`;
  const carets = (problem.severity === "error" ? theme.error : theme.warning)(frame.carets);
  const hint = plainText(problem.hint ?? "");
  const fits = width === null || frame.indent.length + frame.carets.length + 1 + hint.length <= width;
  const under = `${frame.indent}${carets}${hint === "" || !fits ? "" : ` ${hint}`}`;
  return `${begin}${frame.lines.join("\n")}\n${under}\n${fits ? "" : hintLine(problem, theme, width)}\n`;
}

/** Place, severity, code and sentence: in one line, or the sentence below where it does not fit. */
function head(problem: Problem, theme: Theme, width: number | null): string {
  const { severity, file, line, column, code } = problem;
  const place = `${plainText(file)}:${line}:${column}`;
  const message = plainText(problem.message);
  const level = severity === "error" ? theme.error("error") : theme.warning("warning");
  const begin = `${theme.strong(place)}  ${level}  ${theme.muted(code)}`;
  const length = [place, severity, code, message].join("  ").length;
  if (width === null || length <= width) return `${begin}  ${message}\n`;
  return `${begin}\n${indented(message, "  ", width)}`;
}

function hintLine({ hint }: Problem, theme: Theme, width: number | null): string {
  return hint === undefined ? "" : indented(`${theme.muted("hint:")} ${plainText(hint)}`, "  ", width);
}

function indented(text: string, margin: string, width: number | null): string {
  const lines = width === null ? [text] : wrapAnsi(text, width - margin.length).split("\n");
  return lines.map((line) => `${margin}${line}\n`).join("");
}
