import { diffArrays, diffWordsWithSpace } from "diff";
import type { LineDiff, TextDiff, TextPart } from "../model/text-diff.js";

/** Texts that differ in more tokens than this share nothing worth showing, and comparing them is slow. */
const maximumEdits = 4_000;
/** Lines that share less of their letters than this are another line, not a changed one. */
const leastShared = 0.4;

/** Compares two texts: line by line where one of them has several lines, else word by word. Exact in white space. */
export function compareTexts(before: string, after: string): TextDiff {
  if (before.includes("\n") || after.includes("\n"))
    return { kind: "lines", lines: compareLines(before.split("\n"), after.split("\n")) };
  return { kind: "words", parts: compareWords(before, after) };
}

function compareWords(before: string, after: string): TextPart[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: maximumEdits });
  if (found === undefined) return whole(before, after);
  return found.map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

function compareLines(before: string[], after: string[]): LineDiff[] {
  const blocks = diffArrays(before, after, { maxEditLength: maximumEdits });
  if (blocks === undefined) return replaced(before, after);
  const lines: LineDiff[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    const next = blocks[i + 1];
    if (block === undefined) break;
    if (block.removed && next?.added) {
      lines.push(...replaced(block.value, next.value));
      i++;
    } else if (block.removed) lines.push(...replaced(block.value, []));
    else if (block.added) lines.push(...replaced([], block.value));
    else lines.push(...block.value.map((text): LineDiff => ({ kind: "same", text })));
  }
  return lines;
}

/** A block of lines in the place of another: line by line, the words that differ are told where lines are alike. */
function replaced(before: readonly string[], after: readonly string[]): LineDiff[] {
  const removed: LineDiff[] = [];
  const added: LineDiff[] = [];
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const [old, now] = [before[i], after[i]];
    const words = old === undefined || now === undefined ? null : alikeWords(old, now);
    if (old !== undefined) removed.push({ kind: "removed", parts: sideOf("removed", words, old) });
    if (now !== undefined) added.push({ kind: "added", parts: sideOf("added", words, now) });
  }
  return [...removed, ...added];
}

function alikeWords(before: string, after: string): TextPart[] | null {
  const parts = compareWords(before, after);
  let shared = 0;
  for (const { kind, text } of parts) if (kind === "same") shared += text.trim().length;
  const longer = Math.max(before.trim().length, after.trim().length);
  return shared >= longer * leastShared ? parts : null;
}

/** One side's words of a pair; a line without a partner is plainly the other kind as a whole. */
function sideOf(kind: "removed" | "added", words: readonly TextPart[] | null, line: string): TextPart[] {
  if (words === null) return [{ kind: "same", text: line }];
  const parts: TextPart[] = [];
  for (const part of words) {
    const last = parts.at(-1);
    if (part.kind !== "same" && part.kind !== kind) continue;
    if (last?.kind !== part.kind) parts.push(part);
    else parts.splice(-1, 1, { kind: part.kind, text: last.text + part.text });
  }
  return parts;
}

function whole(before: string, after: string): TextPart[] {
  return [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
}
