import type { JsonObject, JsonValue } from "./json.js";

/** The directory that holds one directory per agent. */
export const agentsDirectory = "agents";

const slugPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** True when `text` may name an agent: lower-case letters, digits and hyphens, 1 to 63 of them. */
export function isSlug(text: string): boolean {
  return slugPattern.test(text);
}

/** What makes an agent answer: `response_engine.type` of the platform. */
export type EngineType = "retell-llm" | "conversation-flow" | "custom-llm";

export const engineTypes: readonly EngineType[] = ["retell-llm", "conversation-flow", "custom-llm"];

/** The file that holds an engine's configuration; a custom LLM lives at its URL and has none. */
export const engineFiles = { "retell-llm": "llm.yaml", "conversation-flow": "flow.yaml" } as const;

/** An agent's response engine. `config` has `$file` resolved and `$env` still symbolic. */
export type Engine =
  | { readonly kind: "retell-llm" | "conversation-flow"; readonly config: JsonObject }
  | { readonly kind: "custom-llm"; readonly url: JsonValue };

/** One agent as read from one tree: `config` is agent.yaml, with `$file` resolved and `$env` symbolic. */
export interface Agent {
  readonly slug: string;
  readonly config: JsonObject;
  readonly engine: Engine;
}

/** Path of a file inside an agent's directory, relative to the repository's root. */
export function agentPath(slug: string, file: string): string {
  return `${agentsDirectory}/${slug}/${file}`;
}
