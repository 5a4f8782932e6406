import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { describeNode, list, nodeScopes, text } from "./flow-graph.js";
import type { Rule, RuleContext } from "./rule.js";

/** Ids that only the platform gives out: 26 hex digits behind `agent_`, or 32 letters and digits. */
const platformShaped = /^(?:agent_[0-9a-f]{26}|(?:agent_)?[A-Za-z0-9]{32})$/;

/** An agent swap must lead to an agent of this repository, by slug or by a platform id that it knows. */
export const unknownSwapAgent: Rule = {
  kinds: ["llm", "flow"],
  check(value, context) {
    const findings: Finding[] = [];
    const add = (holder: JsonObject, path: JsonPath, who: string): void => {
      const finding = swapFinding(holder, path, who, context);
      if (finding !== null) findings.push(finding);
    };
    const addTools = (tools: JsonValue | undefined, path: JsonPath): void => {
      for (const [i, tool] of list(tools).entries())
        if (isJsonObject(tool)) add(tool, [...path, i], `Tool "${text(tool.name) ?? "without name"}"`);
    };
    addTools(value.general_tools, ["general_tools"]);
    for (const [i, state] of list(value.states).entries())
      if (isJsonObject(state)) addTools(state.tools, ["states", i, "tools"]);
    for (const scope of nodeScopes(value))
      for (const node of scope.nodes) {
        add(node.node, node.path, describeNode(node));
        addTools(node.node.tools, [...node.path, "tools"]);
      }
    return findings;
  },
};

function swapFinding(holder: JsonObject, path: JsonPath, who: string, context: RuleContext): Finding | null {
  const agent = text(holder.agent_id);
  // A dynamic variable is known only during a call.
  if (holder.type !== "agent_swap" || agent === null || agent === "" || agent.includes("{{")) return null;
  if (context.slugs.has(agent) || context.platformIds.has(agent)) return null;
  const place = { path: [...path, "agent_id"], at: "value" } as const;
  if (platformShaped.test(agent))
    return {
      severity: "warning",
      code: "unknown-platform-agent",
      ...place,
      message: `${who} swaps to ${agent}, which tagline.ids.yaml does not know.`,
      hint: "import that agent, and name it by its slug",
    };
  return {
    severity: "error",
    code: "unknown-swap-agent",
    ...place,
    message: `${who} swaps to the agent "${agent}", which does not exist.`,
    ...didYouMean(agent, context.slugs),
  };
}
