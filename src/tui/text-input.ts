import { graphemesOf } from "../format/graphemes.js";
import { blankControls } from "../format/plain-text.js";
import type { Key } from "./key.js";

/** A line that is being typed; `cursor` counts graphemes. */
export interface TextInput {
  readonly text: string;
  readonly cursor: number;
}

/** What a key makes of a line; null for a key that means nothing to one. */
export function typeInto(input: TextInput, key: Key): TextInput | null {
  const parts = partsOf(input.text);
  const { cursor } = input;
  switch (key.name) {
    case "left":
    case "ctrl-b":
      return { ...input, cursor: Math.max(0, cursor - 1) };
    case "right":
    case "ctrl-f":
      return { ...input, cursor: Math.min(parts.length, cursor + 1) };
    case "home":
    case "ctrl-a":
      return { ...input, cursor: 0 };
    case "end":
    case "ctrl-e":
      return { ...input, cursor: parts.length };
    case "backspace":
      return cut(parts, Math.max(0, cursor - 1), cursor);
    case "delete":
    case "ctrl-d":
      return cut(parts, cursor, cursor + 1);
    case "ctrl-u":
      return cut(parts, 0, cursor);
    case "ctrl-k":
      return cut(parts, cursor, parts.length);
    case "ctrl-w":
      return cut(parts, wordBefore(parts, cursor), cursor);
  }
  if (key.text === null) return null;
  const before = parts.slice(0, cursor).join("") + blankControls(key.text);
  // An accent that is typed after its letter joins it.
  return { text: before + parts.slice(cursor).join(""), cursor: partsOf(before).length };
}

/** A line that holds `text` already, to be typed on. */
export function inputOf(text: string): TextInput {
  return { text, cursor: partsOf(text).length };
}

/** The text before, at and after the cursor; at the end, a blank is under it. */
export function aroundCursor({ text, cursor }: TextInput): readonly [string, string, string] {
  const parts = partsOf(text);
  return [parts.slice(0, cursor).join(""), parts[cursor] ?? " ", parts.slice(cursor + 1).join("")];
}

function cut(parts: readonly string[], from: number, to: number): TextInput {
  return { text: [...parts.slice(0, from), ...parts.slice(to)].join(""), cursor: from };
}

function wordBefore(parts: readonly string[], cursor: number): number {
  let at = cursor;
  while (at > 0 && parts[at - 1] === " ") at--;
  while (at > 0 && parts[at - 1] !== " ") at--;
  return at;
}

function partsOf(text: string): string[] {
  return Array.from(graphemesOf(text), ({ segment }) => segment);
}
