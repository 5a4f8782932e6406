import { isJsonObject, type JsonObject } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { isFaulty } from "./faults.js";
import { list, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** A state that no way leads to from the one in which a call starts. */
export const unreachableState: Rule = {
  kinds: ["llm"],
  *check(llm, { faults }): Iterable<Finding> {
    const states = list(llm.states).map((state) => (isJsonObject(state) ? state : {}));
    const byName = new Map(states.map((state) => [text(state.name) ?? "", state]));
    const start = byName.get(text(llm.starting_state) ?? "");
    if (start === undefined) return;
    const nameless = states.filter(({ name }) => text(name) === null);
    const reached = reachedFrom([start, ...nameless], byName);
    // A call that comes to an edge which leads astray might come to any state: that edge is told already.
    const isAstray = (state: JsonObject, i: number): boolean =>
      reached.has(state) && (isFaulty(faults, ["states", i], "edges") || leadsAstray(state, byName));
    if (states.some(isAstray)) return;
    for (const [i, state] of states.entries()) {
      const name = text(state.name);
      // Of two states of one name only one can be looked up; that is another rule's.
      if (name === null || reached.has(byName.get(name) ?? state)) continue;
      yield {
        severity: "warning",
        code: "unreachable-state",
        path: ["states", i, "name"],
        at: "value",
        message: `State "${name}" is never reached: no edge leads to it.`,
        hint: "lead an edge to it, or remove it",
      };
    }
  },
};

function leadsAstray(state: JsonObject, byName: ReadonlyMap<string, JsonObject>): boolean {
  return list(state.edges).some(
    (edge) => !isJsonObject(edge) || !byName.has(text(edge.destination_state_name) ?? ""),
  );
}

function reachedFrom(
  start: readonly JsonObject[],
  byName: ReadonlyMap<string, JsonObject>,
): ReadonlySet<JsonObject> {
  const reached = new Set(start);
  const open = [...start];
  for (let state = open.pop(); state !== undefined; state = open.pop())
    for (const edge of list(state.edges)) {
      const name = isJsonObject(edge) ? text(edge.destination_state_name) : null;
      const next = name === null ? undefined : byName.get(name);
      if (next === undefined || reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  return reached;
}
