import { failure } from "../errors.js";
import type { Agent } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonPath, type JsonValue, toPointer } from "../model/json.js";

/** What `export` writes: the dashboard's file, or one body of the API. */
export type ExportShape = "dashboard" | "agent" | "llm" | "flow";

export const exportShapes: readonly ExportShape[] = ["dashboard", "agent", "llm", "flow"];

/** How to export. `secrets` is where `{$env}` is resolved from; null leaves `<<NAME>>` in its place. */
export interface ExportOptions {
  readonly shape: ExportShape;
  readonly secrets: Readonly<Record<string, string | undefined>> | null;
}

/** An agent as JSON, and the names of the environment that it uses, in the order they were met. */
export interface Exported {
  readonly value: JsonObject;
  readonly env: readonly string[];
}

/**
 * The inverse of `import`: plain JSON in the files' own key order. Throws `missing-secret`, `cannot-export`
 * for a `$file` or `$env` that leads nowhere, and `usage` for the shape of an engine that the agent has not.
 */
export function exportAgent(agent: Agent, options: ExportOptions): Exported {
  const env = new Set<string>();
  const value = plain(bodyOf(agent, options.shape), [], { agent: agent.slug, secrets: options.secrets, env });
  return { value: isJsonObject(value) ? value : {}, env: [...env] };
}

/** A value with every `$env` filled in. `owner` is what the refusals call it. Throws as `exportAgent` does. */
export function withSecrets(
  value: JsonObject,
  owner: string,
  secrets: NonNullable<ExportOptions["secrets"]>,
): JsonObject {
  const filled = plain(value, [], { agent: owner, secrets, env: new Set() });
  return isJsonObject(filled) ? filled : {};
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
        hint:
          engine.kind === "custom-llm"
            ? "--shape agent"
            : `--shape ${engine.kind === "retell-llm" ? "llm" : "flow"}`,
      });
  }
}

interface Context {
  readonly agent: string;
  readonly secrets: ExportOptions["secrets"];
  readonly env: Set<string>;
}

function plain(value: JsonValue, path: JsonPath, context: Context): JsonValue {
  if (Array.isArray(value)) return value.map((item, i) => plain(item, [...path, i], context));
  if (!isJsonObject(value)) return value;
  if ("$env" in value) return secretText(value, path, context);
  if ("$file" in value) {
    const reason = `${toPointer(path)} names a file that is not there`;
    throw failure("cannot-export", { agent: context.agent, reason });
  }
  const fields = Object.entries(value).map(([key, child]) => [key, plain(child, [...path, key], context)]);
  return Object.fromEntries(fields);
}

function secretText(value: JsonObject, path: JsonPath, { agent, secrets, env }: Context): string {
  const { $env: name, template = `$${String(value.$env)}` } = value;
  if (typeof name !== "string" || typeof template !== "string" || !/^[A-Za-z_]\w*$/.test(name))
    throw failure("cannot-export", { agent, reason: `${toPointer(path)} is not a proper $env` });
  env.add(name);
  const secret = secrets === null ? `<<${name}>>` : secrets[name];
  if (secret === undefined || secret === "")
    throw failure("missing-secret", { name, field: toPointer(path) });
  // `$KEY` is not part of `$KEY_2`; a function, because `$&` in a secret is no pattern.
  return template.replace(new RegExp(`\\$${name}(?![A-Za-z0-9_])`, "g"), () => secret);
}
