import { type JsonPath, toPointer } from "../../model/json.js";
import type { Finding } from "../finding.js";

/**
 * Errors that the schema has told of a file, by what they speak of. What a rule would add because of one of them
 * only follows from it, and goes away with it: an author with one slip reads one sentence.
 */
export interface Faults {
  /** Where each thing stands, or should, that is missing, misspelt or wrong. */
  readonly paths: readonly JsonPath[];
  readonly pointers: ReadonlySet<string>;
}

export const noFaults: Faults = { paths: [], pointers: new Set() };

/** The errors among a schema's findings. */
export function faultsOf(findings: readonly Finding[]): Faults {
  const errors = findings.filter(({ severity }) => severity === "error");
  const paths = errors.map(({ path, absent }) => absent ?? path);
  return { paths, pointers: new Set(paths.map(toPointer)) };
}

/** True when one of these fields of the object at `path` is missing, misspelt, or not what it must be. */
export function isFaulty({ pointers }: Faults, path: JsonPath, ...fields: readonly string[]): boolean {
  return pointers.size > 0 && fields.some((field) => pointers.has(toPointer([...path, field])));
}

/** True when a fault's last step is one of these, wherever it is in the file. */
export function isFaultyAnywhere({ paths }: Faults, fields: ReadonlySet<unknown>): boolean {
  return paths.some((path) => fields.has(path.at(-1)));
}

/**
 * True when names that lead nowhere may well be those of parts without a name, which the schema tells of: no more
 * are looked for than lack one.
 */
export function mayBeNameless(looked: Iterable<string>, nameless: number): boolean {
  return nameless > 0 && new Set(looked).size <= nameless;
}
