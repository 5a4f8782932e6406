import type { Mark, Picture, PictureEdge, PictureNode } from "../model/picture.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";

/** Signs of marks, so that a picture can be read without its colours. */
const signs: Readonly<Record<Mark, string>> = { same: "", added: "+ ", removed: "- ", changed: "~ " };

/** Colours of marks, for light and dark pages alike: dark text on a pale ground. */
export const markColours: Readonly<Record<Exclude<Mark, "same">, { fill: string; line: string }>> = {
  added: { fill: "#dafbe1", line: "#1a7f37" },
  removed: { fill: "#ffebe9", line: "#cf222e" },
  changed: { fill: "#fff8c5", line: "#9a6700" },
};

const longestLabel = 40;

/** The two lines of a box: its name with the sign of its mark, and what kind it is. */
export function nodeLines(node: PictureNode): readonly [string, string] {
  return [`${signs[node.mark]}${clipped(node.name)}`, clipped(node.detail)];
}

/** What stands at an arrow; empty for nothing. */
export function edgeLabel({ mark, label }: PictureEdge): string {
  return `${signs[mark]}${clipped(label)}`.trim();
}

/** What stands for the nodes that were left out; null when none were. */
export function hiddenLabel({ hidden }: Picture): string | null {
  return hidden === 0 ? null : `… and ${counted(hidden, "more node")}`;
}

/** A text on one line, short enough for a picture, without characters that steer a terminal. */
export function clipped(text: string): string {
  const line = plainText(text).replace(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length <= longestLabel
    ? line
    : `${letters
        .slice(0, longestLabel - 1)
        .join("")
        .trimEnd()}…`;
}
