import { counted } from "./plural.js";

/** One line of a diff, not yet coloured. `indent` counts steps of two blanks, before the sign. */
export interface DiffLine {
  readonly sign: "+" | "-" | "~" | " ";
  readonly indent: number;
  readonly parts: readonly StyledPart[];
}

/** A stretch of a line by what it means. */
export interface StyledPart {
  readonly style: "plain" | "label" | "muted" | "removed" | "added" | "removedWords" | "addedWords";
  readonly text: string;
}

/** How much is shown around what changed. */
export interface Detail {
  /** Lines of a long text before and after a change. */
  readonly context: number;
  /** Values longer than this are cut; null for never. */
  readonly cut: number | null;
}

export const fullDetail: Detail = { context: 2, cut: null };

/** A line that stands for `count` lines which are not shown; `what` is one of them. */
export function gap(count: number, indent: number, what: string): DiffLine {
  return { sign: " ", indent, parts: [{ style: "muted", text: `⋯ ${counted(count, what)}` }] };
}

/** A text no longer than the detail allows. */
export function cutText(text: string, { cut }: Detail): string {
  return cut === null || text.length <= cut ? text : `${text.slice(0, cut)}…`;
}
