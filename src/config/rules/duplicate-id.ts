import { isJsonObject, type JsonObject, type JsonPath } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { edgesOf, list, nodeScopes, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** Ids of nodes, edges, tools and names of states and tools must be unique where they are looked up. */
export const duplicateId: Rule = {
  kinds: ["flow", "llm"],
  *check(value): Iterable<Finding> {
    for (const scope of nodeScopes(value)) {
      yield* duplicates(
        "node id",
        scope.nodes.map(({ id, path }) => ({ id, path: [...path, "id"] })),
      );
      yield* duplicates(
        "edge id",
        edgesOf(scope).map(({ edge, path }) => ({ id: text(edge.id), path: [...path, "id"] })),
      );
      yield* duplicates("tool id", named(scope.value, "tools", "tool_id", scope.path));
    }
    yield* duplicates("tool name", named(value, "general_tools", "name", []));
    yield* duplicates("state name", named(value, "states", "name", []));
    for (const [i, state] of list(value.states).entries())
      if (isJsonObject(state)) yield* duplicates("tool name", named(state, "tools", "name", ["states", i]));
  },
};

interface Identified {
  readonly id: string | null;
  readonly path: JsonPath;
}

function named(value: JsonObject, field: string, key: string, path: JsonPath): Identified[] {
  return list(value[field]).flatMap((item, i) =>
    isJsonObject(item) ? [{ id: text(item[key]), path: [...path, field, i, key] }] : [],
  );
}

function* duplicates(what: string, items: readonly Identified[]): Iterable<Finding> {
  const seen = new Set<string>();
  for (const { id, path } of items) {
    if (id === null) continue;
    if (seen.has(id))
      yield {
        severity: "error",
        code: "duplicate-id",
        path,
        at: "value",
        message: `The ${what} "${id}" is used more than once.`,
        hint: "rename one of them",
      };
    seen.add(id);
  }
}
