import type { JsonObject, JsonValue } from "../model/json.js";
import { type Direction, directions, type NumberEntry } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import type { AgentConfig } from "./platform/agent.js";
import type { ConversationFlowConfig } from "./platform/flow.js";
import type { RetellLlmConfig } from "./platform/llm.js";
import type { PlatformIds } from "./platform-ids.js";
import type { FoundAgent } from "./read-agents.js";
import type { Snapshot } from "./snapshot.js";
import type { WantedVersion } from "./wanted-version.js";

/** What replies about agents and engines say of the version that they are about. */
export interface VersionFields {
  readonly version: number;
  readonly is_published: boolean;
  /** Milliseconds since 1970. */
  readonly last_modification_timestamp: number;
}

/** The engine of an agent, by its id. */
export type ResponseEngineReply =
  | { readonly type: "retell-llm"; readonly llm_id: string; readonly version: number }
  | { readonly type: "conversation-flow"; readonly conversation_flow_id: string; readonly version: number }
  | {
      readonly type: "custom-llm";
      readonly llm_websocket_url: string | { readonly $env: string; readonly template?: string };
    };

/** An agent as the platform's API gives it. */
export interface AgentReply extends VersionFields, Omit<AgentConfig, "response_engine"> {
  readonly agent_id: string;
  readonly response_engine: ResponseEngineReply;
  readonly version_title?: string;
  readonly version_description?: string;
  /** The version that the draft comes from, or the one before a published one. */
  readonly base_version?: number;
}

/** An LLM as the platform's API gives it. */
export interface RetellLlmReply extends VersionFields, RetellLlmConfig {
  readonly llm_id: string;
}

/** A conversation flow as the platform's API gives it. */
export interface ConversationFlowReply extends VersionFields, ConversationFlowConfig {
  readonly conversation_flow_id: string;
}

/** One of a line's agents. A pin to the draft is `latest`: its number would freeze it. */
export interface AgentWeight {
  readonly agent_id: string;
  readonly agent_version: number | "latest";
  readonly weight: number;
}

/** A phone number as the platform's API gives it; the single-agent fields only where there is exactly one. */
export interface PhoneNumberReply {
  readonly phone_number: string;
  readonly phone_number_type: "custom";
  readonly phone_number_pretty: string;
  readonly nickname: string | null;
  /** The SIP trunk, where the number has one. Its password is never in a reply. */
  readonly sip_outbound_trunk_config?: JsonObject;
  readonly last_modification_timestamp: number;
  readonly inbound_agents: readonly AgentWeight[];
  readonly outbound_agents: readonly AgentWeight[];
  readonly inbound_sms_agents: readonly AgentWeight[];
  readonly outbound_sms_agents: readonly AgentWeight[];
  readonly inbound_agent_id?: string;
  readonly inbound_agent_version?: number;
  readonly outbound_agent_id?: string;
  readonly outbound_agent_version?: number;
  readonly inbound_sms_agent_id?: string;
  readonly inbound_sms_agent_version?: number;
  readonly outbound_sms_agent_id?: string;
  readonly outbound_sms_agent_version?: number;
  readonly [setting: string]: unknown;
}

/** The agent in the platform's shape. `config` is what stands in agent.yaml. */
export function agentReply(
  snapshot: Snapshot,
  { agent: { slug, engine }, at, ids }: FoundAgent,
  config: JsonObject,
): AgentReply {
  const { response_engine: written, ...rest } = config;
  const title = at.published?.title ?? null;
  const description = at.published?.description;
  const base = at.published === null ? snapshot.newest?.version : at.published.previous?.version;
  const own: ResponseEngineReply =
    engine.kind === "retell-llm"
      ? { type: engine.kind, llm_id: ids.idOf("llm_id", slug), version: at.number }
      : engine.kind === "conversation-flow"
        ? {
            type: engine.kind,
            conversation_flow_id: ids.idOf("conversation_flow_id", slug),
            version: at.number,
          }
        : (written as unknown as ResponseEngineReply);
  return {
    agent_id: ids.idOf("agent_id", slug),
    ...versionFields(snapshot, at),
    ...(title === null ? {} : { version_title: title }),
    ...(description === undefined ? {} : { version_description: description }),
    ...(base === undefined ? {} : { base_version: base }),
    response_engine: own,
    ...rest,
  } as AgentReply;
}

/** What a reply says of its version. */
export function versionFields(
  snapshot: Snapshot,
  { number, published }: Pick<WantedVersion, "number" | "published">,
): VersionFields {
  return {
    version: number,
    is_published: published !== null,
    last_modification_timestamp: published === null ? snapshot.changedAt : published.timestamp * 1000,
  };
}

/** A number in the platform's shape. */
export function phoneNumberReply(snapshot: Snapshot, entry: NumberEntry): PhoneNumberReply {
  const lists: Record<string, readonly AgentWeight[]> = {};
  const single: Record<string, string | number> = {};
  for (const direction of directions) {
    const pins = entry.lines[direction] ?? [];
    lists[`${direction}_agents`] = pins.map((pin) => agentWeight(snapshot.ids, pin));
    Object.assign(single, singleAgent(snapshot.ids, direction, pins));
  }
  const { termination_uri, transport, auth_username, auth_password: _, ...settings } = entry.settings;
  const trunk = Object.entries({ termination_uri, auth_username, transport }).filter(
    (field): field is [string, JsonValue] => field[1] !== undefined,
  );
  return {
    phone_number: entry.number,
    phone_number_type: "custom",
    phone_number_pretty: entry.number,
    nickname: entry.nickname,
    last_modification_timestamp: snapshot.changedAt,
    ...lists,
    ...single,
    ...settings,
    ...(trunk.length === 0 ? {} : { sip_outbound_trunk_config: Object.fromEntries(trunk) }),
  } as PhoneNumberReply;
}

function agentWeight(ids: PlatformIds, { agent, version, weight }: WeightedPin): AgentWeight {
  return { agent_id: ids.idOf("agent_id", agent), agent_version: version ?? "latest", weight };
}

/** The older fields: a pin to the draft has no version in them. */
function singleAgent(
  ids: PlatformIds,
  direction: Direction,
  [pin, ...more]: readonly WeightedPin[],
): Record<string, string | number> {
  if (pin === undefined || more.length > 0) return {};
  return {
    [`${direction}_agent_id`]: ids.idOf("agent_id", pin.agent),
    ...(pin.version === null ? {} : { [`${direction}_agent_version`]: pin.version }),
  };
}
