import { failure } from "../errors.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import type { Classified, ImportedEngine } from "./classified.js";

const llmFields = ["general_prompt", "general_tools", "states", "llm_id", "s2s_model", "begin_message"];

/** Tells what each object of a file is; a list holds several. Throws `bad-import`. */
export function classify(file: string, value: JsonValue): Classified[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => classify(`${file}[${i}]`, item));
  if (!isJsonObject(value)) throw failure("bad-import", { file, reason: "it is not an object" });
  const { retellLlmData, conversationFlow, ...agent } = value;
  if (isJsonObject(retellLlmData))
    return [{ kind: "agent", file, agent, engine: engine("retell-llm", retellLlmData) }];
  if (isJsonObject(conversationFlow))
    return [{ kind: "agent", file, agent, engine: engine("conversation-flow", conversationFlow) }];
  if (isJsonObject(value.response_engine)) return [{ kind: "agent", file, agent: value, engine: null }];
  if (Array.isArray(value.nodes))
    return [{ kind: "engine", file, engine: engine("conversation-flow", value) }];
  if (llmFields.some((field) => field in value))
    return [{ kind: "engine", file, engine: engine("retell-llm", value) }];
  throw failure("bad-import", {
    file,
    reason: "it is neither an agent nor an LLM nor a conversation flow",
    hint: "export the agent from the dashboard, or save the body of get-agent and of its engine",
  });
}

function engine(type: ImportedEngine["type"], body: JsonObject): ImportedEngine {
  const id = type === "retell-llm" ? body.llm_id : body.conversation_flow_id;
  return { type, id: typeof id === "string" && id !== "" ? id : null, body };
}
