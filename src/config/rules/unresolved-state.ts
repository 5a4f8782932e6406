import { isJsonObject } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { mayBeNameless } from "./faults.js";
import { list, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** `starting_state` and every state's edges must name states of the same LLM. */
export const unresolvedState: Rule = {
  kinds: ["llm"],
  *check(llm): Iterable<Finding> {
    const states = list(llm.states).map((state) => (isJsonObject(state) ? state : {}));
    const names = new Set(states.flatMap((state) => text(state.name) ?? []));
    const looked = [
      llm.starting_state,
      ...states.flatMap(({ edges }) =>
        list(edges).map((edge) => (isJsonObject(edge) ? edge.destination_state_name : undefined)),
      ),
    ].flatMap((name) => text(name) ?? []);
    const nameless = states.filter(({ name }) => text(name) === null).length;
    if (
      mayBeNameless(
        looked.filter((name) => !names.has(name)),
        nameless,
      )
    )
      return;
    const named = (place: Pick<Finding, "path">, who: string, name: string): Finding => ({
      severity: "error",
      code: "unresolved-state",
      ...place,
      at: "value",
      message: `${who} "${name}", which is not a state.`,
      ...didYouMean(name, names),
    });
    const start = text(llm.starting_state);
    if (states.length > 0 && start !== null && !names.has(start))
      yield named({ path: ["starting_state"] }, "A call starts in", start);
    for (const [i, state] of states.entries())
      for (const [j, edge] of list(state.edges).entries()) {
        const name = isJsonObject(edge) ? text(edge.destination_state_name) : null;
        const path = ["states", i, "edges", j, "destination_state_name"];
        if (name !== null && !names.has(name))
          yield named({ path }, `State "${text(state.name) ?? ""}" leads to`, name);
      }
  },
};
