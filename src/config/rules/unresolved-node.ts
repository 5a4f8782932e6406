import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { describeEdge, edgesOf, mayBeNamelessNodes, nodeIds, nodeScopes } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** Every edge must lead to a node of the same flow or component. */
export const unresolvedNode: Rule = {
  kinds: ["flow"],
  *check(flow): Iterable<Finding> {
    for (const scope of nodeScopes(flow)) {
      const ids = nodeIds(scope);
      if (mayBeNamelessNodes(scope, ids)) continue;
      for (const edge of edgesOf(scope)) {
        const { destination, path } = edge;
        if (typeof destination !== "string" || destination === "" || ids.has(destination)) continue;
        yield {
          severity: "error",
          code: "unresolved-node",
          path: [...path, "destination_node_id"],
          at: "value",
          message: `${describeEdge(edge)} leads to "${destination}", which does not exist.`,
          ...didYouMean(destination, ids),
        };
      }
    }
  },
};
