import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { isFaulty } from "./faults.js";
import { mayBeNamelessNodes, nodeIds, nodeScopes } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** A flow with nodes must name the one that a call starts at; a component may leave it out. */
export const startNode: Rule = {
  kinds: ["flow"],
  *check(flow, { faults }): Iterable<Finding> {
    for (const scope of nodeScopes(flow)) {
      const ids = nodeIds(scope);
      const start = scope.value.start_node_id;
      const isFlow = scope.path.length === 0;
      if (start === undefined || start === null || start === "") {
        const [first] = ids;
        if (!isFlow || scope.nodes.length === 0 || isFaulty(faults, [], "start_node_id")) continue;
        yield {
          severity: "error",
          code: "missing-start-node",
          path: start === undefined ? [] : ["start_node_id"],
          at: start === undefined ? "key" : "value",
          message: "The flow does not say at which node a call starts.",
          hint: `start_node_id: ${first ?? "<node id>"}`,
        };
      } else if (typeof start === "string" && !ids.has(start)) {
        // Nodes that are misspelt as a whole, or lack an id, are told as such.
        if (scope.nodes.length === 0 && isFaulty(faults, scope.path, "nodes")) continue;
        if (mayBeNamelessNodes(scope, ids)) continue;
        yield {
          severity: "error",
          code: "unknown-start-node",
          path: [...scope.path, "start_node_id"],
          at: "value",
          message: `The ${isFlow ? "flow" : "component"} starts at "${start}", which does not exist.`,
          ...didYouMean(start, ids),
        };
      }
    }
  },
};
