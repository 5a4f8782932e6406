import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";

/** Names of the fields that an object's schema knows. */
export function knownFields(schema: JsonObject): readonly string[] {
  return isJsonObject(schema.properties) ? Object.keys(schema.properties) : [];
}

/** The values of its tag that select a branch of a union. */
export function knownTags(union: JsonObject): readonly string[] {
  const tags = union["x-tags"];
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}

/** True for the schema of a text of ours, which `{$file}` or `{$env}` may stand for. */
export function isTextSchema(schema: JsonObject): boolean {
  const fields = knownFields(schema);
  return fields.includes("$file") || fields.includes("$env");
}

/** `/nodes/3/id` as a path into `value`: digits are an index only where a list is. */
export function pathInto(value: JsonValue, pointer: string): { path: JsonPath; value: JsonValue } {
  const path: (string | number)[] = [];
  let here: JsonValue = value;
  for (const step of stepsOf(pointer)) {
    path.push(Array.isArray(here) ? Number(step) : step);
    here = (Array.isArray(here) ? here[Number(step)] : isJsonObject(here) ? here[step] : null) ?? null;
  }
  return { path, value: here };
}

function stepsOf(pointer: string): string[] {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
