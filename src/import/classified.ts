import type { JsonObject } from "../model/json.js";

/** What one JSON object is: an agent, alone or with its engine, or an engine alone. */
export type Classified =
  | {
      readonly kind: "agent";
      readonly file: string;
      readonly agent: JsonObject;
      readonly engine: ImportedEngine | null;
    }
  | { readonly kind: "engine"; readonly file: string; readonly engine: ImportedEngine };

/** An engine's body, with the id that agents name it by. */
export interface ImportedEngine {
  readonly type: "retell-llm" | "conversation-flow";
  readonly id: string | null;
  readonly body: JsonObject;
}
