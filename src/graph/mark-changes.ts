import type { Picture, PictureEdge, PictureNode } from "../model/picture.js";
import { type Drawing, emptyDrawing } from "./drawing.js";

/** A picture of one side, nothing marked. */
export function plainPicture(drawing: Drawing): Picture {
  return {
    nodes: drawing.nodes.map((node) => markNode(node, "same")),
    edges: drawing.edges.map((edge) => markEdge(edge, "same")),
    groups: drawing.groups,
    hidden: 0,
  };
}

/** Two sides in one picture. An edge that leads elsewhere now is drawn twice: where it led, and where it leads. */
export function markChanges(before: Drawing | null, after: Drawing | null): Picture {
  const [old, now] = [before ?? emptyDrawing, after ?? emptyDrawing];
  const oldNodes = new Map(old.nodes.map((node) => [node.key, node]));
  const newNodes = new Set(now.nodes.map(({ key }) => key));
  const nodes = now.nodes.map((node) => {
    const was = oldNodes.get(node.key);
    const isSame = was?.content === node.content && was.isStart === node.isStart;
    return markNode(node, was === undefined ? "added" : isSame ? "same" : "changed");
  });
  for (const node of old.nodes) if (!newNodes.has(node.key)) nodes.push(markNode(node, "removed"));

  const oldEdges = new Map(old.edges.map((edge) => [edge.key, edge]));
  const kept = new Set<string>();
  const edges = now.edges.map((edge) => {
    const was = oldEdges.get(edge.key);
    if (was === undefined || was.to !== edge.to) return markEdge(edge, "added");
    kept.add(edge.key);
    return markEdge(edge, was.content === edge.content && was.label === edge.label ? "same" : "changed");
  });
  for (const edge of old.edges) if (!kept.has(edge.key)) edges.push(markEdge(edge, "removed"));

  const groups = new Map([...old.groups, ...now.groups].map((group) => [group.key, group]));
  return { nodes, edges, groups: [...groups.values()], hidden: 0 };
}

/** Only what is marked and what stands next to it, for a picture of more than `most` nodes. */
export function aroundChanges(picture: Picture, most: number): Picture {
  if (picture.nodes.length <= most) return picture;
  const keep = new Set(picture.nodes.filter(({ mark }) => mark !== "same").map(({ key }) => key));
  const marked = new Set(keep);
  for (const { from, to, mark } of picture.edges)
    if (mark !== "same" || marked.has(from) || marked.has(to)) {
      keep.add(from);
      keep.add(to);
    }
  const nodes = picture.nodes.filter(({ key }) => keep.has(key));
  const edges = picture.edges.filter(({ from, to }) => keep.has(from) && keep.has(to));
  const used = new Set(nodes.map(({ group }) => group));
  const groups = picture.groups.filter(({ key }) => used.has(key));
  return { nodes, edges, groups, hidden: picture.hidden + picture.nodes.length - nodes.length };
}

function markNode(node: Drawing["nodes"][number], mark: PictureNode["mark"]): PictureNode {
  const { content: _, ...drawn } = node;
  return { ...drawn, mark };
}

function markEdge(edge: Drawing["edges"][number], mark: PictureEdge["mark"]): PictureEdge {
  const { content: _, key: __, ...drawn } = edge;
  return { ...drawn, mark };
}
