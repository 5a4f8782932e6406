import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode } from "yaml";
import { forbiddenKeys, type JsonPath, type JsonValue, toPointer } from "../model/json.js";
import type { Severity } from "../model/problem.js";
import { maximumDepth } from "./compose-yaml.js";
import { didYouMean } from "./did-you-mean.js";
import { FindingList } from "./finding.js";

/** Something wrong in a document, by offsets. */
export interface ValueFault {
  readonly severity: Severity;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

/** A document as plain JSON. */
export interface ReadValue {
  /** Undefined when it cannot be made: endless or too deep. */
  readonly value: JsonValue | undefined;
  readonly faults: readonly ValueFault[];
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** True when a key begins with `$`: only then there can be `$file` or `$env`. */
  readonly hasReferences: boolean;
}

/** How many values aliases may add to what is written: a bomb needs millions. */
const maximumAliasNodes = 10_000;

/** Makes plain JSON of a document, in one walk that allocates nothing but the result unless something is wrong. */
export function readValue(
  document: Document.Parsed<ParsedNode>,
  lineOf: (offset: number) => number,
): ReadValue {
  const reader: Reader = {
    lineOf,
    faults: new FindingList(),
    path: [],
    anchors: new Map(),
    open: new Set(),
    targets: new Map(),
    aliasNodes: 0,
    endless: false,
    hasReferences: false,
  };
  const value = toValue(reader, document.contents, null);
  const { faults, targets, hasReferences } = reader;
  return { value: reader.endless ? undefined : value, faults: faults.found, targets, hasReferences };
}

interface Reader {
  readonly lineOf: (offset: number) => number;
  readonly faults: FindingList<ValueFault>;
  /** Keys and indexes down to the value being read. */
  readonly path: (string | number)[];
  /** Anchors met so far, in the order of the text: an alias means the last one of its name. */
  readonly anchors: Map<string, Node>;
  /** Anchored collections that are being read: an alias to one of them would never end. */
  readonly open: Set<Node>;
  readonly targets: Map<Alias, Node>;
  aliasNodes: number;
  endless: boolean;
  hasReferences: boolean;
}

/** `alias` is the outermost alias through which `node` is read. */
function toValue(reader: Reader, node: Node | null | undefined, alias: Alias | null): JsonValue {
  if (reader.endless || node === null || node === undefined) return null;
  if (alias !== null && ++reader.aliasNodes > maximumAliasNodes) {
    const message = `Aliases add more than ${maximumAliasNodes.toLocaleString("en-US")} values to this file.`;
    giveUp(reader, alias, "alias-limit", message, "write the values out");
    return null;
  }
  if (isAlias(node)) return aliasValue(reader, node, alias);
  const anchor = remember(reader, node, alias);
  if (isScalar(node)) return scalarValue(reader, node, alias ?? node);
  if (reader.path.length > maximumDepth) {
    giveUp(reader, alias ?? node, "too-deep", `Nested more than ${maximumDepth} levels deep.`, "flatten it");
    return null;
  }
  if (anchor !== undefined) reader.open.add(node);
  const value = isMap(node)
    ? mapValue(reader, node.items, alias)
    : isSeq(node)
      ? seqValue(reader, node.items, alias)
      : null;
  if (anchor !== undefined) reader.open.delete(node);
  return value;
}

/** Notes a node's anchor, if it has one; what is read through an alias was noted where it stands. */
function remember(reader: Reader, node: Node | null, alias: Alias | null): string | undefined {
  const { anchor } = (node ?? {}) as { anchor?: string };
  if (anchor !== undefined && node !== null && alias === null) reader.anchors.set(anchor, node);
  return anchor;
}

function aliasValue(reader: Reader, node: Alias, outer: Alias | null): JsonValue {
  const target = reader.targets.get(node) ?? reader.anchors.get(node.source);
  if (target === undefined) {
    if (reader.faults.isFull("bad-alias")) return null;
    const known = didYouMean(node.source, reader.anchors.keys()).hint;
    const hint = known ?? "quote texts that begin with *";
    report(reader, node, "bad-alias", `There is no anchor &${node.source} before this alias.`, hint);
    return null;
  }
  if (reader.open.has(target)) {
    giveUp(
      reader,
      outer ?? node,
      "alias-limit",
      `The alias *${node.source} contains itself.`,
      "write the value out",
    );
    return null;
  }
  reader.targets.set(node, target);
  return toValue(reader, target, outer ?? node);
}

function seqValue(reader: Reader, items: readonly unknown[], alias: Alias | null): JsonValue {
  const values: JsonValue[] = [];
  for (let i = 0; i < items.length; i++) {
    reader.path.push(i);
    values.push(toValue(reader, items[i] as Node | null, alias));
    reader.path.pop();
  }
  return values;
}

function mapValue(
  reader: Reader,
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  alias: Alias | null,
): JsonValue {
  const value: Record<string, JsonValue> = {};
  for (const item of items) {
    const key = item.key as Node | null;
    const name = keyName(reader, key, alias);
    remember(reader, key, alias);
    if (name === null) continue;
    reader.path.push(name);
    if (name.charCodeAt(0) === dollar) reader.hasReferences = true;
    if (Object.hasOwn(value, name)) {
      if (alias === null) duplicateKey(reader, items, key, name);
    } else value[name] = toValue(reader, item.value as Node | null, alias);
    reader.path.pop();
  }
  return value;
}

const dollar = 36;

function duplicateKey(
  reader: Reader,
  items: readonly { readonly key: unknown }[],
  key: Node | null,
  name: string,
): void {
  if (reader.faults.isFull("duplicate-key")) return;
  const first = items.find((item) => isScalar(item.key) && keyText(item.key) === name)?.key as
    | Node
    | undefined;
  const line = reader.lineOf(first?.range?.[0] ?? 0);
  report(
    reader,
    key,
    "duplicate-key",
    `"${name}" is set twice; the first is on line ${line}.`,
    "remove one of them",
  );
}

function scalarValue(
  reader: Reader,
  node: { readonly value: unknown; readonly source?: string },
  place: Node,
): JsonValue {
  const { value } = node;
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value !== "number") return String(value);
  if (!Number.isFinite(value)) {
    const message = `${node.source ?? String(value)} is a number that JSON cannot hold.`;
    report(reader, place, "not-json", message, "quote it if it is a text");
    return null;
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(node.source ?? "")) {
    const message = `${node.source} has more digits than a JSON number keeps; it would become ${value}.`;
    report(reader, place, "inexact-number", message, "quote it if it is an id");
  }
  return value;
}

function keyName(reader: Reader, key: Node | null, alias: Alias | null): string | null {
  if (isScalar(key)) {
    const name = keyText(key);
    if (typeof key.value === "string") {
      if (!forbiddenKeys.has(name)) return name;
      if (alias === null)
        report(reader, key, "forbidden-key", `"${name}" cannot be a field's name.`, "rename it");
      return null;
    }
    if (typeof key.value === "number" && alias === null && /^\+\d{6,}$/.test(name)) {
      const message = `${name} without quotes is a number to YAML and loses its plus.`;
      report(reader, key, "unquoted-number", message, `write "${name}":`);
    }
    if (name !== "") return name;
  }
  if (alias === null) {
    const message = "A field's name must be one plain text.";
    report(reader, key, "bad-key", message, "quote it; texts that begin with [, { or * need quotes");
  }
  return null;
}

/** A key as the user wrote it: `200:` is the field "200". */
export function keyText(key: { readonly value: unknown; readonly source?: string }): string {
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

function giveUp(reader: Reader, node: Node, code: string, message: string, hint: string): void {
  reader.endless = true;
  report(reader, node, code, message, hint);
}

function report(reader: Reader, node: Node | null, code: string, message: string, hint: string): void {
  const [start = 0, end = 0] = node?.range ?? [];
  const pointer = toPointer(reader.path as JsonPath);
  const severity = code === "inexact-number" ? "warning" : "error";
  reader.faults.add({ severity, code, start, end, pointer, message, hint });
}
