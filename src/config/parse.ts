import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type YAMLError,
} from "yaml";
import {
  forbiddenKeys,
  isJsonObject,
  type JsonObject,
  type JsonPath,
  type JsonValue,
} from "../model/json.js";
import type { Problem, Severity } from "../model/problem.js";
import { decode } from "./decode.js";
import type { Finding } from "./finding.js";

/** A YAML file that was read: its value, and where each part of it stands. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  /** The root mapping; null when the file could not be understood well enough to check it further. */
  readonly value: JsonObject | null;
  readonly problems: readonly Problem[];
  /** Gives a finding in this file its line and column. */
  place(finding: Finding): Problem;
}

/** Deeper than any real configuration (flows nest about 12 deep), shallow enough for every recursion here. */
const maximumDepth = 100;
/** How many values aliases may add to what is written: a bomb needs millions. */
const maximumAliasNodes = 10_000;
const tooDeepMessage = `Nested more than ${maximumDepth} levels deep.`;

/**
 * Reads a YAML file of YAML 1.2's core schema whose root is a mapping. Everything found wrong is a problem
 * with its place; nothing is thrown.
 */
export function parseFile(file: string, bytes: Uint8Array): ParsedFile {
  const decoded = decode(file, bytes);
  if (decoded.text === null) return unreadable(file, "", decoded.problems);
  const { text } = decoded;
  const lines = new LineCounter();
  const problems = [...decoded.problems];
  const at = (offset: number, end: number): Position => position(lines, offset, end);
  const documents = parseDocuments(text, lines);
  if (documents === null) {
    const offset = deepestBracket(text);
    problems.push(problem(file, "error", "too-deep", at(offset, offset + 1), "", tooDeepMessage));
    return unreadable(file, text, problems);
  }
  const document = documents[0];
  if (document === undefined || document.contents === null) {
    problems.push(
      problem(file, "error", "empty-file", at(0, 0), "", "The file is empty.", "delete it or fill it"),
    );
    return unreadable(file, text, problems);
  }
  for (const each of documents) {
    for (const error of each.errors) problems.push(syntaxProblem(file, at, error));
  }
  const second = documents[1];
  if (second !== undefined)
    problems.push(
      problem(
        file,
        "error",
        "several-documents",
        at(second.range[0], second.range[0] + 3),
        "",
        "Only one YAML document may be in a file.",
        "remove the second one, from its --- on",
      ),
    );
  if (problems.some(({ severity }) => severity === "error")) return unreadable(file, text, problems);

  const reader: Reader = { file, document, at, problems, aliasNodes: 0, source: text };
  const value = toValue(reader, document.contents, [], 0);
  const place = (finding: Finding): Problem => {
    const [start, end] = locate(document, finding.path, finding.at);
    return {
      severity: finding.severity,
      code: finding.code,
      file,
      ...at(start, end),
      pointer: pointerOf(finding.path),
      message: finding.message,
      ...(finding.hint === undefined ? {} : { hint: finding.hint }),
    };
  };
  if (!isJsonObject(value)) {
    problems.push(
      place({
        severity: "error",
        code: "not-a-mapping",
        path: [],
        at: "value",
        message: "The file must be a mapping of fields to values.",
      }),
    );
    return { file, text, value: null, problems, place };
  }
  return { file, text, value, problems, place };
}

/** The documents of a text; null when it is nested so deep that the parser's recursion gives up. */
function parseDocuments(text: string, lineCounter: LineCounter): Document.Parsed<ParsedNode>[] | null {
  try {
    const documents = parseAllDocuments<ParsedNode>(text, {
      lineCounter,
      prettyErrors: false,
      // Our own check is linear and names the first place; the library compares every pair.
      uniqueKeys: false,
      version: "1.2",
      schema: "core",
      merge: false,
      logLevel: "silent",
    });
    return [...documents];
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Position = Pick<Problem, "line" | "column" | "endLine" | "endColumn">;

interface Reader {
  readonly file: string;
  readonly document: Document.Parsed<ParsedNode>;
  readonly at: (offset: number, end: number) => Position;
  readonly problems: Problem[];
  readonly source: string;
  aliasNodes: number;
}

function toValue(
  reader: Reader,
  node: Node | null | undefined,
  path: (string | number)[],
  inAlias: number,
): JsonValue {
  if (inAlias > 0 && ++reader.aliasNodes > maximumAliasNodes) {
    if (reader.aliasNodes === maximumAliasNodes + 1)
      report(
        reader,
        reader.document.contents,
        path,
        "alias-limit",
        "Aliases in this file expand without end.",
        "write the values out",
      );
    return null;
  }
  if (node === null || node === undefined) return null;
  if (isAlias(node)) {
    const target = node.resolve(reader.document);
    // Circular aliases would never end; the depth of real nesting bounds them.
    if (target === undefined || inAlias > maximumDepth) {
      report(
        reader,
        node,
        path,
        "alias-limit",
        `The alias *${node.source} leads nowhere or to itself.`,
        "write the value out",
      );
      return null;
    }
    return toValue(reader, target, path, inAlias + 1);
  }
  if (isScalar(node)) return scalarValue(reader, node, path);
  if (path.length > maximumDepth) {
    report(reader, node, path, "too-deep", tooDeepMessage, "flatten it");
    return null;
  }
  if (isSeq(node))
    return node.items.map((item, i) => {
      path.push(i);
      const value = toValue(reader, item as Node, path, inAlias);
      path.pop();
      return value;
    });
  if (!isMap(node)) return null;
  const value: Record<string, JsonValue> = {};
  const seen = new Map<string, number>();
  for (const { key, value: child } of node.items) {
    const name = keyName(reader, key as Node | null, path);
    if (name === null) continue;
    const keyNode = key as Node;
    const first = seen.get(name);
    if (first !== undefined) {
      report(
        reader,
        keyNode,
        [...path, name],
        "duplicate-key",
        `"${name}" is set twice; the first is on line ${first}.`,
        "remove one of them",
      );
      continue;
    }
    seen.set(name, reader.at(keyNode.range?.[0] ?? 0, 0).line);
    path.push(name);
    value[name] = toValue(reader, child as Node | null, path, inAlias);
    path.pop();
  }
  return value;
}

function scalarValue(
  reader: Reader,
  node: { value: unknown; range?: unknown; source?: string | undefined; tag?: string | undefined },
  path: readonly (string | number)[],
): JsonValue {
  const { value } = node;
  if (typeof value === "number" && !Number.isFinite(value)) {
    report(
      reader,
      node as Node,
      path,
      "not-json",
      `${node.source ?? String(value)} is a number that JSON cannot hold.`,
      "quote it if it is a text",
    );
    return null;
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null)
    return value;
  return String(value);
}

function keyName(reader: Reader, key: Node | null, path: readonly (string | number)[]): string | null {
  const value = isScalar(key) ? key.value : undefined;
  if (isScalar(key) && typeof value === "string") {
    if (!forbiddenKeys.has(value)) return value;
    report(reader, key, path, "forbidden-key", `"${value}" cannot be a field's name.`, "rename it");
    return null;
  }
  if (isScalar(key) && typeof value === "number") {
    const source = key.source ?? String(value);
    if (/^\+\d{6,}$/.test(source)) {
      report(
        reader,
        key,
        path,
        "unquoted-number",
        `${source} without quotes is a number to YAML and loses its plus.`,
        `write "${source}":`,
      );
      return null;
    }
    return source;
  }
  if (isScalar(key) && (typeof value === "boolean" || value === null)) return key.source ?? String(value);
  report(
    reader,
    key ?? reader.document.contents,
    path,
    "bad-key",
    "A field's name must be a text.",
    "quote it",
  );
  return null;
}

function report(
  reader: Reader,
  node: Node | null,
  path: JsonPath,
  code: string,
  message: string,
  hint: string,
): void {
  const [start = 0, end = 0] = node?.range ?? [];
  reader.problems.push(
    problem(reader.file, "error", code, reader.at(start, end), pointerOf(path), message, hint),
  );
}

/** Offsets of the part of the document that a path names, or of its nearest parent that exists. */
function locate(
  document: Document.Parsed<ParsedNode>,
  path: JsonPath,
  at: "key" | "value",
): [number, number] {
  let node: Node | null | undefined = document.contents;
  let key: Node | null = null;
  for (const step of path) {
    const target: Node | null | undefined = isAlias(node) ? node.resolve(document) : node;
    let next: Node | null | undefined;
    if (isMap(target)) {
      const pair = target.items.find((item) => isScalar(item.key) && keyText(item.key) === String(step));
      if (pair === undefined) break;
      key = pair.key as Node;
      next = pair.value as Node | null;
    } else if (isSeq(target) && typeof step === "number") {
      next = target.items[step] as Node | undefined;
      if (next === undefined) break;
      key = next;
    } else break;
    node = next;
  }
  const wanted = at === "key" || node === null || node === undefined ? (key ?? node) : node;
  const [start = 0, end = 0] = wanted?.range ?? [];
  // A mapping or list is pointed at by its first line: a caret under forty lines helps nobody.
  if (at === "key" && wanted === key && isMap(wanted)) return firstKey(wanted) ?? [start, end];
  if (isMap(wanted)) return firstKey(wanted) ?? [start, end];
  return [start, end];
}

function firstKey(map: { items: readonly { key: unknown }[] }): [number, number] | null {
  const key = map.items[0]?.key as Node | null | undefined;
  const [start, end] = key?.range ?? [];
  return start === undefined || end === undefined ? null : [start, end];
}

function keyText(key: { value: unknown; source?: string | undefined }): string {
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

function pointerOf(path: JsonPath): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function position(lines: LineCounter, offset: number, end: number): Position {
  const start = lines.linePos(offset);
  const stop = lines.linePos(Math.max(offset, end));
  const line = Math.max(1, start.line);
  const column = Math.max(1, start.col);
  return { line, column, endLine: Math.max(line, stop.line), endColumn: Math.max(1, stop.col) };
}

function problem(
  file: string,
  severity: Severity,
  code: string,
  where: Position,
  pointer: string,
  message: string,
  hint?: string,
): Problem {
  return { severity, code, file, ...where, pointer, message, ...(hint === undefined ? {} : { hint }) };
}

/** The library's closed set of error codes, said in our words where a better hint exists. */
function syntaxProblem(file: string, at: Reader["at"], error: YAMLError): Problem {
  const [offset, end] = error.pos;
  const known: Partial<Record<string, readonly [message: string, hint: string]>> = {
    TAB_AS_INDENT: ["A tab is used for indentation, which YAML does not allow.", "indent with spaces"],
    BAD_INDENT: ["The indentation does not fit the lines around it.", "line it up with its siblings"],
    MISSING_CHAR: ["A closing quote, bracket or a colon is missing here.", "close what was opened before it"],
    BAD_ALIAS: ["An alias or anchor is written wrongly.", "quote texts that begin with * or &"],
    MULTILINE_IMPLICIT_KEY: ["A field's name runs over several lines.", "is a colon or a quote missing?"],
    UNEXPECTED_TOKEN: ["This is not expected here.", "check the quotes, brackets and indentation before it"],
    TAG_RESOLVE_FAILED: ["This tag is not known.", "quote texts that begin with !"],
  };
  const [message, hint] = known[error.code] ?? [error.message.replace(/\.?$/, "."), undefined];
  return problem(file, "error", "yaml-syntax", at(offset, end), "", message, hint);
}

/** Where brackets are nested deepest: the place to name when the parser ran out of stack. */
function deepestBracket(text: string): number {
  let open = 0;
  let deepest = 0;
  let offset = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === "[" || character === "{") open++;
    else if (character === "]" || character === "}") open--;
    if (open > deepest) [deepest, offset] = [open, i];
  }
  return offset;
}

function unreadable(file: string, text: string, problems: readonly Problem[]): ParsedFile {
  const place = (finding: Finding): Problem =>
    problem(
      file,
      finding.severity,
      finding.code,
      { line: 1, column: 1, endLine: 1, endColumn: 1 },
      "",
      finding.message,
      finding.hint,
    );
  return { file, text, value: null, problems, place };
}
