import { isJsonObject } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { isFaulty } from "./faults.js";
import type { Rule } from "./rule.js";
import { describeTool, toolsOf } from "./tools-of.js";

/** `parameters` that declare none: the model calls the tool with nothing, whatever the caller said. */
export const emptyParameters: Rule = {
  kinds: ["llm", "flow"],
  *check(value, { faults }): Iterable<Finding> {
    for (const placed of toolsOf(value)) {
      const { parameters } = placed.tool;
      if (!isJsonObject(parameters)) continue;
      const { properties } = parameters;
      const isEmpty = properties === undefined || (isJsonObject(properties) && isBare(properties));
      if (!isEmpty || parameters.$ref !== undefined) continue;
      if (isFaulty(faults, [...placed.path, "parameters"], "properties")) continue;
      yield {
        severity: "warning",
        code: "empty-parameters",
        path: [...placed.path, "parameters"],
        at: "key",
        message: `${describeTool(placed)} declares no parameters, so it is called with nothing.`,
        hint: "describe its parameters, or leave the field out",
      };
    }
  },
};

function isBare(object: object): boolean {
  return Object.keys(object).length === 0;
}
