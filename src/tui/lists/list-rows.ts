/** Rows that a list's heading takes: none where every row counts. */
export function listHead(rows: number): number {
  return rows >= 6 ? 1 : 0;
}
