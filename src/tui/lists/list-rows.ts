import { wrapText } from "../../format/wrap-text.js";

/** Rows that a list's heading takes: none where every row counts. */
export function listHead(rows: number): number {
  return rows >= 6 ? 1 : 0;
}

/** What a list says that has no rows, below where they would begin. */
export function listNote(text: string, columns: number): readonly string[] {
  return wrapText(text, columns - 2).map((line) => `  ${line}`);
}
