import { isJsonObject, type JsonObject, type JsonPath } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { describeNode, nodeScopes, text } from "./flow-graph.js";
import type { Rule, RuleContext } from "./rule.js";
import { describeTool, toolsOf } from "./tools-of.js";

/** Ids that only the platform gives out: 26 hex digits behind `agent_`, or 32 letters and digits. */
const platformShaped = /^(?:agent_[0-9a-f]{26}|(?:agent_)?[A-Za-z0-9]{32})$/;

/** Who takes a call over, by swap or by warm transfer, must be an agent of this repository or a known platform id. */
export const unknownSwapAgent: Rule = {
  kinds: ["llm", "flow"],
  *check(value, context): Iterable<Finding> {
    for (const placed of toolsOf(value))
      yield* handOvers(placed.tool, placed.path, describeTool(placed), context);
    for (const scope of nodeScopes(value))
      for (const node of scope.nodes) yield* handOvers(node.node, node.path, describeNode(node), context);
  },
};

function* handOvers(
  holder: JsonObject,
  path: JsonPath,
  who: string,
  context: RuleContext,
): Iterable<Finding> {
  if (holder.type === "agent_swap") yield* unknown(holder, path, `${who} swaps to`, context);
  const option = holder.type === "transfer_call" ? holder.transfer_option : undefined;
  const config = isJsonObject(option) ? option.agentic_transfer_config : undefined;
  const agent = isJsonObject(config) ? config.transfer_agent : undefined;
  if (isJsonObject(agent)) {
    const at = [...path, "transfer_option", "agentic_transfer_config", "transfer_agent"];
    yield* unknown(agent, at, `${who} transfers through`, context);
  }
}

function* unknown(holder: JsonObject, path: JsonPath, does: string, context: RuleContext): Iterable<Finding> {
  const agent = text(holder.agent_id);
  // A dynamic variable is known only during a call.
  if (agent === null || agent === "" || agent.includes("{{")) return;
  if (context.slugs.has(agent) || context.platformIds.has(agent)) return;
  const place = { path: [...path, "agent_id"], at: "value" } as const;
  if (platformShaped.test(agent))
    yield {
      severity: "warning",
      code: "unknown-platform-agent",
      ...place,
      message: `${does} ${agent}, which tagline.ids.yaml does not know.`,
      hint: "import that agent, and name it by its slug",
    };
  else
    yield {
      severity: "error",
      code: "unknown-swap-agent",
      ...place,
      message: `${does} the agent "${agent}", which does not exist.`,
      ...didYouMean(agent, context.slugs),
    };
}
