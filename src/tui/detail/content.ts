/** What the right pane holds, as lines for its width: coloured, safe to print, none wider than the pane. */
export interface Content {
  readonly lines: readonly string[];
  /** Lines at which a change begins. */
  readonly changes: readonly number[];
  /** Lines that fold what is below them, with the section's key. */
  readonly sections: readonly { readonly line: number; readonly key: string }[];
  /** Files of the working tree by the line that tells of them. */
  readonly places: readonly { readonly line: number; readonly file: string; readonly at: number }[];
}

export const emptyContent: Content = { lines: [], changes: [], sections: [], places: [] };

/** Content of lines alone. */
export function linesOnly(lines: readonly string[]): Content {
  return { ...emptyContent, lines };
}
