import { isJsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { list, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** `starting_state` and every state's edges must name states of the same LLM. */
export const unresolvedState: Rule = {
  kinds: ["llm"],
  check(llm) {
    const findings: Finding[] = [];
    const states = list(llm.states);
    const names = states.flatMap((state) => (isJsonObject(state) ? (text(state.name) ?? []) : []));
    const expect = (value: JsonValue | undefined, path: JsonPath, who: string): void => {
      const name = text(value);
      if (name === null || names.includes(name)) return;
      const message = `${who} "${name}", which is not a state.`;
      findings.push({
        severity: "error",
        code: "unresolved-state",
        path,
        at: "value",
        message,
        ...didYouMean(name, names),
      });
    };
    if (states.length > 0) expect(llm.starting_state, ["starting_state"], "A call starts in");
    for (const [i, state] of states.entries()) {
      if (!isJsonObject(state)) continue;
      for (const [j, edge] of list(state.edges).entries())
        if (isJsonObject(edge))
          expect(
            edge.destination_state_name,
            ["states", i, "edges", j, "destination_state_name"],
            `State "${text(state.name) ?? ""}" leads to`,
          );
    }
    return findings;
  },
};
