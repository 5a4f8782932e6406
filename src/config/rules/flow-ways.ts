import { nearest } from "../did-you-mean.js";
import { type Faults, isFaulty } from "./faults.js";
import { edgeFields, edgesOf, type FlowEdge, type FlowNode, type NodeScope, text } from "./flow-graph.js";

/**
 * Which ways there are through a flow or a component, from where a call starts. Of nodes with one id, which is a
 * fault of its own, the first stands for all.
 */
export interface FlowWays {
  readonly nodes: readonly FlowNode[];
  /** Nodes that a call can come to. */
  readonly reached: ReadonlySet<FlowNode>;
  /** Nodes of which another finding says that something about their ways is wrong: where they lead is not known. */
  readonly unsure: ReadonlySet<FlowNode>;
  /** Nodes from which a call can come to an end, to someone else, or to where the flow is unfinished. */
  readonly ending: ReadonlySet<FlowNode>;
  readonly edges: ReadonlyMap<FlowNode, readonly FlowEdge[]>;
  /** The nodes that a node's edges lead to. */
  readonly targets: ReadonlyMap<FlowNode, readonly FlowNode[]>;
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

/** Edges that name no node are followed to the nearest name, as their finding suggests; each costs a look at all. */
const maximumGuesses = 100;

const waysOfScope = new WeakMap<NodeScope, FlowWays | null>();

/** Follows the edges of a scope; null when that cannot be done: no known start, or nodes of unknown types. */
export function wayThrough(scope: NodeScope, faults: Faults): FlowWays | null {
  const known = waysOfScope.get(scope);
  if (known !== undefined) return known;
  const ways = follow(scope, faults);
  waysOfScope.set(scope, ways);
  return ways;
}

/** A node that the conversation can come to from any other. */
export function isGlobal({ node }: FlowNode): boolean {
  return node.global_node_setting !== undefined && node.global_node_setting !== null;
}

function follow(scope: NodeScope, faults: Faults): FlowWays | null {
  if (scope.nodes.some(({ node }) => !isKnown(node.type))) return null;
  const byId = new Map<string, FlowNode>();
  for (const node of scope.nodes) if (node.id !== null && !byId.has(node.id)) byId.set(node.id, node);
  const start = byId.get(text(scope.value.start_node_id) ?? "");
  if (start === undefined) return null;
  const first = (node: FlowNode): FlowNode => byId.get(node.id ?? "") ?? node;
  const nodes = scope.nodes.filter((node) => first(node) === node);
  const edges = new Map<FlowNode, FlowEdge[]>();
  const targets = new Map<FlowNode, FlowNode[]>();
  const sources = new Map<FlowNode, FlowNode[]>();
  const unsure = new Set(nodes.filter(({ path }) => isFaulty(faults, path, ...edgeFields)));
  let astray = 0;
  for (const edge of edgesOf(scope)) {
    const from = first(edge.from);
    const isAstray = leadsAstray(edge, byId);
    const near =
      isAstray && ++astray <= maximumGuesses ? nearest(String(edge.destination), byId.keys()) : null;
    const to = byId.get(near ?? String(edge.destination ?? ""));
    addTo(edges, from, edge);
    if ((isAstray && near === null) || isFaulty(faults, edge.path, "destination_node_id")) unsure.add(from);
    if (to === undefined) continue;
    addTo(targets, from, to);
    addTo(sources, to, from);
  }
  // A node without an id, or with a setting that cannot be read, may be one that a call comes to.
  const entrances = nodes.filter(
    (node) => isGlobal(node) || node.id === null || isFaulty(faults, node.path, "global_node_setting"),
  );
  const reached = closure([start, ...entrances], targets);
  const exits = nodes.filter((node) => unsure.has(node) || isExit(node, edges.get(node) ?? [], byId));
  return { nodes, reached, unsure, ending: closure(exits, sources), edges, targets };
}

function addTo<T>(groups: Map<FlowNode, T[]>, node: FlowNode, item: T): void {
  const group = groups.get(node);
  if (group === undefined) groups.set(node, [item]);
  else group.push(item);
}

/** True for an edge that names what is no node: not one that is left open. */
function leadsAstray({ destination }: FlowEdge, byId: ReadonlyMap<string, FlowNode>): boolean {
  if (destination === undefined || destination === null || destination === "") return false;
  return typeof destination !== "string" || !byId.has(destination);
}

function isKnown(type: unknown): boolean {
  return typeof type === "string" && (passingTypes.has(type) || finalTypes.has(type));
}

/** A flow that is unfinished at a node is told so by another rule: for the ways through it counts as an end. */
function isExit(
  { node }: FlowNode,
  edges: readonly FlowEdge[],
  byId: ReadonlyMap<string, FlowNode>,
): boolean {
  if (finalTypes.has(String(node.type)) || edges.length === 0) return true;
  return edges.some(
    ({ destination, goesBack }) => !goesBack && (typeof destination !== "string" || !byId.has(destination)),
  );
}

function closure(
  from: readonly FlowNode[],
  next: ReadonlyMap<FlowNode, readonly FlowNode[]>,
): ReadonlySet<FlowNode> {
  const seen = new Set(from);
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const other of next.get(node) ?? [])
      if (!seen.has(other)) {
        seen.add(other);
        open.push(other);
      }
  return seen;
}
