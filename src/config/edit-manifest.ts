import { isDeepStrictEqual } from "node:util";
import {
  type Document,
  isMap,
  isScalar,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { failure } from "../errors.js";
import { type Direction, manifestPath } from "../model/manifest.js";
import { formatPin, type WeightedPin } from "../model/pin.js";

/** One line of a number to change; no pins takes the line away. */
export interface ManifestEdit {
  readonly number: string;
  readonly direction: Direction;
  readonly pins: readonly WeightedPin[];
}

/**
 * The manifest's text with some lines changed and every other byte as it was: comments, order, quoting and
 * line ends are the user's. `null` is a manifest that does not exist yet. Throws `unreadable-manifest`.
 */
export function editManifest(text: string | null, edits: readonly ManifestEdit[]): string {
  let edited = text ?? "# yaml-language-server: $schema=schemas/manifest.schema.json\nnumbers:\n";
  for (const edit of edits) edited = editOne(edited, edit);
  return edited;
}

function editOne(text: string, edit: ManifestEdit): string {
  const document = read(text);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const expected = document.clone();
  setLine(expected, edit);
  const spliced = splice(text, document, edit)?.replace(/\r?\n/g, eol);
  // What the splice cannot do without a doubt (odd layouts), the library does with its own layout.
  if (spliced !== undefined && sameValue(spliced, expected)) return spliced;
  return expected.toString({ lineWidth: 0 });
}

function read(text: string): Document.Parsed {
  const document = parseDocument(text, { logLevel: "silent" });
  const root: unknown = document.contents;
  const [error] = document.errors;
  if (error !== undefined)
    throw failure("unreadable-manifest", { path: manifestPath, reason: error.message });
  if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null))
    throw failure("unreadable-manifest", { path: manifestPath, reason: "it is not a mapping" });
  return document;
}

function sameValue(text: string, expected: Document): boolean {
  const document = parseDocument(text, { logLevel: "silent" });
  return document.errors.length === 0 && isDeepStrictEqual(document.toJS(), expected.toJS());
}

/** The edit on the document's value: what any text that we give back must mean. */
function setLine(document: Document, edit: ManifestEdit): void {
  const path = ["numbers", edit.number];
  if (edit.pins.length === 0) {
    if (document.hasIn([...path, edit.direction])) document.deleteIn([...path, edit.direction]);
    const left: unknown = document.getIn(path);
    if (isMap(left) && left.items.length === 0) document.setIn(path, null);
    return;
  }
  for (let depth = 1; depth <= path.length; depth++) {
    const at = path.slice(0, depth);
    const known: unknown = document.getIn(at);
    if (!isMap(known)) document.setIn(at, document.createNode({}));
  }
  document.setIn([...path, edit.direction], document.createNode(lineValue(edit.pins)));
}

function lineValue(pins: readonly WeightedPin[]): unknown {
  const [only] = pins;
  if (only !== undefined && pins.length === 1 && only.weight === 1) return formatPin(only);
  return pins.map((pin) => ({ pin: formatPin(pin), weight: pin.weight }));
}

type Entry = Pair<Scalar, ParsedNode | null>;

function splice(text: string, document: Document.Parsed, edit: ManifestEdit): string | undefined {
  const numbers = pairOf(document.contents, "numbers");
  const number = numbers === undefined ? undefined : pairOf(numbers.value, edit.number);
  if (number === undefined) return edit.pins.length === 0 ? text : addNumber(text, numbers, edit);
  const line = pairOf(number.value, edit.direction);
  if (line !== undefined)
    return edit.pins.length === 0 ? removePair(text, line) : replaceValue(text, line, edit);
  return edit.pins.length === 0 ? text : addLine(text, number, edit);
}

function pairOf(node: unknown, key: string): Entry | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((item): item is Entry => isScalar(item.key) && item.key.value === key);
}

function addNumber(text: string, numbers: Entry | undefined, edit: ManifestEdit): string | undefined {
  const entry = (indent: string): string =>
    `${indent}"${edit.number}":\n${indent}  ${edit.direction}:${lineText(edit.pins, `${indent}  `)}`;
  if (numbers === undefined) return `${endLine(text)}numbers:\n${entry("  ")}\n`;
  const map = numbers.value;
  if (isMap(map) && !isFlow(map) && map.items.length > 0) {
    const last = map.items.at(-1) as Entry;
    const first = map.items[0] as Entry;
    const end = lineEnd(text, contentEnd(last));
    return `${text.slice(0, end)}\n${entry(indentOf(text, first))}${text.slice(end)}`;
  }
  if (isMap(map) && map.items.length > 0) return undefined;
  const colon = text.indexOf(":", keyEnd(numbers));
  const valueEnd = map?.range?.[1] ?? colon + 1;
  const kept = isScalar(map) && map.source === "" ? lineEnd(text, colon + 1) : Math.max(valueEnd, colon + 1);
  const before = isMap(map) ? text.slice(0, colon + 1) : text.slice(0, kept);
  return `${before}\n${entry("  ")}${endLine(text.slice(kept))}`.replace(/([^\n])$/, "$1\n");
}

function addLine(text: string, number: Entry, edit: ManifestEdit): string | undefined {
  const map = number.value;
  if (isMap(map) && !isFlow(map) && map.items.length > 0) {
    const first = map.items[0] as Entry;
    const at = first.key.range?.[0];
    if (at === undefined) return undefined;
    const indent = indentOf(text, first);
    return `${text.slice(0, at)}${edit.direction}:${lineText(edit.pins, indent)}\n${indent}${text.slice(at)}`;
  }
  if (isMap(map)) return undefined;
  const colon = text.indexOf(":", keyEnd(number));
  const end = lineEnd(text, colon);
  const indent = `${indentOf(text, number)}  `;
  return `${text.slice(0, end)}\n${indent}${edit.direction}:${lineText(edit.pins, indent)}${text.slice(end)}`;
}

function replaceValue(text: string, line: Entry, edit: ManifestEdit): string | undefined {
  const colon = text.indexOf(":", keyEnd(line));
  const end = line.value === null ? colon + 1 : contentEnd(line);
  const replaced = `${text.slice(0, colon + 1)}${lineText(edit.pins, indentOf(text, line))}`;
  return `${replaced}${text.slice(end)}`;
}

function removePair(text: string, line: Entry): string {
  const start = text.lastIndexOf("\n", line.key.range?.[0] ?? 0) + 1;
  return text.slice(0, start) + text.slice(lineEnd(text, contentEnd(line)) + 1);
}

/** What follows the colon: one pin behind it; several below it, one to a line. */
function lineText(pins: readonly WeightedPin[], indent: string): string {
  const value = lineValue(pins);
  if (typeof value === "string") return ` ${value}`;
  return pins.map((pin) => `\n${indent}  - { pin: ${formatPin(pin)}, weight: ${pin.weight} }`).join("");
}

function isFlow(map: YAMLMap): boolean {
  return map.flow === true;
}

function keyEnd(pair: Entry): number {
  return pair.key.range?.[1] ?? 0;
}

/** Where a pair's own text ends: before trailing blank lines and comments. */
function contentEnd(pair: Entry): number {
  const { value } = pair;
  if (value === null || value.range === undefined || value.range === null) return keyEnd(pair) + 1;
  if (isMap(value) && value.items.length > 0 && !isFlow(value))
    return contentEnd(value.items.at(-1) as Entry);
  if (isScalar(value) && value.source === "") return keyEnd(pair) + 1;
  const last: unknown = "items" in value && !("flow" in value && value.flow) ? value.items.at(-1) : undefined;
  const range = (last as { range?: readonly number[] } | undefined)?.range ?? value.range;
  return range[1] ?? keyEnd(pair) + 1;
}

function indentOf(text: string, pair: Entry): string {
  const start = pair.key.range?.[0] ?? 0;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return " ".repeat(line.length);
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" && end - 1 >= offset ? end - 1 : end;
}

function endLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
