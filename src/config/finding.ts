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
  /** The field that is not there: missing at `path`, or misspelt as what stands there. */
  readonly absent?: JsonPath;
}

/** A part of a text, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

/** More of one code in one file only repeat each other, and a hostile file could have a million. */
const maximumFindings = 100;

/**
 * Takes what is found in one file one by one: of each code a hundred, and one more that says that the rest is not
 * told. `isFull` says beforehand that another one of a code would not be told.
 */
export class FindingList<T extends { readonly code: string; readonly message: string }> {
  readonly found: T[] = [];
  readonly #counts = new Map<string, number>();

  isFull(code: string): boolean {
    return (this.#counts.get(code) ?? 0) > maximumFindings;
  }

  add(finding: T): void {
    const { code, message } = finding;
    if (this.isFull(code)) return;
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    const rest = count > maximumFindings ? " There are more of this in the file; they are not listed." : "";
    this.found.push(rest === "" ? finding : { ...finding, message: message + rest });
  }
}
