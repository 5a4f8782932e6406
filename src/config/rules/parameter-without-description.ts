import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";
import { describeTool, toolsOf } from "./tools-of.js";

/** What the model fills in needs words that say what it is: else it guesses from the name. */
export const parameterWithoutDescription: Rule = {
  kinds: ["llm", "flow"],
  *check(value): Iterable<Finding> {
    for (const placed of toolsOf(value))
      yield* undescribed(placed.tool.parameters, [...placed.path, "parameters"], describeTool(placed));
  },
};

function* undescribed(schema: JsonValue | undefined, path: JsonPath, who: string): Iterable<Finding> {
  const properties = isJsonObject(schema) ? schema.properties : undefined;
  if (!isJsonObject(properties)) return;
  for (const [name, parameter] of Object.entries(properties)) {
    if (!isJsonObject(parameter)) continue;
    const at = [...path, "properties", name];
    if (!explainsItself(parameter))
      yield {
        severity: "warning",
        code: "parameter-without-description",
        path: at,
        at: "key",
        message: `${who} does not describe its parameter "${name}".`,
        hint: "add description: what it is, and in which form",
      };
    yield* undescribed(parameter, at, who);
    yield* undescribed(parameter.items, [...at, "items"], who);
  }
}

/** A constant is not the model's to fill in, and a reference may have its description elsewhere. */
function explainsItself(parameter: JsonObject): boolean {
  if (parameter.const !== undefined || parameter.$ref !== undefined) return true;
  const { description } = parameter;
  return isJsonObject(description) || (typeof description === "string" && description.trim() !== "");
}
