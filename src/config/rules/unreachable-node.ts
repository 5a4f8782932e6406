import type { Finding } from "../finding.js";
import { describeNode, nodeScopes } from "./flow-graph.js";
import { wayThrough } from "./flow-ways.js";
import type { Rule } from "./rule.js";

/** A node that no way leads to: left over, or an edge is missing. */
export const unreachableNode: Rule = {
  kinds: ["flow"],
  *check(flow, { faults }): Iterable<Finding> {
    for (const scope of nodeScopes(flow)) {
      const ways = wayThrough(scope, faults);
      // Where a call comes to an edge that leads astray, it might come to any node: that edge is told already.
      if (ways === null || [...ways.unsure].some((node) => ways.reached.has(node))) continue;
      for (const node of ways.nodes) {
        if (ways.reached.has(node)) continue;
        yield {
          severity: "warning",
          code: "unreachable-node",
          path: node.id === null ? node.path : [...node.path, "id"],
          at: "value",
          message: `${describeNode(node)} is never reached: no edge leads to it.`,
          hint: "lead an edge to it, make it a global node, or remove it",
        };
      }
    }
  },
};
