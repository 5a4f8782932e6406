import { isJsonObject, type JsonObject, type JsonPath, valueAt } from "../../model/json.js";
import { nearest } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";
import { isInside, type PlacedText, pathOf, textsOf } from "./texts-of.js";
import { isSystemVariable, variablesSet } from "./variables-set.js";

/** In code and in notes braces are only braces. */
const unspoken: ReadonlySet<string | number> = new Set(["code", "notes"]);

const setters: ReadonlySet<unknown> = new Set([
  "default_dynamic_variables",
  "response_variables",
  "variables",
]);

/**
 * A `{{variable}}` that nothing in the agent sets: unless the call brings it, callers hear the braces. One finding
 * for each name, at its first use.
 */
export const unsetVariable: Rule = {
  kinds: ["agent", "llm", "flow"],
  *check(value, { values, textOf, faults }): Iterable<Finding> {
    const uses = new Map<string, { readonly first: PlacedText; readonly at: number; count: number }>();
    for (const placed of textsOf(value, textOf)) {
      if (!placed.text.includes("{{") || isInside(placed, unspoken)) continue;
      for (const { 1: inner = "", index } of placed.text.matchAll(/\{\{([^{}]*)\}\}/g)) {
        const name = inner.trim();
        const use = uses.get(name);
        if (use === undefined) uses.set(name, { first: placed, at: index, count: 1 });
        else use.count++;
      }
    }
    if (uses.size === 0 || faults.paths.some((path) => setsVariables(value, path))) return;
    const known = variablesSet(values);
    for (const [name, { first, at, count }] of uses) {
      if (!isName(name) || known.has(name) || isSystemVariable(name)) continue;
      const near = nearest(name, known);
      const written = first.text.slice(at, first.text.indexOf("}}", at) + 2);
      yield {
        severity: "warning",
        code: "unset-variable",
        path: pathOf(first),
        at: "value",
        span: { start: at, end: at + written.length },
        message: `Nothing in this agent sets {{${name}}}${count === 1 ? "" : `, which is used ${count} times`}.`,
        hint:
          near === null
            ? "give it a default in default_dynamic_variables, for calls that do not bring it"
            : `did you mean {{${near}}}?`,
      };
    }
  },
};

/** Where something that sets variables is wrong, or its type, nobody knows which there are. */
function setsVariables(value: JsonObject, path: JsonPath): boolean {
  if (path.some((step) => setters.has(step))) return true;
  const holder = path.at(-1) === "type" ? valueAt(value, path.slice(0, -1)) : undefined;
  return isJsonObject(holder) && Object.keys(holder).some((key) => setters.has(key));
}

/** Words of other template languages, such as `#if x`, are none. */
function isName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_ .-]*$/u.test(name);
}
