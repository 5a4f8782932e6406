import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { JsonPath } from "../model/json.js";
import type { TextSpan } from "./finding.js";
import { type Position, positionOf } from "./position.js";
import { keyText } from "./read-value.js";

/** A document that was read, as far as finding places needs it. */
export interface LocatableDocument {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly targets: ReadonlyMap<Alias, Node>;
}

/**
 * Where a part of a document stands: its key or its value, or what comes nearest above it. A value that is a
 * mapping or a list of several lines is pointed at by its beginning.
 */
export function locate(
  where: LocatableDocument,
  path: JsonPath,
  at: "key" | "value",
  span?: TextSpan,
): Position {
  let node: Node | null | undefined = where.document.contents;
  let key: Node | null = null;
  for (const step of path) {
    const holder: Node | null | undefined = isAlias(node) ? where.targets.get(node) : node;
    if (isMap(holder)) {
      const pair = pairOf(holder, String(step));
      if (pair === undefined) break;
      key = pair.key as Node;
      node = pair.value as Node | null;
    } else if (isSeq(holder) && typeof step === "number") {
      const item = holder.items[step] as Node | undefined;
      if (item === undefined) break;
      key = item;
      node = item;
    } else break;
  }
  const inside = span === undefined ? null : spanInSource(where.text, node, span);
  const [start, end] = inside ?? offsets(at === "key" ? (key ?? node) : node, key);
  return positionOf(where.lines, start, end);
}

/** Pairs of large mappings by key: a file of many problems asks for each. */
const pairsOfMap = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
const largeMap = 32;

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  if (map.items.length < largeMap)
    return map.items.find((item) => isScalar(item.key) && keyText(item.key) === key);
  const known = pairsOfMap.get(map);
  if (known !== undefined) return known.get(key);
  const pairs = new Map<string, Pair>();
  // Of a key that is set twice the first one counts, as for the value.
  for (const item of map.items)
    if (isScalar(item.key) && !pairs.has(keyText(item.key))) pairs.set(keyText(item.key), item);
  pairsOfMap.set(map, pairs);
  return pairs.get(key);
}

/**
 * Where a part of a scalar's text stands in the file: found again by its words, because quotes, folding and
 * indentation make a text and its source differ. Null when it cannot be told for certain.
 */
function spanInSource(text: string, node: unknown, span: TextSpan): readonly [number, number] | null {
  if (!isScalar(node) || typeof node.value !== "string") return null;
  const [from = 0, to = 0] = node.range ?? [];
  const source = text.slice(from, to);
  const words = node.value.slice(span.start, span.end).split("\n", 1)[0] ?? "";
  const inValue = occurrences(node.value, words);
  const inSource = occurrences(source, words);
  if (inValue.length !== inSource.length) return null;
  const start = inSource[inValue.indexOf(span.start)];
  return start === undefined ? null : [from + start, from + start + words.length];
}

/** Offsets of a word in a text, overlapping ones too; none when there are too many to tell apart cheaply. */
function occurrences(text: string, word: string): readonly number[] {
  const found: number[] = [];
  if (word === "") return found;
  for (let at = text.indexOf(word); at >= 0 && found.length < 1000; at = text.indexOf(word, at + 1))
    found.push(at);
  return found;
}

function offsets(node: Node | null | undefined, key: Node | null): readonly [number, number] {
  const [start = 0, end = 0] = node?.range ?? [];
  // `field:` without a value has no width: its key is what can be seen.
  if (start === end && key !== null && key !== node) return offsets(key, null);
  if (isMap(node) && node.flow !== true) {
    const [from = start, to = end] = (node.items[0]?.key as Node | null | undefined)?.range ?? [];
    return [from, to];
  }
  if (isSeq(node) && node.flow !== true) return [start, start + 1];
  return [start, end];
}
