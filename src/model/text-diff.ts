/** A stretch of a text that both sides have, or one of them. */
export interface TextPart {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** A line of a text of several lines; `parts` hold the words that differ from the line it was or became. */
export type LineDiff =
  | { readonly kind: "same"; readonly text: string }
  | { readonly kind: "removed" | "added"; readonly parts: readonly TextPart[] };

/** Two texts compared: word by word, or line by line where one has several lines. */
export type TextDiff =
  | { readonly kind: "words"; readonly parts: readonly TextPart[] }
  | { readonly kind: "lines"; readonly lines: readonly LineDiff[] };
