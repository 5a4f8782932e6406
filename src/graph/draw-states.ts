import { list, text } from "../config/rules/flow-graph.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { conditionText, contentOf, type Drawing, missingNode } from "./drawing.js";

/** Draws the states of an LLM and the edges between them; null when it has none. */
export function drawStates(llm: JsonObject): Drawing | null {
  const states = list(llm.states).filter(isJsonObject);
  if (states.length === 0) return null;
  const nodes = states.map((state, i) => ({
    key: text(state.name) ?? `(${i})`,
    name: text(state.name) ?? `(${i})`,
    detail: detailOf(state),
    group: null,
    isStart: state.name === llm.starting_state,
    content: contentOf(state),
  }));
  const known = new Set(nodes.map(({ key }) => key));
  const edges: Drawing["edges"][number][] = [];
  for (const [i, state] of states.entries())
    for (const [at, edge] of list(state.edges).filter(isJsonObject).entries()) {
      const to = text(edge.destination_state_name);
      const from = nodes[i]?.key;
      if (to === null || from === undefined) continue;
      if (!known.has(to)) {
        known.add(to);
        nodes.push(missingNode(to, to, null) as (typeof nodes)[number]);
      }
      // The platform gives these edges no id: what tells them apart is when they are taken.
      const label = text(edge.description) ?? conditionText(edge);
      const twin = edges.some(({ key }) => key === `${from} ${label}`);
      edges.push({
        key: `${from} ${label}${twin ? ` #${at}` : ""}`,
        from,
        to,
        label,
        content: contentOf(edge),
      });
    }
  return { nodes, edges, groups: [] };
}

function detailOf(state: JsonObject): string {
  const tools = list(state.tools).length;
  return tools === 0 ? "state" : `state, ${tools} ${tools === 1 ? "tool" : "tools"}`;
}
