// string-width is what cli-table3 measures with, so that frames and tables agree on wide characters.
import stringWidth from "string-width";
import { blankControls } from "./plain-text.js";

/** A part of one line of a text; the line counts from 1, columns count UTF-16 units from 1. */
export interface Marked {
  readonly line: number;
  readonly column: number;
  /** One past the last column; null marks to the line's end. */
  readonly endColumn: number | null;
}

/** The line that a problem is in with up to two before it, and carets under the part that is meant. */
export interface CodeFrame {
  /** `> 41 | text`, without escape codes or trailing blanks. */
  readonly lines: readonly string[];
  /** What stands before the carets, as wide as the text above it. */
  readonly indent: string;
  readonly carets: string;
}

const linesBefore = 2;
const maximumLength = 160;
const lengthBeforeColumn = 60;

/**
 * Frames a part of a text given as lines; null when the text has no such line. No line is wider than `columns`, so
 * that the carets stay below what they mark.
 */
export function codeFrame(
  lines: readonly string[],
  marked: Marked,
  columns: number | null = null,
): CodeFrame | null {
  const line = lines[marked.line - 1];
  if (line === undefined) return null;
  const digits = String(marked.line).length;
  // Beside the text stand `> 41 | `, and an ellipsis at either end.
  const room = columns === null ? maximumLength : Math.min(maximumLength, columns - digits - 7);
  const end = marked.endColumn ?? marked.column;
  const isFar = columns === null ? marked.column > room : Math.max(marked.column, end) > room + 1;
  const before = Math.min(lengthBeforeColumn, Math.floor(room / 2));
  const from = isFar ? Math.max(0, marked.column - before) : 0;
  const shown: string[] = [];
  for (let number = Math.max(1, marked.line - linesBefore); number <= marked.line; number++) {
    const isMarked = number === marked.line;
    // Blanks keep the columns where they are.
    const text = cut(blankControls(lines[number - 1] ?? ""), isMarked ? from : 0, room);
    shown.push(`${isMarked ? ">" : " "} ${String(number).padStart(digits)} | ${text}`.trimEnd());
  }
  const text = blankControls(line);
  const start = marked.column - 1;
  const stop = marked.endColumn === null ? text.length : marked.endColumn - 1;
  const last = Math.min(stop, text.trimEnd().length, from + room);
  const above = `${from > 0 ? "…" : ""}${text.slice(from, start)}`;
  return {
    lines: shown,
    indent: `  ${" ".repeat(digits)} | ${" ".repeat(widthOf(above))}`,
    carets: "^".repeat(Math.max(1, widthOf(text.slice(start, last)))),
  };
}

function cut(text: string, from: number, room: number): string {
  const rest = text.slice(from, from + room);
  return `${from > 0 ? "…" : ""}${rest}${from + room < text.length ? "…" : ""}`;
}

/** Columns on a terminal. Measuring is slow, and most configuration is ASCII. */
function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}
