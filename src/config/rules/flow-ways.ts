import { edgesOf, type FlowEdge, type FlowNode, type NodeScope, text } from "./flow-graph.js";

/** Which ways there are through a flow or a component, from where a call starts. */
export interface FlowWays {
  /** Nodes that a call can come to. */
  readonly reached: ReadonlySet<FlowNode>;
  /** Nodes from which a call can come to an end, to someone else, or to where the flow is unfinished. */
  readonly ending: ReadonlySet<FlowNode>;
  readonly edges: ReadonlyMap<FlowNode, readonly FlowEdge[]>;
  readonly byId: ReadonlyMap<string, readonly FlowNode[]>;
}

/** Nodes that end the flow: the call is over or in other hands. */
export const finalTypes: ReadonlySet<string> = new Set([
  "end",
  "transfer_call",
  "agent_swap",
  "bridge_transfer",
  "cancel_transfer",
]);

/** The other nodes of this release (PLATFORM.md). A newer one may keep its edges elsewhere. */
const passingTypes: ReadonlySet<string> = new Set([
  "conversation",
  "subagent",
  "function",
  "code",
  "press_digit",
  "branch",
  "sms",
  "extract_dynamic_variables",
  "mcp",
  "component",
]);

const waysOfScope = new WeakMap<NodeScope, FlowWays | null>();

/** Follows the edges of a scope; null when that cannot be done: no known start, or nodes of unknown types. */
export function wayThrough(scope: NodeScope): FlowWays | null {
  const known = waysOfScope.get(scope);
  if (known !== undefined) return known;
  const ways = follow(scope);
  waysOfScope.set(scope, ways);
  return ways;
}

/** A node that the conversation can come to from any other. */
export function isGlobal({ node }: FlowNode): boolean {
  return node.global_node_setting !== undefined && node.global_node_setting !== null;
}

function follow(scope: NodeScope): FlowWays | null {
  const byId = grouped(scope.nodes, ({ id }) => id);
  const start = byId.get(text(scope.value.start_node_id) ?? "");
  if (start === undefined) return null;
  if (scope.nodes.some(({ node }) => !isKnown(node.type))) return null;
  const edges = grouped(edgesOf(scope), ({ from }) => from);
  const targets = (node: FlowNode): readonly FlowNode[] => targetsOf(node, { edges, byId });
  const reached = closure([...start, ...scope.nodes.filter(isGlobal)], targets);

  const sources = new Map<FlowNode, FlowNode[]>();
  for (const from of scope.nodes)
    for (const to of targets(from)) {
      const known = sources.get(to);
      if (known === undefined) sources.set(to, [from]);
      else known.push(from);
    }
  const exits = scope.nodes.filter((node) => isExit(node, edges.get(node) ?? [], byId));
  const ending = closure(exits, (node) => sources.get(node) ?? []);
  return { reached, ending, edges, byId };
}

/** The nodes that a node's edges lead to. */
export function targetsOf(
  node: FlowNode,
  { edges, byId }: Pick<FlowWays, "edges" | "byId">,
): readonly FlowNode[] {
  return (edges.get(node) ?? []).flatMap(({ destination }) =>
    typeof destination === "string" ? (byId.get(destination) ?? []) : [],
  );
}

function isKnown(type: unknown): boolean {
  return typeof type === "string" && (passingTypes.has(type) || finalTypes.has(type));
}

/** A flow that is unfinished at a node is told so by another rule: for the ways through it counts as an end. */
function isExit(
  { node }: FlowNode,
  edges: readonly FlowEdge[],
  byId: ReadonlyMap<string, readonly FlowNode[]>,
): boolean {
  if (finalTypes.has(String(node.type)) || edges.length === 0) return true;
  return edges.some(
    ({ destination, goesBack }) => !goesBack && (typeof destination !== "string" || !byId.has(destination)),
  );
}

function closure(
  from: readonly FlowNode[],
  next: (node: FlowNode) => readonly FlowNode[],
): ReadonlySet<FlowNode> {
  const seen = new Set(from);
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const other of next(node))
      if (!seen.has(other)) {
        seen.add(other);
        open.push(other);
      }
  return seen;
}

function grouped<T, K>(items: readonly T[], key: (item: T) => K | null): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const of = key(item);
    if (of === null) continue;
    const group = groups.get(of);
    if (group === undefined) groups.set(of, [item]);
    else group.push(item);
  }
  return groups;
}
