import { isJsonObject } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { list, nodeScopes, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** A function node must name a tool of its flow; shared tools live on the platform and are not ours to check. */
export const danglingTool: Rule = {
  code: "dangling-tool",
  kinds: ["flow"],
  check(flow) {
    const findings: Finding[] = [];
    const own = toolIds(flow.tools);
    for (const scope of nodeScopes(flow)) {
      const known = new Set([...own, ...toolIds(scope.value.tools)]);
      for (const { node, path, id } of scope.nodes) {
        const tool = text(node.tool_id);
        if (node.type !== "function" || tool === null || node.tool_type === "shared" || known.has(tool))
          continue;
        const message = `Node "${id ?? "without id"}" calls the tool "${tool}", which this flow does not have.`;
        findings.push({
          severity: "error",
          code: "dangling-tool",
          path: [...path, "tool_id"],
          at: "value",
          message,
          ...didYouMean(tool, known),
        });
      }
    }
    return findings;
  },
};

function toolIds(tools: Parameters<typeof list>[0]): string[] {
  return list(tools).flatMap((tool) => (isJsonObject(tool) ? (text(tool.tool_id) ?? []) : []));
}
