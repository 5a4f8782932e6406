/** A terminal's size in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}
