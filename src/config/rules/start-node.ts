import { didYouMean } from "../did-you-mean.js";
import { nodeScopes } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** A flow with nodes must name the one that a call starts at. */
export const startNode: Rule = {
  code: "start-node",
  kinds: ["flow"],
  check(flow) {
    const [scope] = nodeScopes(flow);
    if (scope === undefined || scope.nodes.length === 0) return [];
    const ids = scope.nodes.flatMap(({ id }) => id ?? []);
    const start = flow.start_node_id;
    if (start === undefined || start === null || start === "") {
      const hint = ids[0] === undefined ? "start_node_id: <node id>" : `start_node_id: ${ids[0]}`;
      return [
        {
          severity: "error",
          code: "start-node",
          path: [],
          at: "value",
          message: "The flow does not say where a call starts.",
          hint,
        },
      ];
    }
    if (typeof start !== "string" || ids.includes(start)) return [];
    const message = `The flow starts at "${start}", which does not exist.`;
    return [
      {
        severity: "error",
        code: "start-node",
        path: ["start_node_id"],
        at: "value",
        message,
        ...didYouMean(start, ids),
      },
    ];
  },
};
