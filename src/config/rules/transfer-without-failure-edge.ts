import type { Finding } from "../finding.js";
import { isFaulty } from "./faults.js";
import { describeNode, edgeField, edgesOf, type FlowEdge, nodeScopes } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** Where the call goes when nobody takes the transfer. A node without the edge at all lacks a field (the schema's). */
export const transferWithoutFailureEdge: Rule = {
  kinds: ["flow"],
  *check(flow, { faults }): Iterable<Finding> {
    for (const scope of nodeScopes(flow))
      for (const edge of edgesOf(scope)) {
        const { destination, path, from } = edge;
        if (
          !isFailureEdge(edge) ||
          !(destination === undefined || destination === null || destination === "") ||
          isFaulty(faults, path, "destination_node_id")
        )
          continue;
        const transfer = from.node.type === "agent_swap" ? "swap" : "transfer";
        yield {
          severity: "warning",
          code: "transfer-without-failure-edge",
          path: destination === undefined ? path : [...path, "destination_node_id"],
          at: destination === undefined ? "key" : "value",
          message: `${describeNode(from)} does not say where the call goes when the ${transfer} fails.`,
          hint: "set destination_node_id to a node that takes a message or says goodbye",
        };
      }
  },
};

/** The one edge of a transfer or an agent swap is taken when it fails (OpenAPI, TransferFailedEdge). */
export function isFailureEdge(edge: FlowEdge): boolean {
  const { type } = edge.from.node;
  return edgeField(edge) === "edge" && (type === "transfer_call" || type === "agent_swap");
}
