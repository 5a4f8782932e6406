import { stripVTControlCharacters } from "node:util";
import { wrapAnsi } from "fast-wrap-ansi";
import { textWidth } from "./fit-text.js";

/** A text, maybe coloured, in lines of at most `width` columns; blanks at the beginning of a line stay. */
export function wrapText(text: string, width: number): string[] {
  const [first = "", ...rest] = wrapAnsi(text, Math.max(1, width), { hard: true, trim: false }).split("\n");
  // The blank at which a line was broken is none of the next one's.
  return [
    first,
    ...rest.map((line) => line.replace(" ", (blank, at: number) => (isStart(line, at) ? "" : blank))),
  ];
}

/** Whether nothing that is seen stands before a place in a line. */
function isStart(line: string, at: number): boolean {
  return stripVTControlCharacters(line.slice(0, at)) === "";
}

/** A line, maybe coloured, cut with `…` where it is wider than `width` columns. */
export function cutLine(text: string, width: number): string {
  if (text.length <= width || textWidth(stripVTControlCharacters(text)) <= width) return text;
  if (width <= 1) return "…".slice(0, Math.max(0, width));
  const options = { hard: true, trim: false, wordWrap: false };
  // Wrapping ends what is coloured at the end of the line.
  return `${wrapAnsi(text, width - 1, options).split("\n", 1)[0] ?? ""}…`;
}
