import type { Engine } from "../model/agent.js";
import type { JsonObject } from "../model/json.js";

/** An engine in JSON: its type, and its configuration; null for a custom LLM, which has none here. */
export function engineJson(engine: Engine): { readonly type: string; readonly config: JsonObject | null } {
  return { type: engine.kind, config: engine.kind === "custom-llm" ? null : engine.config };
}
