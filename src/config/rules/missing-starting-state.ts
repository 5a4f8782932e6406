import { isJsonObject } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { isFaulty } from "./faults.js";
import { list, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** An LLM with states must say in which one a call starts (OpenAPI, starting_state). */
export const missingStartingState: Rule = {
  kinds: ["llm"],
  *check(llm, { faults }): Iterable<Finding> {
    const states = list(llm.states);
    const start = llm.starting_state;
    if (isFaulty(faults, [], "starting_state")) return;
    if (states.length === 0 || !(start === undefined || start === null || start === "")) return;
    const first = states.map((state) => (isJsonObject(state) ? text(state.name) : null)).find(Boolean);
    yield {
      severity: "error",
      code: "missing-starting-state",
      path: start === undefined ? ["states"] : ["starting_state"],
      at: start === undefined ? "key" : "value",
      message: "The LLM has states but does not say in which one a call starts.",
      hint: `starting_state: ${first ?? "<state name>"}`,
    };
  },
};
