import { failure } from "../errors.js";
import type { JsonValue } from "../model/json.js";
import { findFault } from "./find-fault.js";

/**
 * Reads the text of a JSON file; a byte-order mark is fine. Throws `bad-import` with line and column for
 * what is not JSON, and for what could not be written to YAML and back without a change.
 */
export function readJson(
  file: string,
  text: string,
  references: "refused" | "allowed" = "refused",
): JsonValue {
  const body = text.replace(/^\uFEFF/, "");
  const fault = findFault(body, references);
  if (fault === null) return JSON.parse(body) as JsonValue;
  const { offset, reason, hint } = fault;
  throw failure("bad-import", {
    file,
    ...placeOf(body, offset),
    reason,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Both from 1; columns count UTF-16 units, as everywhere. */
function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
