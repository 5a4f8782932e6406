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
  readonly message: string;
  readonly hint?: string;
}
