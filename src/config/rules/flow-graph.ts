import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { mayBeNameless } from "./faults.js";
import { rememberLast } from "./remember-last.js";

/** A node of a flow or of one of its local components, and where it stands. */
export interface FlowNode {
  readonly node: JsonObject;
  readonly path: JsonPath;
  readonly id: string | null;
}

/** The nodes that can lead to each other: the flow's own, or those of one component. */
export interface NodeScope {
  readonly path: JsonPath;
  readonly value: JsonObject;
  readonly nodes: readonly FlowNode[];
}

/** An edge, wherever a node keeps it. `destination` is undefined when the field is absent. */
export interface FlowEdge {
  readonly edge: JsonObject;
  readonly path: JsonPath;
  readonly from: FlowNode;
  readonly destination: JsonValue | undefined;
  /** True for a global node's way back: it has no destination of its own (OpenAPI, go_back_conditions). */
  readonly goesBack: boolean;
}

/** Fields of a node that hold one edge (PLATFORM.md, cross references). */
const singleEdges = ["edge", "else_edge", "always_edge", "skip_response_edge", "success_edge", "failed_edge"];

/** Every field of a node that says where a call goes on from it. */
export const edgeFields: readonly string[] = [...singleEdges, "edges"];

/** What several rules ask of the same flow is made once. */
const edgesOfScope = new WeakMap<NodeScope, readonly FlowEdge[]>();

/** The flow's nodes, then each local component's: edges never cross between them. */
export const nodeScopes = rememberLast((flow: JsonObject): readonly NodeScope[] => {
  const scopes = [scopeOf(flow, [])];
  for (const [i, component] of list(flow.components).entries())
    if (isJsonObject(component)) scopes.push(scopeOf(component, ["components", i]));
  return scopes;
});

/** Every edge of a scope's nodes. */
export function edgesOf(scope: NodeScope): readonly FlowEdge[] {
  const known = edgesOfScope.get(scope);
  if (known !== undefined) return known;
  const edges: FlowEdge[] = [];
  for (const from of scope.nodes) {
    const add = (edge: JsonValue | undefined, path: JsonPath, goesBack = false): void => {
      if (isJsonObject(edge))
        edges.push({ edge, path, from, destination: edge.destination_node_id, goesBack });
    };
    for (const [i, edge] of list(from.node.edges).entries()) add(edge, [...from.path, "edges", i]);
    for (const field of singleEdges) add(from.node[field], [...from.path, field]);
    const setting = from.node.global_node_setting;
    if (isJsonObject(setting))
      for (const [i, edge] of list(setting.go_back_conditions).entries())
        add(edge, [...from.path, "global_node_setting", "go_back_conditions", i], true);
  }
  edgesOfScope.set(scope, edges);
  return edges;
}

/** True when every id that leads nowhere may be that of a node without one, which is an error of its own. */
export function mayBeNamelessNodes(scope: NodeScope, ids: ReadonlySet<string>): boolean {
  const nameless = scope.nodes.filter(({ id }) => id === null).length;
  if (nameless === 0) return false;
  const named = [scope.value.start_node_id, ...edgesOf(scope).map(({ destination }) => destination)];
  return mayBeNameless(
    named.flatMap((id) => text(id) ?? []).filter((id) => id !== "" && !ids.has(id)),
    nameless,
  );
}

/** Ids of a scope's nodes. */
export function nodeIds(scope: NodeScope): ReadonlySet<string> {
  return new Set(scope.nodes.flatMap(({ id }) => id ?? []));
}

/** `Node "greet"`, for messages. */
export function describeNode({ id }: FlowNode): string {
  return id === null ? "A node without id" : `Node "${id}"`;
}

/** `Edge "e3" of node "greet"`, for messages. */
export function describeEdge({ edge, from }: FlowEdge): string {
  const id = text(edge.id);
  const node = from.id === null ? "a node without id" : `node "${from.id}"`;
  return `${id === null ? "An edge" : `Edge "${id}"`} of ${node}`;
}

/** The name of an edge's field of a node that its path ends in: `else_edge`, `edge`; `edges` for one of a list. */
export function edgeField({ from, path }: FlowEdge): string {
  return String(path[from.path.length] ?? "");
}

/** A list, or nothing where the value is none (the schema says so). */
export function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or null. */
export function text(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function scopeOf(value: JsonObject, path: JsonPath): NodeScope {
  const nodes = list(value.nodes).flatMap((node, i): FlowNode[] =>
    isJsonObject(node) ? [{ node, path: [...path, "nodes", i], id: text(node.id) }] : [],
  );
  return { path, value, nodes };
}
