import { failure } from "../errors.js";
import type { Agent } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";

/** What `export` writes: the dashboard's file, or one body of the API. */
export type ExportShape = "dashboard" | "agent" | "llm" | "flow";

export const exportShapes: readonly ExportShape[] = ["dashboard", "agent", "llm", "flow"];

/** An agent as JSON, and the environment variables that stand in it as `<<NAME>>`. */
export interface Exported {
  readonly value: JsonObject;
  readonly env: readonly string[];
}

/**
 * The inverse of `import`: key order is the file's. With `secrets`, `{$env}` is resolved from it. Throws
 * `missing-secret`, and `usage` for the shape of an engine that the agent does not have.
 */
export function exportAgent(
  agent: Agent,
  shape: ExportShape,
  secrets: Readonly<Record<string, string | undefined>> | null,
): Exported {
  const env = new Set<string>();
  const value = plain(bodyOf(agent, shape), "", secrets, env);
  return { value: isJsonObject(value) ? value : {}, env: [...env] };
}

function bodyOf(agent: Agent, shape: ExportShape): JsonObject {
  const { engine, config } = agent;
  switch (shape) {
    case "agent":
      return config;
    case "dashboard":
      if (engine.kind === "custom-llm") return config;
      return {
        ...config,
        [engine.kind === "retell-llm" ? "retellLlmData" : "conversationFlow"]: engine.config,
      };
    case "llm":
    case "flow":
      if (engine.kind === (shape === "llm" ? "retell-llm" : "conversation-flow")) return engine.config;
      throw failure("usage", {
        message: `"${agent.slug}" is a ${engine.kind}, so it has no ${shape}.`,
        hint: "--shape dashboard",
      });
  }
}

function plain(
  value: JsonValue,
  field: string,
  secrets: Readonly<Record<string, string | undefined>> | null,
  env: Set<string>,
): JsonValue {
  if (Array.isArray(value)) return value.map((item, i) => plain(item, `${field}[${i}]`, secrets, env));
  if (!isJsonObject(value)) return value;
  const { $env: name, template } = value;
  if (typeof name === "string") {
    env.add(name);
    const secret = secrets === null ? `<<${name}>>` : secrets[name];
    if (secret === undefined) throw failure("missing-secret", { name, field });
    // A function, because `$&` in a secret is no pattern.
    return typeof template === "string" ? template.replaceAll(`$${name}`, () => secret) : secret;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      plain(child, field === "" ? key : `${field}.${key}`, secrets, env),
    ]),
  );
}
