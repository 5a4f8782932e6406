// dagre lays out in plain JavaScript. Graphviz compiled to wasm weighs 30 times as much, and took minutes or ran
// out of memory on flows of 300 nodes.
import { Graph, layout } from "@dagrejs/dagre";
import stringWidth from "string-width";
import type { Mark, Picture, PictureEdge, PictureGroup, PictureNode } from "../model/picture.js";
import { clipped, edgeLabel, hiddenLabel, markColours, nodeLines } from "./graph-labels.js";

const letter = { name: 7, small: 5.8 };
const boxHeight = 40;
const gap = 24;
const plainColours = { fill: "#ffffff", line: "#57606a" };

/** A picture as one SVG document: no scripts, no links, no fonts to load. Components stand below the flow. */
export function svgGraph(picture: Picture): string {
  const parts: string[] = [];
  let top = gap;
  let width = 0;
  for (const group of [null, ...picture.groups]) {
    const placed = place(picture, group?.key ?? null);
    if (placed === null) continue;
    const titled = group === null ? 0 : 22;
    if (group !== null) parts.push(frame(group, top, placed.width + 2 * gap, placed.height + gap + titled));
    parts.push(`<g transform="translate(${group === null ? gap : 2 * gap},${top + titled})">`);
    parts.push(...placed.parts, "</g>");
    width = Math.max(width, placed.width + 4 * gap);
    top += placed.height + titled + 2 * gap;
  }
  const hidden = hiddenLabel(picture);
  if (hidden !== null) {
    parts.push(text(gap + 4, top, hidden, { anchor: "start", size: 12 }));
    top += gap;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(top)}" viewBox="0 0 ${round(width)} ${round(top)}" font-family="sans-serif">
<defs>${Object.entries({ same: plainColours, ...markColours })
    .map(([mark, { line }]) => arrowHead(mark, line))
    .join("")}</defs>
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join("\n")}
</svg>
`;
}

interface Placed {
  readonly parts: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Lays out the nodes of one group; null when it has none. No edge leaves a group, so each stands for itself. */
function place(picture: Picture, group: string | null): Placed | null {
  const nodes = picture.nodes.filter((node) => node.group === group);
  if (nodes.length === 0) return null;
  const inside = new Set(nodes.map(({ key }) => key));
  const edges = picture.edges.filter(({ from, to }) => inside.has(from) && inside.has(to));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 30, ranksep: 30 });
  for (const node of nodes) graph.setNode(node.key, { width: boxWidth(node), height: boxHeight });
  for (const [i, edge] of edges.entries()) {
    const label = edgeLabel(edge);
    const size = label === "" ? { width: 0, height: 0 } : { width: widthOf(label, letter.small), height: 14 };
    graph.setEdge(edge.from, edge.to, { ...size, labelpos: "c" }, String(i));
  }
  layout(graph);
  const parts: string[] = [];
  for (const [i, edge] of edges.entries())
    parts.push(arrow(edge, graph.edge(edge.from, edge.to, String(i)) as PlacedEdge));
  for (const node of nodes) parts.push(box(node, graph.node(node.key) as PlacedNode));
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { parts, width, height };
}

interface PlacedNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface PlacedEdge {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x?: number;
  readonly y?: number;
}

function box(node: PictureNode, { x, y, width }: PlacedNode): string {
  const { fill, line } = coloursOf(node.mark);
  const [name, detail] = nodeLines(node);
  const dashes = node.mark === "removed" ? ' stroke-dasharray="4 3"' : "";
  const rounding = node.isStart ? boxHeight / 2 : 6;
  return [
    `<rect x="${round(x - width / 2)}" y="${round(y - boxHeight / 2)}" width="${round(width)}" height="${boxHeight}" rx="${rounding}" fill="${fill}" stroke="${line}"${dashes}/>`,
    text(x, y - 3, name, { anchor: "middle", size: 12 }),
    text(x, y + 12, detail, { anchor: "middle", size: 10 }),
  ].join("");
}

function arrow(edge: PictureEdge, { points, x, y }: PlacedEdge): string {
  const { line } = coloursOf(edge.mark);
  const path = points.map((point, i) => `${i === 0 ? "M" : "L"}${round(point.x)} ${round(point.y)}`).join("");
  const style = { same: "", changed: "", added: ' stroke-width="2"', removed: ' stroke-dasharray="4 3"' };
  const label = edgeLabel(edge);
  const drawn = `<path d="${path}" fill="none" stroke="${line}"${style[edge.mark]} marker-end="url(#${edge.mark})"/>`;
  if (label === "" || x === undefined || y === undefined) return drawn;
  const width = widthOf(label, letter.small);
  const ground = `<rect x="${round(x - width / 2)}" y="${round(y - 7)}" width="${round(width)}" height="14" fill="#ffffff" fill-opacity="0.85"/>`;
  return `${drawn}${ground}${text(x, y + 3.5, label, { anchor: "middle", size: 10 })}`;
}

function frame(group: PictureGroup, top: number, width: number, height: number): string {
  const title = text(gap + 8, top + 16, clipped(group.name), { anchor: "start", size: 12 });
  return `<rect x="${gap}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="6" fill="none" stroke="#8c959f" stroke-dasharray="2 2"/>${title}`;
}

function arrowHead(mark: string, colour: string): string {
  return `<marker id="${mark}" viewBox="0 0 8 8" refX="8" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto"><path d="M0 0L8 4L0 8z" fill="${colour}"/></marker>`;
}

function text(x: number, y: number, content: string, style: { anchor: string; size: number }): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${style.anchor}" font-size="${style.size}" fill="#1f2328">${escaped(content)}</text>`;
}

function coloursOf(mark: Mark): { readonly fill: string; readonly line: string } {
  return mark === "same" ? plainColours : markColours[mark];
}

function boxWidth(node: PictureNode): number {
  const [name, detail] = nodeLines(node);
  return Math.max(60, widthOf(name, letter.name), widthOf(detail, letter.small));
}

/** An estimate: which font draws the text is not known here. */
function widthOf(label: string, letterWidth: number): number {
  return stringWidth(label) * letterWidth + 14;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

/** A text inside of XML. Characters that XML cannot hold at all become a mark for it. */
function escaped(content: string): string {
  return content
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
    .replace(/[\uD800-\uDFFF\uFFFE\uFFFF]/gu, "\uFFFD");
}
