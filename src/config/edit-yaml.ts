import { isDeepStrictEqual } from "node:util";
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { composeYaml } from "./compose-yaml.js";
import { keyText, readValue } from "./read-value.js";
import { styleOf, writeYaml, writtenDocument } from "./write-yaml.js";

/** Pairs the items of a list with those it had before: for each new one the old index, or null. */
export type MatchItems = (
  before: readonly JsonValue[],
  after: readonly JsonValue[],
) => readonly (number | null)[];

/**
 * A YAML file's text with its value changed to `after`. Fields at the top that stay are left byte for byte; within
 * one that changes, comments, order and quoting stay where what they belong to stays. Null when the text cannot be
 * read, or would not give back the value.
 */
export function editYaml(text: string, after: JsonObject, match: MatchItems): string | null {
  const before = read(text);
  if (before === null) return null;
  try {
    const edited = edit(text, before, after, match);
    return isDeepStrictEqual(read(edited), after) ? edited : null;
  } catch (error) {
    // The library refuses to write an alias apart from its anchor.
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

function edit(text: string, before: JsonObject, after: JsonObject, match: MatchItems): string {
  let edited = text;
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) edited = removeField(edited, key);
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (old === undefined) edited = appendField(edited, key, value);
    else if (!isDeepStrictEqual(old, value)) edited = changeField(edited, key, old, value, match);
  }
  return edited;
}

function read(text: string): JsonObject | null {
  const { document } = composeYaml(text);
  if (document === null || document.errors.length > 0) return null;
  const { value } = readValue(document, () => 0);
  return isJsonObject(value) ? value : null;
}

/** Where a field of the root stands: from its key to where the next field, or a comment about that, begins. */
function fieldAt(text: string, key: string): { pair: Pair; from: number; to: number } | null {
  const { document } = composeYaml(text);
  const root = document?.contents;
  if (!isMap(root) || root.flow === true) return null;
  const pair = root.items.find((item) => isScalar(item.key) && keyText(item.key) === key) as Pair | undefined;
  if (pair === undefined) return null;
  const from = (pair.key as Node).range?.[0] ?? 0;
  const value = pair.value as Node | null;
  const end = value?.range?.[2] ?? (pair.key as Node).range?.[2] ?? from;
  const newline = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1;
  return { pair, from, to: newline === 0 ? text.length : newline };
}

function removeField(text: string, key: string): string {
  const field = fieldAt(text, key);
  return field === null ? text : text.slice(0, field.from) + text.slice(field.to);
}

function appendField(text: string, key: string, value: JsonValue): string {
  const whole = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  return whole + withLineEndsOf(text, writeYaml({ [key]: value }));
}

function withLineEndsOf(text: string, written: string): string {
  return text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written;
}

function changeField(text: string, key: string, old: JsonValue, value: JsonValue, match: MatchItems): string {
  const field = fieldAt(text, key);
  if (field === null) return text;
  const { pair, from, to } = field;
  pair.value = changed(pair.value as Node | null, old, value, match);
  // The comments before a field are outside of it.
  const own = pair.key as Node;
  own.commentBefore = null;
  own.spaceBefore = false;
  const document = new Document({}, { version: "1.2", compat: "yaml-1.1", aliasDuplicateObjects: false });
  (document.contents as unknown as YAMLMap).items.push(pair as never);
  return text.slice(0, from) + withLineEndsOf(text, writtenDocument(document)) + text.slice(to);
}

/** The node that holds `value`, made of the old one as far as that goes. */
function changed(node: Node | null, old: JsonValue, value: JsonValue, match: MatchItems): Node {
  if (node !== null && isDeepStrictEqual(old, value)) return node;
  if (isMap(node) && isJsonObject(old) && isJsonObject(value)) return changedMap(node, old, value, match);
  if (isSeq(node) && Array.isArray(old) && Array.isArray(value)) return changedSeq(node, old, value, match);
  const made = madeNode(value);
  if (isScalar(node) && isScalar(made)) {
    made.comment = node.comment ?? null;
    made.commentBefore = node.commentBefore ?? null;
    const { type } = node;
    const isQuoted = type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE;
    if (isQuoted && made.type === Scalar.PLAIN && typeof value === "string") made.type = type;
  }
  return made;
}

function changedMap(node: YAMLMap, old: JsonObject, value: JsonObject, match: MatchItems): Node {
  const kept = node.items.filter((item) => isScalar(item.key) && Object.hasOwn(value, keyText(item.key)));
  for (const item of kept) {
    const key = keyText(item.key as Scalar);
    item.value = changed(item.value as Node | null, old[key] ?? null, value[key] ?? null, match);
  }
  const added = Object.keys(value).filter((key) => !Object.hasOwn(old, key));
  node.items = [...kept, ...added.map((key) => madePair(key, value[key] ?? null))];
  return node;
}

function changedSeq(
  node: YAMLSeq,
  old: readonly JsonValue[],
  value: readonly JsonValue[],
  match: MatchItems,
): Node {
  const from = match(old, value);
  const items = node.items;
  node.items = value.map((item, i) => {
    const index = from[i] ?? null;
    if (index === null) return madeNode(item);
    return changed(items[index] as Node | null, old[index] ?? null, item, match);
  });
  return node;
}

function madeNode(value: JsonValue): Node {
  const document = new Document(value, { version: "1.2", compat: "yaml-1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value === "string") node.type = styleOf(node.value, key === "key");
    },
  });
  return document.contents as Node;
}

function madePair(key: string, value: JsonValue): Pair {
  const [pair] = (madeNode({ [key]: value }) as YAMLMap).items;
  if (pair === undefined) throw new Error("A mapping of one field has one pair.");
  return pair as Pair;
}
