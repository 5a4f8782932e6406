import type { LineCounter } from "yaml";
import type { Problem } from "../model/problem.js";

/** A place in a text: lines and columns from 1, the end one past the last column. */
export type Position = Pick<Problem, "line" | "column" | "endLine" | "endColumn">;

/** The first place of a file: where a problem of the whole file is put. */
export const startOfFile: Position = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The same for a text without a line counter: a prompt's, which is rarely asked. */
export function positionInText(text: string, start: number, end: number): Position {
  const from = lineAndColumn(text, start);
  const to = lineAndColumn(text, Math.max(start, end));
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The places of parts of a text in the order of their beginnings, in one walk: there may be many. */
export function* positionsInText<T extends { readonly start: number; readonly end: number }>(
  text: string,
  parts: Iterable<T>,
): Iterable<readonly [part: T, position: Position]> {
  let line = 1;
  let lineStart = 0;
  for (const part of parts) {
    for (
      let at = text.indexOf("\n", lineStart);
      at >= 0 && at < part.start;
      at = text.indexOf("\n", lineStart)
    ) {
      line++;
      lineStart = at + 1;
    }
    const inside = positionInText(
      text.slice(lineStart, part.end),
      part.start - lineStart,
      part.end - lineStart,
    );
    const endLine = line + inside.endLine - 1;
    yield [part, { line, column: inside.column, endLine, endColumn: inside.endColumn }];
  }
}

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** Turns offsets of a text into a place. */
export function positionOf(lines: LineCounter, start: number, end: number): Position {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  const line = Math.max(1, from.line);
  return {
    line,
    column: Math.max(1, from.col),
    endLine: Math.max(line, to.line),
    endColumn: Math.max(1, to.col),
  };
}
