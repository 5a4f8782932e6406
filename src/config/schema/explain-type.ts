import type { JsonValue } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { type Fault, finding, nameOf, sentence, show } from "./fault.js";
import { isTextSchema } from "./schema-part.js";

/** A value of the wrong JSON type. */
export function explainType(fault: Fault): Finding | null {
  const { value, schema } = fault;
  const types = typesOf(schema);
  // The other half of "this or null": what is wrong with "this" is said.
  if (types.length === 1 && types[0] === "null") return null;
  const name = sentence(nameOf(fault));
  if (Array.isArray(value) && value.length === 0 && types.includes("object")) {
    // PHP writes an empty object as a list.
    const message = `${name} is an empty list where an object is due.`;
    return finding(fault, "warning", "array-for-object", message, "write {}; it is kept as written");
  }
  const wanted = types.map((type) => typeNames[type] ?? type).join(" or ");
  const message = `${name} must be ${wanted}, not ${described(value)}.`;
  return finding(fault, "error", "wrong-type", message, hintFor(types, value) ?? `write ${wanted}`);
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  null: "null",
};

/** The types that a user may write; `{$file}` and `{$env}` are ways to write a text. */
function typesOf(schema: Fault["schema"]): readonly string[] {
  const types = [schema.type ?? []].flat().filter((type) => typeof type === "string");
  return isTextSchema(schema) ? types.filter((type) => type !== "object") : types;
}

function hintFor(types: readonly string[], value: JsonValue): string | null {
  if (types.includes("string") && (typeof value === "number" || typeof value === "boolean"))
    return `put it in quotes: "${value}"`;
  if (typeof value !== "string") return null;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (types.includes("number") && Number.isFinite(number)) return `write it without quotes: ${value}`;
  if (types.includes("integer") && Number.isInteger(number)) return `write it without quotes: ${value}`;
  if (types.includes("boolean") && /^(true|yes|on)$/i.test(value)) return "write true, without quotes";
  if (types.includes("boolean") && /^(false|no|off)$/i.test(value)) return "write false, without quotes";
  return null;
}

function described(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? `the text ${show(value)}` : String(value);
}
