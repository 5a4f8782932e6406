import type { Mark, Picture, PictureEdge, PictureNode } from "../model/picture.js";
import { clipped, edgeLabel, hiddenLabel, markColours, nodeLines } from "./graph-labels.js";

/** A picture in Graphviz's language. */
export function dotGraph(picture: Picture): string {
  const ids = new Map(picture.nodes.map(({ key }, i) => [key, `n${i}`]));
  const lines = [
    "digraph flow {",
    '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
  ];
  const within = (group: string | null, indent: string): void => {
    for (const node of picture.nodes)
      if (node.group === group) lines.push(`${indent}${nodeText(node, ids.get(node.key) ?? "n")}`);
  };
  within(null, "  ");
  for (const [i, group] of picture.groups.entries()) {
    lines.push(`  subgraph cluster_${i} {`, `    label=${quoted(clipped(group.name))};`);
    within(group.key, "    ");
    lines.push("  }");
  }
  const hidden = hiddenLabel(picture);
  if (hidden !== null) lines.push(`  more [label=${quoted(hidden)}, style=dashed];`);
  for (const edge of picture.edges) lines.push(`  ${edgeText(edge, ids)}`);
  return `${[...lines, "}"].join("\n")}\n`;
}

function nodeText(node: PictureNode, id: string): string {
  const label = nodeLines(node).filter((line) => line !== "");
  const bold = node.isStart ? ["penwidth=2"] : [];
  const marked =
    node.mark === "same" ? [] : [`fillcolor="${markColours[node.mark].fill}"`, colour(node.mark)];
  const dashed = node.mark === "removed" ? ['style="rounded,filled,dashed"'] : [];
  return `${id} [${[`label=${quoted(label.join("\n"))}`, ...marked, ...dashed, ...bold].join(", ")}];`;
}

function edgeText(edge: PictureEdge, ids: ReadonlyMap<string, string>): string {
  const label = edgeLabel(edge);
  const styles = { same: [], changed: [], added: ["penwidth=2"], removed: ["style=dashed"] }[edge.mark];
  const marked = edge.mark === "same" ? [] : [colour(edge.mark)];
  const attributes = [...(label === "" ? [] : [`label=${quoted(label)}`]), ...marked, ...styles];
  const suffix = attributes.length === 0 ? "" : ` [${attributes.join(", ")}]`;
  return `${ids.get(edge.from)} -> ${ids.get(edge.to)}${suffix};`;
}

function colour(mark: Exclude<Mark, "same">): string {
  return `color="${markColours[mark].line}"`;
}

/** A quoted string: a backslash would begin an escape such as `\N`, an ampersand an entity of HTML. */
function quoted(text: string): string {
  return `"${text.replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
