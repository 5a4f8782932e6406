import { isJsonObject, type JsonObject } from "../model/json.js";
import { componentAssigned, serverAssigned } from "../model/server-assigned.js";

/**
 * A value without the fields that the platform assigns to it, and for a flow to its components; their names go to
 * `stripped`, behind `where` (`conversationFlow.version`).
 */
export function stripAssigned(value: JsonObject, where: string, stripped: string[]): JsonObject {
  const own = strip(value, where, serverAssigned, stripped);
  const { components } = own;
  if (where !== "conversationFlow." || !Array.isArray(components)) return own;
  const stripOne = (item: JsonObject, i: number): JsonObject =>
    strip(item, `${where}components[${i}].`, componentAssigned, stripped);
  return {
    ...own,
    components: components.map((item, i) => (isJsonObject(item) ? stripOne(item, i) : item)),
  };
}

function strip(
  value: JsonObject,
  where: string,
  assigned: ReadonlySet<string>,
  stripped: string[],
): JsonObject {
  for (const key of Object.keys(value)) if (assigned.has(key)) stripped.push(`${where}${key}`);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !assigned.has(key)));
}
