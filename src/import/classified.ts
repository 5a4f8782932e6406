import type { JsonObject } from "../model/json.js";

/** What one JSON object is: an agent, alone or with its engine, or an engine alone. */
export type Classified = ClassifiedAgent | ClassifiedEngine;

export interface ClassifiedAgent {
  readonly kind: "agent";
  /** The file, with the place in its list: `all.json[2]`. */
  readonly source: string;
  /** The agent's fields, without the engine that a dashboard export holds. */
  readonly agent: JsonObject;
  readonly engine: ImportedEngine | null;
}

export interface ClassifiedEngine {
  readonly kind: "engine";
  readonly source: string;
  readonly engine: ImportedEngine;
}

/** The engines that have a file. */
export type EngineKind = "retell-llm" | "conversation-flow";

/** An engine's body, with the id that agents name it by. */
export interface ImportedEngine {
  readonly type: EngineKind;
  readonly id: string | null;
  readonly body: JsonObject;
}

/** What the dashboard calls the engine inside an export. */
export const dashboardFields = {
  "retell-llm": "retellLlmData",
  "conversation-flow": "conversationFlow",
} as const;

/** What the platform calls an engine's id. */
export const engineIdFields = {
  "retell-llm": "llm_id",
  "conversation-flow": "conversation_flow_id",
} as const;
