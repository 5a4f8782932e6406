import { list, text } from "../config/rules/flow-graph.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import type { PictureEdge, PictureGroup, PictureNode } from "../model/picture.js";

/** One side of a picture: boxes and arrows that also know what they were drawn from. */
export interface Drawing {
  readonly nodes: readonly (Omit<PictureNode, "mark"> & { readonly content: string })[];
  readonly edges: readonly (Omit<PictureEdge, "mark"> & {
    /** The same on both sides for what is one edge, wherever it leads. */
    readonly key: string;
    readonly content: string;
  })[];
  readonly groups: readonly PictureGroup[];
}

export const emptyDrawing: Drawing = { nodes: [], edges: [], groups: [] };

/** Fields of a node or edge that say nothing about a call, or that are drawn as arrows. */
const drawnApart: ReadonlySet<string> = new Set([
  "display_position",
  "notes",
  "edges",
  "edge",
  "else_edge",
  "always_edge",
  "skip_response_edge",
  "success_edge",
  "failed_edge",
]);

/** What of a node or edge counts as its content when two sides are compared. */
export function contentOf(value: JsonObject): string {
  return JSON.stringify(Object.entries(value).filter(([key]) => !drawnApart.has(key)));
}

/** A box for a destination that does not exist, so that the arrow to it can be seen. */
export function missingNode(key: string, name: string, group: string | null): Drawing["nodes"][number] {
  return { key, name, detail: "does not exist", group, isStart: false, content: "" };
}

/** When a call takes an edge: the prompt, or the equations of its condition. */
export function conditionText(edge: JsonObject): string {
  const condition = edge.transition_condition;
  if (typeof condition === "string") return condition;
  if (!isJsonObject(condition)) return text(edge.description) ?? "";
  const prompt = text(condition.prompt);
  if (prompt !== null) return prompt;
  const joint = condition.operator === "||" ? " or " : " and ";
  return list(condition.equations).flatMap(equationText).join(joint);
}

function equationText(equation: JsonValue): string[] {
  if (!isJsonObject(equation)) return [];
  const { left, operator, right } = equation;
  return [[left, operator, right].filter((part) => part !== undefined && part !== null).join(" ")];
}
