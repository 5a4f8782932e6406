import stringWidth from "string-width";
import { graphemesOf } from "./graphemes.js";
import { plainText } from "./plain-text.js";

/** A text made safe and exactly `width` columns wide: cut with `…`, or filled up with blanks. */
export function fitText(text: string, width: number): string {
  const cut = cutToWidth(text, width);
  return cut + " ".repeat(Math.max(0, width - textWidth(cut)));
}

/** A text made safe, and cut with `…` where it is wider than `width` columns. */
export function cutToWidth(text: string, width: number): string {
  const plain = plainText(text);
  if (width <= 0) return "";
  if (textWidth(plain) <= width) return plain;
  if (isNarrow(plain)) return `${plain.slice(0, width - 1)}…`;
  let kept = "";
  let room = width - 1;
  for (const { segment } of graphemesOf(plain)) {
    room -= stringWidth(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Columns that a text without escape codes takes. */
export function textWidth(text: string): number {
  return isNarrow(text) ? text.length : stringWidth(text);
}

/** True for a text of characters that are known to be a column wide each, as nearly every text is. */
function isNarrow(text: string): boolean {
  return /^[\x20-\x7e…]*$/.test(text);
}
