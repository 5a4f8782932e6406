/** An error would break a call or lose data; a warning would not. */
export type Severity = "error" | "warning";

/** One finding, with its place. Lines and columns count from 1; columns count UTF-16 units. */
export interface Problem {
  readonly severity: Severity;
  /** Stable, kebab-case; the catalogue is `config/problem-codes.ts`. */
  readonly code: string;
  /** Relative to the repository's root, forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** One past the last column. */
  readonly endColumn: number;
  /** RFC 6901 pointer into the file's value; empty for the whole file. */
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

/** Sorts by file, line, column, then code: the order of every report. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
