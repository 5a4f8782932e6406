import { isJsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { isFaulty, mayBeNameless } from "./faults.js";
import { describeNode, type FlowNode, list, nodeScopes, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** Function and subagent nodes must name tools of their flow or component; shared tools live on the platform. */
export const danglingTool: Rule = {
  kinds: ["flow"],
  *check(flow, { faults }): Iterable<Finding> {
    // Without the list nobody knows which tools there are, and that is told.
    if (isFaulty(faults, [], "tools") && !Array.isArray(flow.tools)) return;
    const shared = new Set(toolIds(flow.tools));
    for (const scope of nodeScopes(flow)) {
      // Two sets, not their union: a flow of many components would make as many large ones.
      const own = scope.path.length === 0 ? shared : new Set(toolIds(scope.value.tools));
      const called = scope.nodes.flatMap((node) => toolsCalled(node).map((call) => ({ node, ...call })));
      const dangling = called.filter(({ tool }) => !own.has(tool) && !shared.has(tool));
      const nameless = namelessTools(flow.tools) + (own === shared ? 0 : namelessTools(scope.value.tools));
      if (
        mayBeNameless(
          dangling.map(({ tool }) => tool),
          nameless,
        )
      )
        continue;
      for (const { node, tool, path } of dangling)
        yield {
          severity: "error",
          code: "dangling-tool",
          path,
          at: "value",
          message: `${describeNode(node)} calls the tool "${tool}", which this flow does not have.`,
          ...didYouMean(tool, [...own, ...shared]),
        };
    }
  },
};

function toolsCalled({ node, path }: FlowNode): { readonly tool: string; readonly path: JsonPath }[] {
  if (node.type === "function") {
    const tool = text(node.tool_id);
    if (tool === null || node.tool_type === "shared") return [];
    return [{ tool, path: [...path, "tool_id"] }];
  }
  if (node.type !== "subagent") return [];
  const ownTools = new Set(toolIds(node.tools));
  return list(node.tool_ids).flatMap((tool, i) =>
    typeof tool === "string" && !ownTools.has(tool) ? [{ tool, path: [...path, "tool_ids", i] }] : [],
  );
}

function namelessTools(tools: JsonValue | undefined): number {
  return list(tools).filter((tool) => isJsonObject(tool) && text(tool.tool_id) === null).length;
}

function toolIds(tools: JsonValue | undefined): string[] {
  return list(tools).flatMap((tool) => (isJsonObject(tool) ? (text(tool.tool_id) ?? []) : []));
}
