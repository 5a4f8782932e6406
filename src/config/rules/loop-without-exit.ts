import type { Finding } from "../finding.js";
import { type FlowNode, nodeScopes } from "./flow-graph.js";
import { type FlowWays, isGlobal, wayThrough } from "./flow-ways.js";
import type { Rule } from "./rule.js";

const namesShown = 5;

/**
 * Nodes from which a call only goes round: no end node, no transfer, no global node that leads to one. The call
 * ends when the caller hangs up. As in `dead-end`, components are not looked at.
 */
export const loopWithoutExit: Rule = {
  kinds: ["flow"],
  *check(flow, { faults }): Iterable<Finding> {
    const [scope] = nodeScopes(flow);
    const ways = scope === undefined ? null : wayThrough(scope, faults);
    if (scope === undefined || ways === null) return;
    if (ways.nodes.some((node) => isGlobal(node) && ways.ending.has(node))) return;
    const trapped = new Set(ways.nodes.filter((node) => isTrapped(node, ways)));
    for (const round of connected(trapped, ways)) {
      const [first] = round;
      if (first === undefined) continue;
      const names = round.slice(0, namesShown).map(({ id }) => `"${id ?? ""}"`);
      const more = round.length > namesShown ? ", …" : "";
      yield {
        severity: "warning",
        code: "loop-without-exit",
        path: [...first.path, "id"],
        at: "value",
        message: `From node "${first.id ?? ""}" on, a call only goes round (${names.join(", ")}${more}) and never comes to an end.`,
        hint: "lead an edge out, to an end node or a transfer",
      };
    }
  },
};

/** A node that leads back to wherever the call came from is no part of a round. */
function isTrapped(node: FlowNode, { reached, ending, edges }: FlowWays): boolean {
  if (!reached.has(node) || ending.has(node)) return false;
  return !(edges.get(node) ?? []).some(({ goesBack }) => goesBack);
}

/** The trapped nodes in groups that edges connect, each in the file's order. */
function connected(trapped: ReadonlySet<FlowNode>, ways: FlowWays): readonly (readonly FlowNode[])[] {
  const neighbours = new Map<FlowNode, FlowNode[]>([...trapped].map((node) => [node, []]));
  for (const from of trapped)
    for (const to of ways.targets.get(from) ?? []) {
      if (!trapped.has(to)) continue;
      neighbours.get(from)?.push(to);
      neighbours.get(to)?.push(from);
    }
  const groupOf = new Map<FlowNode, FlowNode[]>();
  for (const node of trapped) {
    const group = groupOf.get(node) ?? [];
    for (const open = [node]; open.length > 0; ) {
      const here = open.pop();
      if (here === undefined || groupOf.has(here)) continue;
      groupOf.set(here, group);
      open.push(...(neighbours.get(here) ?? []));
    }
    group.push(node);
  }
  return [...new Set(groupOf.values())];
}
