import { failure } from "../errors.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import {
  type Classified,
  type ClassifiedAgent,
  type ClassifiedEngine,
  type EngineKind,
  engineIdFields,
  type ImportedEngine,
} from "./classified.js";

/** An agent with what makes it answer; `engine` is null for a custom LLM. */
export interface JoinedAgent {
  readonly source: string;
  /** Whether it came as an agent, or is made for an engine that came alone. */
  readonly origin: "agent" | "engine";
  /** What the agent is called, for its slug; null for an engine that came without an agent. */
  readonly name: string | null;
  readonly agent: JsonObject;
  readonly engine: ImportedEngine | null;
}

/** The voice of an agent that is made for an engine that came alone. */
const defaultVoice = "11labs-Adrian";

/**
 * Joins agents to the engines they name by id; what is worth knowing goes to `warnings`. Throws `bad-import`
 * for an agent whose engine is missing, and for one agent met twice.
 */
export function joinEngines(
  found: readonly Classified[],
  voice: string | null,
  warnings: string[],
): readonly JoinedAgent[] {
  const agents = found.filter((item) => item.kind === "agent");
  const engines = found.filter((item) => item.kind === "engine");
  refuseTwice(agents);
  const users = new Map<ClassifiedEngine, string[]>();
  const joined: JoinedAgent[] = [];
  for (const item of agents) {
    const { source, agent } = item;
    const name = agentName(agent);
    const own = item.engine === null ? findEngine(item, engines, warnings) : null;
    if (own !== null) users.set(own, [...(users.get(own) ?? []), name ?? source]);
    joined.push({ source, origin: "agent", name, agent, engine: item.engine ?? own?.engine ?? null });
  }
  for (const [{ engine, source }, names] of users)
    if (names.length > 1)
      warnings.push(`${engine.id ?? source} is used by ${names.join(" and ")}: each gets a copy of its own.`);
  for (const item of engines) if (!users.has(item)) joined.push(agentFor(item, voice, warnings));
  return joined;
}

function agentName(agent: JsonObject): string | null {
  return typeof agent.agent_name === "string" && agent.agent_name !== "" ? agent.agent_name : null;
}

/** A list of versions of one agent would make several agents of it. */
function refuseTwice(agents: readonly ClassifiedAgent[]): void {
  const sources = new Map<string, string>();
  for (const { agent, source } of agents) {
    if (typeof agent.agent_id !== "string" || agent.agent_id === "") continue;
    const first = sources.get(agent.agent_id);
    if (first !== undefined)
      throw failure("bad-import", {
        file: source,
        reason: `${agent.agent_id} is in ${first} already`,
        hint: "import one version of an agent, and the others as later deploys",
      });
    sources.set(agent.agent_id, source);
  }
}

function findEngine(
  { agent, source }: ClassifiedAgent,
  engines: readonly ClassifiedEngine[],
  warnings: string[],
): ClassifiedEngine | null {
  const response = isJsonObject(agent.response_engine) ? agent.response_engine : {};
  if (response.type === "custom-llm") return null;
  const type: EngineKind = response.type === "retell-llm" ? "retell-llm" : "conversation-flow";
  const given = response[engineIdFields[type]];
  const id = typeof given === "string" && given !== "" ? given : null;
  // Without an id on both sides there is nothing to mix up as long as there is one.
  const fitting = engines.filter(({ engine }) => engine.type === type && engine.id === id);
  const sameVersion = fitting.filter(({ engine }) => engine.body.version === response.version);
  const [engine, other] = fitting.length > 1 && sameVersion.length > 0 ? sameVersion : fitting;
  const noun = type === "retell-llm" ? "LLM" : "conversation flow";
  if (engine === undefined)
    throw failure("bad-import", {
      file: source,
      reason:
        id === null ? `it names no ${noun} and holds none` : `its ${noun} ${id} is in none of the files`,
      hint: `give the file of the ${noun} too: tagline import agent.json engine.json`,
    });
  if (other !== undefined)
    throw failure("bad-import", {
      file: source,
      reason: `its ${noun}${id === null ? "" : ` ${id}`} is there more than once, in ${engine.source} and ${other.source}`,
      hint: "leave out the file that is not meant",
    });
  const { version } = engine.engine.body;
  if (typeof version === "number" && typeof response.version === "number" && version !== response.version)
    warnings.push(
      `${source} wants version ${response.version} of ${id ?? "its engine"}; ${engine.source} is version ${version}.`,
    );
  return engine;
}

function agentFor(
  { engine, source }: ClassifiedEngine,
  voice: string | null,
  warnings: string[],
): JoinedAgent {
  const voiceId = voice ?? defaultVoice;
  const noun = engine.type === "retell-llm" ? "an LLM" : "a conversation flow";
  const hint = voice === null ? " (--voice chooses another)" : "";
  warnings.push(`${source} is ${noun} without an agent: it gets one with the voice ${voiceId}${hint}.`);
  const agent = { response_engine: { type: engine.type }, voice_id: voiceId };
  return { source, origin: "engine", name: null, agent, engine };
}
