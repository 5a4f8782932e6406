import { isJsonObject, type JsonObject, type JsonValue } from "../../model/json.js";
import { rememberLast } from "./remember-last.js";

/** What the platform sets by itself (its documentation of dynamic variables), contacts' fields included. */
const systemVariables: ReadonlySet<string> = new Set([
  "current_agent_state",
  "previous_agent_state",
  "current_node",
  "previous_node",
  "current_time",
  "current_hour",
  "current_calendar",
  "session_type",
  "session_duration",
  "session_duration_ms",
  "direction",
  "user_number",
  "agent_number",
  "call_id",
  "call_type",
  "chat_id",
  "first_name",
  "last_name",
  "do_not_call",
]);

/** `current_time_Australia/Sydney`: the same in a time zone. */
const zoned = /^current_(?:time|hour|calendar)_/;

/** True for a variable that the platform sets, in every call or in some. */
export function isSystemVariable(name: string): boolean {
  return systemVariables.has(name) || zoned.test(name);
}

/** Names of the variables that an agent's files give a value: defaults, extracted ones, parts of tools' replies. */
export const variablesSet = rememberLast((values: readonly JsonObject[]): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const value of values) collect(value, names);
  return names;
});

function collect(value: JsonValue, names: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if (!isJsonObject(value)) {
    for (const item of value as readonly JsonValue[]) collect(item, names);
    return;
  }
  const { type, operator, left } = value;
  // Who asks whether a variable exists knows that calls may come without it.
  if (typeof left === "string" && (operator === "exists" || operator === "not_exist"))
    names.add(left.replace(/^\s*\{\{|\}\}\s*$/g, "").trim());
  for (const [key, child] of Object.entries(value)) {
    if (key === "default_dynamic_variables" || key === "response_variables") addKeys(child, names);
    else if (key === "variables" && typeof type === "string" && type.startsWith("extract_dynamic_variable"))
      addNames(child, names);
    collect(child, names);
  }
}

function addKeys(value: JsonValue, names: Set<string>): void {
  if (isJsonObject(value)) for (const name of Object.keys(value)) names.add(name);
}

function addNames(value: JsonValue, names: Set<string>): void {
  if (!Array.isArray(value)) return;
  for (const item of value) if (isJsonObject(item) && typeof item.name === "string") names.add(item.name);
}
