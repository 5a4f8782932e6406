import type { Picture, PictureEdge, PictureNode } from "../model/picture.js";
import { clipped, edgeLabel, hiddenLabel, markColours, nodeLines } from "./graph-labels.js";

/** A picture as a Mermaid flowchart. Nodes get names of our own, so that none of the user's can be a word of Mermaid's. */
export function mermaidGraph(picture: Picture): string {
  const ids = new Map(picture.nodes.map(({ key }, i) => [key, `n${i}`]));
  const lines = ["flowchart TD"];
  const within = (group: string | null, indent: string): void => {
    for (const node of picture.nodes)
      if (node.group === group) lines.push(`${indent}${nodeText(node, ids.get(node.key) ?? "n")}`);
  };
  within(null, "  ");
  for (const [i, group] of picture.groups.entries()) {
    lines.push(`  subgraph g${i}["${escaped(clipped(group.name))}"]`);
    within(group.key, "    ");
    lines.push("  end");
  }
  const hidden = hiddenLabel(picture);
  if (hidden !== null) lines.push(`  more["${escaped(hidden)}"]`, "  style more stroke-dasharray:4 3");
  for (const edge of picture.edges) lines.push(`  ${edgeText(edge, ids)}`);
  lines.push(...linkStyles(picture.edges));
  const marks = new Set(picture.nodes.map(({ mark }) => mark));
  for (const [mark, { fill, line }] of Object.entries(markColours))
    if ([...marks].some((used) => used === mark))
      lines.push(
        `  classDef ${mark} fill:${fill},stroke:${line},color:#1f2328${mark === "removed" ? ",stroke-dasharray:4 3" : ""}`,
      );
  return `${lines.join("\n")}\n`;
}

function nodeText(node: PictureNode, id: string): string {
  const [name, detail] = nodeLines(node).map(escaped);
  const label = detail === "" ? name : `${name}<br/>${detail}`;
  const box = node.isStart ? `(["${label}"])` : `["${label}"]`;
  return `${id}${box}${node.mark === "same" ? "" : `:::${node.mark}`}`;
}

function edgeText(edge: PictureEdge, ids: ReadonlyMap<string, string>): string {
  const label = edgeLabel(edge);
  const arrow = edge.mark === "removed" ? "-.->" : edge.mark === "added" ? "==>" : "-->";
  return `${ids.get(edge.from)} ${arrow}${label === "" ? "" : `|"${escaped(label)}"|`} ${ids.get(edge.to)}`;
}

function linkStyles(edges: readonly PictureEdge[]): string[] {
  return Object.entries(markColours).flatMap(([mark, { line }]) => {
    const numbers = [...edges.entries()].filter(([, edge]) => edge.mark === mark).map(([i]) => i);
    return numbers.length === 0 ? [] : [`  linkStyle ${numbers.join(",")} stroke:${line}`];
  });
}

/**
 * A text inside a quoted label. Whatever could end it, begin a directive (`%%{`), HTML or Markdown becomes a
 * character code, which Mermaid puts back after it has read the diagram.
 */
function escaped(text: string): string {
  const safe = text.replace(/[^\p{L}\p{N} .,:!?'()/…→_=~+-]/gu, codeOf);
  // At the beginning of a label these would be a Markdown list or heading.
  return safe.replace(/^(?:[-+]|\d+[.)](?= ))/, (start) => start.replace(/[-+.)]/, codeOf));
}

function codeOf(character: string): string {
  return `#${character.codePointAt(0)};`;
}
