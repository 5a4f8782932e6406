import type { Finding } from "../finding.js";
import { describeNode, type FlowNode, nodeScopes } from "./flow-graph.js";
import { finalTypes, isGlobal, wayThrough } from "./flow-ways.js";
import type { Rule } from "./rule.js";

/** Nodes in which the agent talks: there the call goes on, and may leave through a global node. */
const talking: ReadonlySet<unknown> = new Set(["conversation", "subagent"]);

/**
 * A node that a call comes to and cannot leave. Components are not looked at: how a call leaves one is not
 * declared. An edge without destination is another rule's.
 */
export const deadEnd: Rule = {
  kinds: ["flow"],
  *check(flow, { faults }): Iterable<Finding> {
    const [scope] = nodeScopes(flow);
    const ways = scope === undefined ? null : wayThrough(scope, faults);
    if (scope === undefined || ways === null) return;
    const globals = ways.nodes.filter(isGlobal);
    const canJump = (node: FlowNode): boolean => globals.some((global) => global !== node);
    for (const node of ways.nodes) {
      if (!ways.reached.has(node) || ways.unsure.has(node) || finalTypes.has(String(node.node.type)))
        continue;
      if ((ways.edges.get(node) ?? []).length > 0) continue;
      if (talking.has(node.node.type) && canJump(node)) continue;
      yield {
        severity: "warning",
        code: "dead-end",
        path: node.id === null ? node.path : [...node.path, "id"],
        at: "value",
        message: `${describeNode(node)} has no edge, so a call that comes here goes nowhere.`,
        hint: "lead an edge on from it, or make it an end node",
      };
    }
  },
};
