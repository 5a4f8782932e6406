import type { LineDiff, TextDiff, TextPart } from "../model/text-diff.js";
import { cutText, type Detail, type DiffLine, gap, type StyledPart } from "./diff-line.js";
import { visible } from "./value-lines.js";

/** Longer texts on one line show only what stands around their changes. */
const longText = 160;
/** Characters of it that are shown at each side of a change. */
const around = 40;
/** The lines of two texts compared: a line of words, or lines around what changed. */
export function textLines(text: TextDiff, indent: number, detail: Detail): DiffLine[] {
  if (text.kind === "words") return [{ sign: " ", indent, parts: wordParts(text.parts, detail) }];
  const { lines } = text;
  const near = new Set<number>();
  for (const [i, line] of lines.entries())
    if (line.kind !== "same") for (let at = i - detail.context; at <= i + detail.context; at++) near.add(at);
  const shown: DiffLine[] = [];
  let hidden = 0;
  const closeGap = (): void => {
    if (hidden > 0) shown.push(gap(hidden, indent, "unchanged line"));
    hidden = 0;
  };
  for (const [i, line] of lines.entries()) {
    if (!near.has(i)) {
      hidden++;
      continue;
    }
    closeGap();
    shown.push(textLine(line, indent, detail));
  }
  closeGap();
  return shown;
}

function textLine(line: LineDiff, indent: number, detail: Detail): DiffLine {
  if (line.kind === "same")
    return {
      sign: " ",
      indent,
      parts: [{ style: "muted", text: cutText(shorten(visible(line.text)), detail) }],
    };
  const sign = line.kind === "added" ? "+" : "-";
  // A line that is new as a whole needs no words marked.
  const parts = line.parts.some(({ kind }) => kind !== "same")
    ? wordParts(line.parts, detail).map((part) =>
        part.style === "plain" ? { ...part, style: line.kind } : part,
      )
    : line.parts.map(({ text }) => ({ style: line.kind, text: cutText(visible(text), detail) }));
  return { sign, indent, parts };
}

function wordParts(parts: readonly TextPart[], detail: Detail): StyledPart[] {
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  return parts.map(({ kind, text }, i): StyledPart => {
    if (kind !== "same") {
      const shown = text.trim() === "" ? text.replaceAll("\t", "␉") : text;
      return {
        style: kind === "added" ? "addedWords" : "removedWords",
        text: cutText(visible(shown), detail),
      };
    }
    const isFirst = i === 0;
    const isLast = i === parts.length - 1;
    return {
      style: "plain",
      text: length <= longText ? visible(text) : between(visible(text), isFirst, isLast),
    };
  });
}

/** Unchanged text of a long line: what stands next to a change on either side. */
function between(text: string, isFirst: boolean, isLast: boolean): string {
  const head = isFirst ? 0 : around;
  const tail = isLast ? 0 : around;
  if (text.length <= head + tail + 10) return text;
  const start = text.slice(0, head).replace(/\s\S*$/, " ");
  const end = tail === 0 ? "" : text.slice(-tail).replace(/^\S*\s/, " ");
  return `${start}…${end}`;
}

function shorten(text: string): string {
  return text.length <= longText ? text : `${text.slice(0, longText - 1)}…`;
}
