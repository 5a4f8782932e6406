import type { ErrorObject } from "ajv";
import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { explainErrors } from "./explain-errors.js";

/** The files that have a schema. */
export type SchemaKind = "agent" | "llm" | "flow" | "manifest" | "tagline";

interface Compiled {
  readonly validate: ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** One module each, so that a repository without flows never loads the flow's. */
const compiled: Record<SchemaKind, () => Promise<Compiled>> = {
  agent: () => import("./generated/agent.js"),
  llm: () => import("./generated/llm.js"),
  flow: () => import("./generated/flow.js"),
  manifest: () => import("./generated/manifest.js"),
  tagline: () => import("./generated/tagline.js"),
};

/** Fields that the platform assigns and ignores on the way in (PLATFORM.md, identity and secrets). */
const serverAssigned: ReadonlySet<string> = new Set([
  "agent_id",
  "llm_id",
  "conversation_flow_id",
  "version",
  "base_version",
  "is_published",
  "is_latest",
  "version_title",
  "version_description",
  "tags",
  "assigned_tags",
  "last_modification_timestamp",
  "user_modified_timestamp",
  "phone_number_type",
  "phone_number_pretty",
]);

/** Checks one file's value against its schema; `{$file}` and `{$env}` may still stand in it. */
export async function checkSchema(kind: SchemaKind, value: JsonObject): Promise<readonly Finding[]> {
  const { validate, keys } = await compiled[kind]();
  const findings: Finding[] = [];
  const checked = serverFieldsOff(kind, value, findings);
  if (!validate(asTexts(checked))) findings.push(...explainErrors(validate.errors ?? [], checked, keys));
  return findings;
}

/** `{$file}` as the text it stands for: any text will do for a schema. */
function asTexts(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(asTexts);
  if (!isJsonObject(value)) return value;
  if ("$file" in value) return "text";
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, asTexts(child)]));
}

function serverFieldsOff(kind: SchemaKind, value: JsonObject, findings: Finding[]): JsonObject {
  if (kind === "manifest" || kind === "tagline") return value;
  const report = (path: JsonPath, field: string): void => {
    const message = `"${field}" is assigned by the platform and is not configuration.`;
    findings.push({
      severity: "warning",
      code: "server-assigned",
      path,
      at: "key",
      message,
      hint: "remove it",
    });
  };
  const kept = Object.entries(value).filter(([key]) => {
    if (!serverAssigned.has(key)) return true;
    report([key], key);
    return false;
  });
  const rest = Object.fromEntries(kept);
  const engine = rest.response_engine;
  if (kind !== "agent" || !isJsonObject(engine)) return rest;
  const engineKept = Object.entries(engine).filter(([key]) => {
    if (!serverAssigned.has(key)) return true;
    report(["response_engine", key], key);
    return false;
  });
  return { ...rest, response_engine: Object.fromEntries(engineKept) };
}
