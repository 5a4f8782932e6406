import type { JsonPath } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { describeNode, nodeScopes } from "./flow-graph.js";
import type { Rule } from "./rule.js";
import { describeTool, toolsOf } from "./tools-of.js";

/** Nodes and tools that only the agent of a warm transfer has: they connect the two sides, or do not. */
const transferSteps: ReadonlySet<unknown> = new Set(["bridge_transfer", "cancel_transfer"]);

/** What serves warm transfers must say so (`is_transfer_cf`, `is_transfer_llm`), or none can use it. */
export const missingTransferFlag: Rule = {
  kinds: ["flow", "llm"],
  *check(value): Iterable<Finding> {
    if (value.is_transfer_cf === true || value.is_transfer_llm === true) return;
    const isFlow = "nodes" in value;
    const flag = isFlow ? "is_transfer_cf" : "is_transfer_llm";
    const step = firstStep(value);
    if (step === null) return;
    const written = value[flag] !== undefined;
    yield {
      severity: "warning",
      code: "missing-transfer-flag",
      path: written ? [flag] : step.path,
      at: "value",
      message: `${step.who} is a step of warm transfers, but ${flag} is not true, so no transfer can use this ${isFlow ? "flow" : "LLM"}.`,
      hint: `${flag}: true`,
    };
  },
};

function firstStep(value: Parameters<Rule["check"]>[0]): { who: string; path: JsonPath } | null {
  for (const scope of nodeScopes(value))
    for (const node of scope.nodes)
      if (transferSteps.has(node.node.type)) return { who: describeNode(node), path: [...node.path, "type"] };
  for (const placed of toolsOf(value))
    if (transferSteps.has(placed.tool.type))
      return { who: describeTool(placed), path: [...placed.path, "type"] };
  return null;
}
