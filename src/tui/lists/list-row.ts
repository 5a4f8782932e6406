import { fitText } from "../../format/fit-text.js";
import type { Theme } from "../../format/theme.js";

/** A stretch of a row: its text, its width, and how it looks where the cursor is elsewhere. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly style?: (text: string) => string;
}

/** A row of a list: a mark where the cursor is (seen without colours too), then cells with a blank between. */
export function listRow(
  cells: readonly Cell[],
  cursor: { readonly isHere: boolean; readonly isFocused: boolean },
  theme: Theme,
): string {
  const mark = cursor.isHere ? "▸" : " ";
  const shown = cells.filter(({ width }) => width > 0);
  if (cursor.isHere && cursor.isFocused)
    return theme.selected(`${mark}${shown.map(({ text, width }) => fitText(steady(text), width)).join(" ")}`);
  const parts = shown.map(({ text, width, style }) => {
    const fitted = fitText(steady(text), width);
    return style === undefined ? fitted : style(fitted);
  });
  return `${mark}${parts.join(" ")}`;
}

/**
 * A text as wide on every terminal: joined emoji and those with a skin or a style of their own take two columns on
 * some and more on others, which would move all that stands to the right of them.
 */
function steady(text: string): string {
  return text.replace(/(\p{Extended_Pictographic})[\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]+/gu, "$1");
}
