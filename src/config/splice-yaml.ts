import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { keyText } from "./read-value.js";

/** A value, written on one line and, where it has such a form, as a block of lines (without indentation). */
export interface Writing {
  readonly inline: string;
  readonly block: readonly string[] | null;
}

/** The pair of a mapping that has this key. */
export function pairOf(node: unknown, key: string): Pair | undefined {
  return isMap(node) ? node.items.find((item) => isScalar(item.key) && keyText(item.key) === key) : undefined;
}

/**
 * Adds a pair to the mapping under `holder`, behind `after` or at the end. `added` is the mapping of that one
 * pair. Null when the layout is one that is not touched.
 */
export function addPair(text: string, holder: Pair, added: Writing, after: Pair | undefined): string | null {
  const map = holder.value as Node | null;
  const block = added.block ?? [];
  if (isMap(map) && map.items.length > 0) {
    const last = after ?? map.items.at(-1);
    if (last === undefined) return null;
    if (map.flow === true) return insert(text, contentEnd(last), `, ${added.inline.slice(2, -2)}`);
    const indent = indentOf(text, start(last));
    const end = lineEnd(text, contentEnd(last));
    return insertLines(text, after === undefined ? pastOwnComments(text, end, indent) : end, indent, block);
  }
  const colon = colonOf(text, holder);
  if (colon === null) return null;
  const [from, to] = isMap(map) || isScalar(map) ? rangeOf(map) : [colon + 1, colon + 1];
  const old = text.slice(from, to);
  if (!/^(?:\{[ \t]*\}|~|null|Null|NULL|)$/.test(old)) return null;
  if (isInFlow(text, holder))
    return `${text.slice(0, colon + 1)} ${added.inline}${text.slice(Math.max(to, colon + 1))}`;
  const bare = old === "" ? text : text.slice(0, from).trimEnd() + text.slice(to);
  return insertLines(bare, lineEnd(bare, colon), `${indentOf(text, start(holder))}  `, block);
}

/** Adds a pair to the root. */
export function appendPair(text: string, root: unknown, added: Writing): string | null {
  const block = added.block ?? [];
  if (isMap(root) && root.items.length > 0) {
    const last = root.items.at(-1);
    if (last === undefined) return null;
    if (root.flow === true) return insert(text, contentEnd(last), `, ${added.inline.slice(2, -2)}`);
    return insertLines(text, pastOwnComments(text, lineEnd(text, contentEnd(last)), ""), "", block);
  }
  const [from, to] = isMap(root) || isScalar(root) ? rangeOf(root) : [0, 0];
  const kept = from === to ? text : text.slice(0, from) + text.slice(to);
  const eol = eolOf(text);
  const before = kept === "" || kept.endsWith("\n") ? kept : kept + eol;
  return before + block.map((line) => line + eol).join("");
}

/** Writes another value behind a key; a comment behind the key or the old value stays. */
export function replaceValue(text: string, pair: Pair, value: Writing): string | null {
  const colon = colonOf(text, pair);
  if (colon === null) return null;
  const old = pair.value as Node | null;
  const indent = indentOf(text, start(pair));
  const isBlockList = isSeq(old) && old.flow !== true;
  if (isBlockList) {
    const keyLine = lineEnd(text, colon);
    const rest = text.slice(contentEnd(pair));
    if (value.block === null)
      return `${text.slice(0, colon + 1)} ${value.inline}${text.slice(colon + 1, keyLine)}${rest}`;
    return insertLines(text.slice(0, keyLine) + rest, keyLine, indentOf(text, rangeOf(old)[0]), value.block);
  }
  if (isMap(old) && old.flow !== true) return null;
  const [from, to] = old === null ? [colon + 1, colon + 1] : rangeOf(old);
  const stays = value.block === null || isSeq(old) || isInFlow(text, pair);
  if (stays) {
    const space = from === colon + 1 ? " " : "";
    return text.slice(0, from) + space + quotedLike(old, value) + text.slice(to);
  }
  const bare = from === to ? text : text.slice(0, from).trimEnd() + text.slice(to);
  return insertLines(bare, lineEnd(bare, colon), `${indent}  `, value.block ?? []);
}

/** Takes a pair out of its mapping: its lines, or its part of a `{…}`. */
export function removePair(text: string, map: unknown, pair: Pair): string | null {
  if (!isMap(map)) return null;
  if (map.flow !== true) {
    const from = text.lastIndexOf("\n", start(pair) - 1) + 1;
    const end = text.indexOf("\n", lineEnd(text, contentEnd(pair)));
    if (end >= 0) return text.slice(0, from) + text.slice(end + 1);
    return text.slice(0, from).replace(/\r?\n$/, "");
  }
  const at = map.items.indexOf(pair as (typeof map.items)[number]);
  const before = map.items[at - 1];
  const after = map.items[at + 1];
  if (before !== undefined) return text.slice(0, contentEnd(before)) + text.slice(contentEnd(pair));
  if (after !== undefined) return text.slice(0, start(pair)) + text.slice(start(after));
  const [from, to] = rangeOf(map);
  // A number without lines is written without a value; inside other braces it must keep its own.
  return `${text.slice(0, from)}null${text.slice(to)}`;
}

function insert(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

/** Adds lines behind the line that ends at `at`, with the text's own line ends. */
function insertLines(text: string, at: number, indent: string, lines: readonly string[]): string {
  const eol = eolOf(text);
  return insert(text, at, lines.map((line) => eol + indent + line).join(""));
}

function eolOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function quotedLike(old: Node | null, value: Writing): string {
  const type = isScalar(old) ? old.type : undefined;
  if (value.block !== null) return value.inline;
  if (type === "QUOTE_DOUBLE") return `"${value.inline}"`;
  return type === "QUOTE_SINGLE" ? `'${value.inline}'` : value.inline;
}

function rangeOf(node: Node): readonly [number, number] {
  const [from = 0, to = 0] = node.range ?? [];
  return [from, to];
}

function start(pair: Pair): number {
  return rangeOf(pair.key as Node)[0];
}

/** The colon behind a pair's key; null for `? key` and for keys that stand alone in braces. */
function colonOf(text: string, pair: Pair): number | null {
  const [, end] = rangeOf(pair.key as Node);
  const gap = /^[ \t]*:/.exec(text.slice(end, end + 80));
  return gap === null ? null : end + gap[0].length - 1;
}

/** Where a pair's own text ends: before trailing blank lines and comments. */
function contentEnd(pair: Pair): number {
  const value = pair.value as Node | null;
  if (isMap(value) && value.flow !== true && value.items.length > 0) {
    const last = value.items.at(-1);
    if (last !== undefined) return contentEnd(last);
  }
  if (isSeq(value) && value.flow !== true && value.items.length > 0) {
    const last = value.items.at(-1) as Node;
    if (isMap(last) && last.flow !== true && last.items.length > 0) {
      const inner = last.items.at(-1);
      if (inner !== undefined) return contentEnd(inner);
    }
    return rangeOf(last)[1];
  }
  const keyEnd = rangeOf(pair.key as Node)[1];
  // An empty value has no width and may be placed behind a comment: the colon ends the pair.
  if (value === null || (isScalar(value) && value.source === "" && value.type === "PLAIN")) return keyEnd + 1;
  return Math.max(keyEnd + 1, rangeOf(value)[1]);
}

function indentOf(text: string, offset: number): string {
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  return /^ */.exec(text.slice(from, offset))?.[0] ?? "";
}

/** End of the line that holds the character before `offset`; a block text's end is behind its last line break. */
function lineEnd(text: string, offset: number): number {
  const inside = text[offset - 1] === "\n" ? offset - 1 : offset;
  const found = text.indexOf("\n", inside);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === "\r" ? end - 1 : end;
}

/** Past the comment lines that are indented deeper than a mapping's keys: they belong to its last pair. */
function pastOwnComments(text: string, end: number, indent: string): number {
  let at = end;
  for (const comment = new RegExp(`\\r?\\n${indent} +#[^\\n]*`, "y"); ; ) {
    comment.lastIndex = at;
    const found = comment.exec(text)?.[0];
    if (found === undefined) return at;
    at += found.endsWith("\r") ? found.length - 1 : found.length;
  }
}

/** True when a pair stands in braces: what follows it must stay on its line. */
function isInFlow(text: string, pair: Pair): boolean {
  const offset = start(pair);
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /[{,]/.test(line) || isAlias(pair.value as Node | null);
}
