import {
  edgesOf,
  type FlowNode,
  list,
  type NodeScope,
  nodeScopes,
  text,
} from "../config/rules/flow-graph.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { conditionText, contentOf, type Drawing, missingNode } from "./drawing.js";

/** What an edge is called that has a field of its own, where its condition says no more than that. */
const fieldNames: Readonly<Record<string, string>> = {
  else_edge: "else",
  always_edge: "always",
  skip_response_edge: "without an answer",
  success_edge: "success",
  failed_edge: "failure",
};

/** Draws a conversation flow; the nodes of each component stand in a group. Edges that lead nowhere are not drawn. */
export function drawFlow(flow: JsonObject): Drawing {
  const nodes: Drawing["nodes"][number][] = [];
  const edges: Drawing["edges"][number][] = [];
  const groups: Drawing["groups"][number][] = [];
  const names = namesOf(flow);
  for (const scope of nodeScopes(flow)) {
    const group = groupOf(scope);
    if (group !== null) groups.push(group);
    const prefix = group?.key ?? "";
    const start = text(scope.value.start_node_id);
    const keys = new Map<FlowNode, string>();
    const known = new Set<string>();
    for (const node of scope.nodes) {
      const id = node.id ?? `(${String(node.path.at(-1))})`;
      const key = unused(`${prefix}/${id}`, known);
      known.add(key);
      keys.set(node, key);
      nodes.push({
        key,
        name: text(node.node.name) ?? id,
        detail: detailOf(node.node, names),
        group: group?.key ?? null,
        isStart: node.id !== null && node.id === start,
        content: contentOf(node.node),
      });
    }
    const taken = new Set<string>();
    for (const edge of edgesOf(scope)) {
      const to = text(edge.destination);
      const from = keys.get(edge.from);
      if (to === null || to === "" || from === undefined) continue;
      const target = `${prefix}/${to}`;
      if (!known.has(target)) {
        known.add(target);
        nodes.push(missingNode(target, to, group?.key ?? null));
      }
      const slot = String(edge.path.at(-1));
      const key = unused(`${from} ${text(edge.edge.id) ?? slot}`, taken);
      taken.add(key);
      const label = fieldNames[slot] ?? conditionText(edge.edge);
      edges.push({ key, from, to: target, label, content: contentOf(edge.edge) });
    }
  }
  return { nodes, edges, groups };
}

function groupOf(scope: NodeScope): Drawing["groups"][number] | null {
  if (scope.path.length === 0) return null;
  const id = componentId(scope.value) ?? String(scope.path.at(-1));
  return { key: `component ${id}`, name: text(scope.value.name) ?? id };
}

/** Neither the OpenAPI nor the SDK says where a local component keeps its id, so three names are taken. */
function componentId(component: JsonObject): string | null {
  return text(component.conversation_flow_component_id) ?? text(component.component_id) ?? text(component.id);
}

/** Names of tools and components by id: what a node runs. */
function namesOf(flow: JsonObject): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const tool of list(flow.tools))
    if (isJsonObject(tool) && typeof tool.tool_id === "string")
      names.set(tool.tool_id, text(tool.name) ?? tool.tool_id);
  for (const component of list(flow.components)) {
    const id = isJsonObject(component) ? componentId(component) : null;
    if (id !== null && isJsonObject(component)) names.set(id, text(component.name) ?? id);
  }
  return names;
}

function detailOf(node: JsonObject, names: ReadonlyMap<string, string>): string {
  const type = text(node.type) ?? "node";
  const runs = text(node.tool_id) ?? text(node.component_id);
  const named = runs === null ? type : `${type}: ${names.get(runs) ?? runs}`;
  return isJsonObject(node.global_node_setting) ? `${named}, from anywhere` : named;
}

function unused(key: string, taken: ReadonlySet<string>): string {
  let free = key;
  for (let i = 2; taken.has(free); i++) free = `${key} #${i}`;
  return free;
}
