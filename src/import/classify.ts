import { failure } from "../errors.js";
import { engineTypes } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import {
  type Classified,
  dashboardFields,
  type EngineKind,
  engineIdFields,
  type ImportedEngine,
} from "./classified.js";

const kinds: readonly EngineKind[] = ["retell-llm", "conversation-flow"];
const flowFields = ["nodes", "conversation_flow_id", "start_node_id", "model_choice"];
const llmFields = [
  "general_prompt",
  "general_tools",
  "states",
  "llm_id",
  "s2s_model",
  "begin_message",
  "starting_state",
];

/**
 * Tells what each object of a file is. A list holds several, and so does the reply of a list route
 * (`{items}`). Throws `bad-import` for what is neither agent nor engine.
 */
export function classify(source: string, value: JsonValue): Classified[] {
  const items = isJsonObject(value) ? value.items : value;
  if (Array.isArray(items)) {
    if (items.length === 0) throw failure("bad-import", { file: source, reason: "its list is empty" });
    return items.map((item, i) => classifyOne(`${source}[${i}]`, item));
  }
  return [classifyOne(source, value)];
}

function classifyOne(source: string, value: JsonValue): Classified {
  if (!isJsonObject(value)) throw failure("bad-import", { file: source, reason: "it is not an object" });
  const inside = kinds.filter((kind) => (value[dashboardFields[kind]] ?? null) !== null);
  if (inside.length > 0) return dashboardExport(source, value, inside);
  if (isJsonObject(value.response_engine)) {
    const type = engineType(source, value);
    if (type === undefined)
      throw failure("bad-import", { file: source, reason: "its response_engine has no type" });
    return { kind: "agent", source, agent: value, engine: null };
  }
  const isFlow = flowFields.some((field) => field in value);
  if ("voice_id" in value) throw withoutEngine(source, isFlow || llmFields.some((field) => field in value));
  if (isFlow) return { kind: "engine", source, engine: engineOf("conversation-flow", value) };
  if (llmFields.some((field) => field in value))
    return { kind: "engine", source, engine: engineOf("retell-llm", value) };
  throw failure("bad-import", {
    file: source,
    reason: "it is neither an agent nor an LLM nor a conversation flow",
    hint: "export the agent from the dashboard, or save the body of get-agent and of its engine",
  });
}

/** Only agents have a voice; taken for an engine, such a file would get another one. */
function withoutEngine(source: string, isMixed: boolean): Error {
  return failure("bad-import", {
    file: source,
    reason: isMixed
      ? "it holds an agent's fields and its engine's side by side"
      : "it is an agent without a response_engine",
    hint: isMixed
      ? "move the engine's fields into retellLlmData or conversationFlow, as the dashboard exports them"
      : 'add the engine, such as "response_engine": {"type": "retell-llm"}, and give its file too',
  });
}

/** An agent with its engine inside; whatever else is said of engines must agree. */
function dashboardExport(source: string, value: JsonObject, inside: readonly EngineKind[]): Classified {
  const [kind = "retell-llm", other] = inside;
  const field = dashboardFields[kind];
  // A null in the place of the other engine stays with the agent: it is a field like any other.
  const { [field]: body = null, ...agent } = value;
  const type = engineType(source, agent);
  const refuse = (reason: string): Error => failure("bad-import", { file: source, reason });
  if (other !== undefined) throw refuse("it holds both an LLM and a conversation flow");
  if (!isJsonObject(body)) throw refuse(`its ${field} is not an object`);
  if (type !== undefined && type !== kind)
    throw refuse(`its response_engine is a ${type}, yet it holds ${field}`);
  const engine = engineOf(kind, body);
  if (Object.keys(agent).length === 0) return { kind: "engine", source, engine };
  if (type !== undefined) return { kind: "agent", source, agent, engine };
  const response = agent.response_engine ?? {};
  if (!isJsonObject(response)) throw refuse("its response_engine is not an object");
  const typed = { ...response, type: kind };
  const isThere = "response_engine" in agent;
  const whole = isThere ? { ...agent, response_engine: typed } : { response_engine: typed, ...agent };
  return { kind: "agent", source, agent: whole, engine };
}

function engineType(source: string, agent: JsonObject): string | undefined {
  const engine = agent.response_engine;
  if (!isJsonObject(engine) || engine.type === undefined) return undefined;
  const { type } = engine;
  if (engineTypes.some((known) => known === type)) return String(type);
  throw failure("bad-import", {
    file: source,
    reason: `its response_engine.type is ${JSON.stringify(type)}, which is none of ${engineTypes.join(", ")}`,
  });
}

function engineOf(type: EngineKind, body: JsonObject): ImportedEngine {
  const id = body[engineIdFields[type]];
  return { type, id: typeof id === "string" && id !== "" ? id : null, body };
}
