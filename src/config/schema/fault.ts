import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import type { Severity } from "../../model/problem.js";
import { withoutSecrets } from "../../model/secret-text.js";
import type { Finding } from "../finding.js";
import type { SchemaCode } from "./codes.js";

/** The files that have a schema. */
export type SchemaKind = "agent" | "llm" | "flow" | "manifest" | "tagline";

/** One error of a compiled check, with what it is about. */
export interface Fault {
  readonly kind: SchemaKind;
  readonly keyword: string;
  readonly params: JsonObject;
  readonly path: JsonPath;
  /** What stands at `path`. */
  readonly value: JsonValue;
  /** The part of the schema whose keyword failed. */
  readonly schema: JsonObject;
}

/** A finding about a fault's value; `rest` may point elsewhere. */
export function finding(
  fault: Fault,
  severity: Severity,
  code: SchemaCode,
  message: string,
  hint: string,
  rest: Partial<Pick<Finding, "path" | "at" | "absent">> = {},
): Finding {
  return { severity, code, path: fault.path, at: "value", message, hint, ...rest };
}

const whole = {
  agent: "the agent",
  llm: "the LLM",
  flow: "the flow",
  manifest: "the manifest",
  tagline: "tagline.yaml",
} as const;

const members: Readonly<Record<string, string>> = {
  nodes: "the node",
  edges: "the edge",
  tools: "the tool",
  general_tools: "the tool",
  states: "the state",
  components: "the component",
  mcps: "the MCP server",
  numbers: "the number",
};

/** What people call the thing at the fault's place: `the node "greet"`, `"kb_config"`, `entry 2 of "edges"`. */
export function nameOf({ kind, path, value }: Fault): string {
  const last = path.at(-1);
  if (last === undefined) return whole[kind];
  const list = String(path.at(-2) ?? "");
  if (list === "numbers") return `${members.numbers} ${show(last)}`;
  if (typeof last === "string") return show(last);
  const id = isJsonObject(value) ? (value.id ?? value.name) : undefined;
  return typeof id === "string"
    ? `${members[list] ?? "the entry"} ${show(id)}`
    : `entry ${last + 1} of ${show(list)}`;
}

/** A value as it stands in a message: short, on one line. */
export function show(value: JsonValue): string {
  // Before it is cut: of a part nobody could tell that it is of a secret.
  const text = withoutSecrets(JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 57)}…${typeof value === "string" ? '"' : ""}` : text;
}

/** The first letter as a capital, for the beginning of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
