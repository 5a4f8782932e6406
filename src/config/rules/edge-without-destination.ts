import type { Finding } from "../finding.js";
import { isFaulty } from "./faults.js";
import { describeEdge, edgesOf, nodeScopes } from "./flow-graph.js";
import type { Rule } from "./rule.js";
import { isFailureEdge } from "./transfer-without-failure-edge.js";

/** An edge that leads nowhere yet: real flows have up to 20 of them (PLATFORM.md), so it is only a warning. */
export const edgeWithoutDestination: Rule = {
  kinds: ["flow"],
  *check(flow, { faults }): Iterable<Finding> {
    for (const scope of nodeScopes(flow))
      for (const edge of edgesOf(scope)) {
        const { destination, path } = edge;
        const isOpen = destination === undefined || destination === null || destination === "";
        // What a transfer's only edge is for is said by a rule of its own.
        if (!isOpen || edge.goesBack || isFailureEdge(edge) || isFaulty(faults, path, "destination_node_id"))
          continue;
        yield {
          severity: "warning",
          code: "edge-without-destination",
          path: destination === undefined ? path : [...path, "destination_node_id"],
          at: destination === undefined ? "key" : "value",
          message: `${describeEdge(edge)} leads nowhere.`,
          hint: "set destination_node_id, or remove the edge",
        };
      }
  },
};
