import type { JsonPath } from "../model/json.js";
import type { Severity } from "../model/problem.js";

/** Something wrong in one file's value, before it is given a line and column. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  /** Where in the file's value. */
  readonly path: JsonPath;
  /** Which part of that place to point at: its key (unknown field, missing child) or its value. */
  readonly at: "key" | "value";
  /** The part of the text at `path` that is meant, wherever that text is written: here or in a `$file`. */
  readonly span?: TextSpan;
  readonly message: string;
  readonly hint?: string;
}

/** A part of a text, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}
