import pc from "picocolors";

/** Styles by what they mean; formats never name a colour. */
export interface Theme {
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly pinned: (text: string) => string;
  readonly muted: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly ok: (text: string) => string;
  /** What a cursor is on. */
  readonly selected: (text: string) => string;
  /** Words inside a line that differ. They are marked without colours too: `[-old-]`, `{+new+}`. */
  readonly removedWords: (text: string) => string;
  readonly addedWords: (text: string) => string;
}

/** The theme for an output: with colours, or without; then only words that differ are marked. */
export function theme(colour: boolean): Theme {
  const { green, red, yellow, cyan, dim, bold, inverse } = pc.createColors(colour);
  return {
    added: green,
    removed: red,
    changed: yellow,
    pinned: cyan,
    muted: dim,
    strong: bold,
    error: (text) => red(bold(text)),
    warning: yellow,
    ok: green,
    selected: inverse,
    removedWords: (text) => (colour ? red(inverse(text)) : `[-${text}-]`),
    addedWords: (text) => (colour ? green(inverse(text)) : `{+${text}+}`),
  };
}
