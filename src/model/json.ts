/** Any value that JSON can hold. Numbers are JavaScript doubles. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object; key order is meaningful to users and is kept. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** True for a JSON object, false for arrays, null and scalars. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A place inside a JSON value, from the root down: object keys and array indexes. */
export type JsonPath = readonly (string | number)[];

/** `["nodes", 3, "id"]` → `/nodes/3/id` (RFC 6901). The root is the empty string. */
export function toPointer(path: JsonPath): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Keys that JavaScript gives a meaning of its own: never accepted from a file. */
export const forbiddenKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** What stands at a path of a value; undefined where there is nothing. */
export function valueAt(value: JsonValue, path: JsonPath): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const step of path) {
    if (isJsonObject(here)) here = here[step];
    else if (Array.isArray(here) && typeof step === "number") here = (here as readonly JsonValue[])[step];
    else return undefined;
  }
  return here;
}
