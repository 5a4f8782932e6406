import { isJsonObject, type JsonObject, type JsonPath } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { describeNode, list, nodeScopes, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";
import { describeTool, toolsOf } from "./tools-of.js";

/** Nodes and tools of an MCP server must name one of `mcps`: the flow's or LLM's, or the component's own. */
export const danglingMcp: Rule = {
  kinds: ["llm", "flow"],
  *check(value): Iterable<Finding> {
    const shared = serversOf(value);
    const calls: Call[] = toolsOf(value).map((placed) => ({
      holder: placed.tool,
      path: placed.path,
      who: describeTool(placed),
    }));
    for (const scope of nodeScopes(value))
      for (const node of scope.nodes)
        calls.push({ holder: node.node, path: node.path, who: describeNode(node) });
    for (const { holder, path, who } of calls) {
      const id = text(holder.mcp_id);
      if (holder.type !== "mcp" || id === null || id === "") continue;
      const [field, at] = path;
      const component = field === "components" ? list(value.components)[Number(at)] : undefined;
      const own = isJsonObject(component) ? serversOf(component) : [];
      const servers = [...own, ...shared];
      if (servers.some((server) => server === null || server === id)) continue;
      const where = "nodes" in value ? "flow" : "LLM";
      yield {
        severity: servers.length === 0 ? "warning" : "error",
        code: "dangling-mcp",
        path: [...path, "mcp_id"],
        at: "value",
        message: `${who} calls the MCP server "${id}", which this ${where} does not have.`,
        ...didYouMean(
          id,
          servers.flatMap((server) => server ?? []),
        ),
      };
    }
  },
};

interface Call {
  readonly holder: JsonObject;
  readonly path: JsonPath;
  readonly who: string;
}

/** Ids of servers; null for one whose id cannot be seen: exports do not always have it. */
function serversOf(holder: JsonObject): readonly (string | null)[] {
  return list(holder.mcps).map((server) => (isJsonObject(server) ? text(server.id) : null));
}
