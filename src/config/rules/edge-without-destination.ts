import type { Finding } from "../finding.js";
import { describeEdge, edgesOf, nodeScopes } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** An edge that leads nowhere yet: real flows have up to 20 of them (PLATFORM.md), so it is only a warning. */
export const edgeWithoutDestination: Rule = {
  kinds: ["flow"],
  check(flow) {
    const findings: Finding[] = [];
    for (const scope of nodeScopes(flow))
      for (const edge of edgesOf(scope)) {
        const { destination, path } = edge;
        if (edge.goesBack || !(destination === undefined || destination === null || destination === ""))
          continue;
        findings.push({
          severity: "warning",
          code: "edge-without-destination",
          path: destination === undefined ? path : [...path, "destination_node_id"],
          at: destination === undefined ? "key" : "value",
          message: `${describeEdge(edge)} leads nowhere.`,
          hint: "set destination_node_id, or remove the edge",
        });
      }
    return findings;
  },
};
