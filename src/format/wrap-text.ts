import wrapAnsi from "wrap-ansi";

/** A text, maybe coloured, in lines of at most `width` columns; blanks at the beginning of a line stay. */
export function wrapText(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(1, width), { hard: true, trim: false }).split("\n");
}
