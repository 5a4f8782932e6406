import type { NumberEdit } from "../config/edit-number.js";
import { failure } from "../errors.js";
import type { JsonValue } from "../model/json.js";
import { type Direction, directions } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import { findAgent } from "./find-agent.js";
import type { AgentWeightRequest, PhoneNumberRequest } from "./number-request.js";
import type { Snapshot } from "./snapshot.js";
import { versionNumber } from "./wanted-version.js";

/** What a request changes of a number in the manifest. Throws `unknown-agent` and as `versionNumber`. */
export function numberEdits(snapshot: Snapshot, number: string, request: PhoneNumberRequest): NumberEdit[] {
  const edits: NumberEdit[] = [];
  for (const field of settings) {
    const value = request[field];
    if (value !== undefined) edits.push({ kind: "field", number, field, value: value as JsonValue });
  }
  for (const direction of directions) {
    const pins = linePins(snapshot, number, direction, request);
    if (pins !== undefined) edits.push({ kind: "line", number, direction, pins });
  }
  return edits;
}

/** Undefined leaves a line as it is. */
function linePins(
  snapshot: Snapshot,
  number: string,
  direction: Direction,
  request: PhoneNumberRequest,
): readonly WeightedPin[] | undefined {
  const list = request[`${direction}_agents`];
  if (list !== undefined) return (list ?? []).map((item) => pin(snapshot, item));
  const id = request[`${direction}_agent_id`];
  const version = request[`${direction}_agent_version`];
  if (id === null) return [];
  if (id !== undefined) return [pin(snapshot, { agent_id: id, agent_version: version ?? null })];
  if (version === undefined) return undefined;
  const [only, ...more] = snapshot.manifest.numbers.get(number)?.lines[direction] ?? [];
  if (only === undefined || more.length > 0)
    throw failure("attach-needs-agent", {
      number,
      reason: only === undefined ? "has no agent" : "has several agents",
    });
  return [pin(snapshot, { agent_id: only.agent, agent_version: version })];
}

function pin(snapshot: Snapshot, { agent_id, agent_version, weight = 1 }: AgentWeightRequest): WeightedPin {
  const agent = findAgent(snapshot, agent_id);
  const followsDraft = agent_version === undefined || agent_version === null || agent_version === "latest";
  return { agent, version: followsDraft ? null : versionNumber(snapshot, agent_version), weight };
}

const settings = [
  "nickname",
  "fallback_number",
  "inbound_webhook_url",
  "inbound_sms_webhook_url",
  "allowed_inbound_country_list",
  "allowed_outbound_country_list",
  "termination_uri",
  "transport",
  "auth_username",
  "auth_password",
] as const;
