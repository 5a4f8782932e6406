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
}

/** The theme for an output: with colours, or every style leaving text as it is. */
export function theme(colour: boolean): Theme {
  const { green, red, yellow, cyan, dim, bold } = pc.createColors(colour);
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
  };
}
