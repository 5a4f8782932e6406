import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { list, nodeScopes, text } from "./flow-graph.js";
import { rememberLast } from "./remember-last.js";

/** A tool, wherever an LLM or a flow keeps it. */
export interface PlacedTool {
  readonly tool: JsonObject;
  readonly path: JsonPath;
}

/** Every tool of an LLM (general, of its states) or a flow (its own, its components', its nodes'). */
export const toolsOf = rememberLast((value: JsonObject): readonly PlacedTool[] => {
  const tools: PlacedTool[] = [];
  const add = (holder: JsonValue | undefined, path: JsonPath): void => {
    for (const [i, tool] of list(holder).entries())
      if (isJsonObject(tool)) tools.push({ tool, path: [...path, i] });
  };
  add(value.general_tools, ["general_tools"]);
  for (const [i, state] of list(value.states).entries())
    if (isJsonObject(state)) add(state.tools, ["states", i, "tools"]);
  for (const scope of nodeScopes(value)) {
    add(scope.value.tools, [...scope.path, "tools"]);
    for (const { node, path } of scope.nodes) add(node.tools, [...path, "tools"]);
  }
  return tools;
});

/** `Tool "find_patient"`, for messages. */
export function describeTool({ tool }: PlacedTool): string {
  const name = text(tool.name);
  return name === null ? "A tool without name" : `Tool "${name}"`;
}
