import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { describeNode, nodeScopes, text } from "./flow-graph.js";
import { rememberLast } from "./remember-last.js";
import { describeTool, toolsOf } from "./tools-of.js";

/** A place where another agent takes a call over, by swap or by warm transfer. */
export interface HandOver {
  /** The agent's slug or the platform's id. */
  readonly agent: string;
  /** The version that is named; null for none, and for the platform's own words (`latest`, a tag). */
  readonly version: number | null;
  /** Where `agent_id` and `agent_version` stand. */
  readonly path: JsonPath;
  /** `Tool "to_desk" swaps to`: for messages. */
  readonly does: string;
}

/** Every hand-over of an LLM or a flow that can be told before a call: not those that a variable decides. */
export const handOversOf = rememberLast((value: JsonObject): readonly HandOver[] => {
  const found: HandOver[] = [];
  const look = (holder: JsonObject, path: JsonPath, who: string): void => {
    if (holder.type === "agent_swap") add(found, holder, path, `${who} swaps to`);
    const option = holder.type === "transfer_call" ? holder.transfer_option : undefined;
    const config = isJsonObject(option) ? option.agentic_transfer_config : undefined;
    const agent = isJsonObject(config) ? config.transfer_agent : undefined;
    const at = [...path, "transfer_option", "agentic_transfer_config", "transfer_agent"];
    if (isJsonObject(agent)) add(found, agent, at, `${who} transfers through`);
  };
  for (const placed of toolsOf(value)) look(placed.tool, placed.path, describeTool(placed));
  for (const scope of nodeScopes(value))
    for (const node of scope.nodes) look(node.node, node.path, describeNode(node));
  return found;
});

function add(found: HandOver[], holder: JsonObject, path: JsonPath, does: string): void {
  const agent = text(holder.agent_id);
  if (agent === null || agent === "" || agent.includes("{{")) return;
  found.push({ agent, version: versionOf(holder.agent_version), path, does });
}

/** A whole number, or `v3` as versions are called here. */
function versionOf(value: JsonValue | undefined): number | null {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? value : null;
  const [, digits] = typeof value === "string" ? (/^v?(\d{1,15})$/.exec(value) ?? []) : [];
  return digits === undefined ? null : Number(digits);
}
