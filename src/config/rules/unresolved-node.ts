import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { edgesOf, nodeScopes, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** Every edge must lead to a node of the same flow; one that leads nowhere yet is only warned about. */
export const unresolvedNode: Rule = {
  code: "unresolved-node",
  kinds: ["flow"],
  check(flow) {
    const findings: Finding[] = [];
    for (const scope of nodeScopes(flow)) {
      const ids = new Set(scope.nodes.flatMap(({ id }) => id ?? []));
      for (const { edge, path, from, destination } of edgesOf(scope)) {
        const name = `Edge "${text(edge.id) ?? "without id"}" of node "${from.id ?? "without id"}"`;
        if (destination === undefined || destination === null || destination === "") {
          const message = `${name} leads nowhere.`;
          findings.push({
            severity: "warning",
            code: "edge-without-destination",
            path,
            at: "value",
            message,
            hint: "set destination_node_id, or remove the edge",
          });
        } else if (typeof destination === "string" && !ids.has(destination)) {
          const message = `${name} leads to "${destination}", which does not exist.`;
          findings.push({
            severity: "error",
            code: "unresolved-node",
            path: [...path, "destination_node_id"],
            at: "value",
            message,
            ...didYouMean(destination, ids),
          });
        }
      }
    }
    return findings;
  },
};
