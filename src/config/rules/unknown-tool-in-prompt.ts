import { isJsonObject, type JsonObject, type JsonValue } from "../../model/json.js";
import { nearest } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { isFaultyAnywhere } from "./faults.js";
import { list, nodeScopes, text } from "./flow-graph.js";
import type { Rule, RuleContext } from "./rule.js";
import { type PlacedText, pathOf, textsOf } from "./texts-of.js";
import { toolsOf } from "./tools-of.js";
import { variablesSet } from "./variables-set.js";

/** Fields that instruct a model: names in them are meant for it. */
const promptFields: ReadonlySet<unknown> = new Set(["general_prompt", "state_prompt", "global_prompt"]);
/** A snake_case name, with what stands around it on its line. Not a part of an address, a path or a `{{variable}}`. */
const snakeCase = /(?<![\w{/.@$-])[a-z][a-z\d]*(?:_[a-z\d]+)+(?![\w}/@-]|\.\w)/g;
/** Where one of these is wrong, nobody knows which names there are, and that is told. */
const holders: ReadonlySet<unknown> = new Set(["general_tools", "tools", "states", "name"]);
const called =
  /\b(?:call|calls|calling|use|using|invoke|run|trigger|execute)\s+(?:the\s+)?(?:tool\s+|function\s+)?`$/i;

/**
 * A tool that a prompt names and that is not there: the model is told to do what it cannot. Only clear cases: the
 * name stands in backticks behind "call" or "use", or it is a slip of a tool's name.
 */
export const unknownToolInPrompt: Rule = {
  kinds: ["llm", "flow"],
  *check(value, context): Iterable<Finding> {
    const tools = toolNames(value);
    if (tools.size === 0 || isFaultyAnywhere(context.faults, holders)) return;
    const words = otherNames(value, context);
    const said = new Set<string>();
    for (const placed of textsOf(value, context.textOf)) {
      if (!isPrompt(placed)) continue;
      for (const { 0: name, index } of placed.text.matchAll(snakeCase)) {
        if (said.has(name) || tools.has(name) || words.has(name) || name.startsWith("transition_to_"))
          continue;
        const near = nearest(name, tools);
        if (near === null && !isCall(placed.text, name, index, value)) continue;
        said.add(name);
        yield {
          severity: "warning",
          code: "unknown-tool-in-prompt",
          path: pathOf(placed),
          at: "value",
          span: { start: index, end: index + name.length },
          message: `The prompt names the tool "${name}", which this ${"nodes" in value ? "flow" : "LLM"} does not have.`,
          hint: near === null ? "add the tool, or take it out of the prompt" : `did you mean "${near}"?`,
        };
      }
    }
  },
};

/** Tools of an MCP server are known only there. */
function isCall(prompt: string, name: string, index: number, value: JsonObject): boolean {
  const hasServers = list(value.mcps).length > 0 || toolsOf(value).some(({ tool }) => tool.type === "mcp");
  if (hasServers || !/^(?:\(\))?`/.test(prompt.slice(index + name.length, index + name.length + 3)))
    return false;
  return called.test(prompt.slice(Math.max(0, index - 40), index));
}

function isPrompt({ key, holder }: PlacedText): boolean {
  if (promptFields.has(key)) return true;
  return key === "text" && isJsonObject(holder) && holder.type === "prompt";
}

function toolNames(value: JsonObject): ReadonlySet<string> {
  return new Set(toolsOf(value).flatMap(({ tool }) => text(tool.name) ?? []));
}

/** Names of other things that a prompt may speak of: variables, parameters, states, nodes, ids of tools. */
function otherNames(value: JsonObject, { values }: RuleContext): ReadonlySet<string> {
  const names = new Set(variablesSet(values));
  for (const state of list(value.states)) if (isJsonObject(state)) names.add(text(state.name) ?? "");
  for (const scope of nodeScopes(value))
    for (const { node, id } of scope.nodes) names.add(id ?? "").add(text(node.name) ?? "");
  for (const { tool } of toolsOf(value)) {
    names.add(text(tool.tool_id) ?? "");
    addParameters(tool.parameters, names);
  }
  for (const state of list(value.states))
    for (const edge of isJsonObject(state) ? list(state.edges) : [])
      if (isJsonObject(edge)) addParameters(edge.parameters, names);
  return names;
}

function addParameters(schema: JsonValue | undefined, names: Set<string>): void {
  const properties = isJsonObject(schema) ? schema.properties : undefined;
  if (!isJsonObject(properties)) return;
  for (const [name, parameter] of Object.entries(properties)) {
    names.add(name);
    addParameters(parameter, names);
    if (!isJsonObject(parameter)) continue;
    addParameters(parameter.items, names);
    for (const choice of list(parameter.enum)) if (typeof choice === "string") names.add(choice);
  }
}
