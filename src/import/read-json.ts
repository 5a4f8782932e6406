import { failure } from "../errors.js";
import { forbiddenKeys, isJsonObject, type JsonValue } from "../model/json.js";

/** An export is refused unread above this size; real ones have a few hundred kilobytes. */
const maximumSize = 50 * 1024 * 1024;
const maximumDepth = 100;

/** Reads a JSON file's text; a BOM is fine. Throws `bad-import` with the line and column. */
export function readJson(file: string, text: string): JsonValue {
  if (text.length > maximumSize) throw failure("bad-import", { file, reason: "it is larger than 50 MB" });
  const body = text.replace(/^\uFEFF/, "");
  let value: JsonValue;
  try {
    value = JSON.parse(body) as JsonValue;
  } catch (error) {
    if (error instanceof RangeError) throw failure("bad-import", { file, reason: "it is nested too deep" });
    throw failure("bad-import", { file, reason: `it is not JSON (${placeOf(body, error)})` });
  }
  check(file, value, [], 0);
  return value;
}

function placeOf(text: string, error: unknown): string {
  const offset = Number(
    /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? text.length,
  );
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function check(file: string, value: JsonValue, path: readonly (string | number)[], depth: number): void {
  if (depth > maximumDepth) throw failure("bad-import", { file, reason: "it is nested too deep" });
  if (typeof value === "number" && !exact(value))
    throw failure("bad-import", {
      file,
      reason: `the number at ${path.join(".")} is too large to be kept exactly`,
    });
  if (Array.isArray(value))
    for (const [i, item] of value.entries()) check(file, item, [...path, i], depth + 1);
  if (!isJsonObject(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (forbiddenKeys.has(key))
      throw failure("bad-import", { file, reason: `"${[...path, key].join(".")}" cannot be a field's name` });
    if (key === "$file" || key === "$env")
      throw failure("bad-import", {
        file,
        reason: `"${[...path, key].join(".")}" has a meaning of its own in Tagline`,
      });
    check(file, child, [...path, key], depth + 1);
  }
}

/** Beyond 2^53 a double no longer tells one whole number from the next. */
function exact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
