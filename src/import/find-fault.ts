import { forbiddenKeys, type JsonPath, toPointer } from "../model/json.js";

/** What keeps a JSON text from being taken over as it is, and where. */
export interface JsonFault {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly reason: string;
  readonly hint?: string;
}

/** As deep as the reader of YAML goes. */
const maximumDepth = 100;

/**
 * Walks a text of strict JSON (RFC 8259) from left to right and gives the first place that is not JSON or
 * that would be lost or misread: a field set twice, a number that no double holds, a name with a meaning of
 * its own. `$file` and `$env` are such names unless they are allowed. Null when there is none; `JSON.parse` then gives
 * exactly what is written. Does not recurse.
 */
export function findFault(text: string, references: "refused" | "allowed" = "refused"): JsonFault | null {
  const open: Level[] = [];
  let expected: Expected = "value";
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const character = text[at] ?? "";
    const level = open.at(-1);
    const isClose = character === "}" || character === "]";
    if (isClose) {
      const fits = level !== undefined && expected.endsWith("end") && character === closeOf(level);
      if (!fits) return unexpected(at, character, expected, level);
      open.pop();
      expected = open.length === 0 ? "nothing" : "comma or end";
      at++;
    } else if (expected === "key" || expected === "key or end") {
      if (character !== '"' || level?.kind !== "object") return unexpected(at, character, expected, level);
      const end = endOfString(text, at);
      const key = readString(text, at, end);
      if (typeof key !== "string") return key;
      const fault = keyFault(level, key, { open, references });
      if (fault !== null) return { offset: at, ...fault };
      level.keys.add(key);
      level.key = key;
      expected = "colon";
      at = end;
    } else if (expected === "colon") {
      if (character !== ":") return unexpected(at, character, expected, level);
      expected = "value";
      at++;
    } else if (expected === "comma or end") {
      if (character !== "," || level === undefined) return unexpected(at, character, expected, level);
      if (level.kind === "list") level.index++;
      expected = level.kind === "object" ? "key" : "value";
      at++;
    } else if (expected === "value" || expected === "value or end") {
      if (character === "{" || character === "[") {
        if (open.length >= maximumDepth)
          return { offset: at, reason: `it is nested more than ${maximumDepth} levels deep` };
        const isObject = character === "{";
        open.push(isObject ? { kind: "object", keys: new Set(), key: "" } : { kind: "list", index: 0 });
        expected = isObject ? "key or end" : "value or end";
        at++;
      } else {
        const scalar = readScalar(text, at, open);
        if (typeof scalar !== "number") return scalar ?? unexpected(at, character, expected, level);
        expected = open.length === 0 ? "nothing" : "comma or end";
        at = scalar;
      }
    } else return unexpected(at, character, expected, level);
    at = skipSpace(text, at);
  }
  if (expected === "nothing") return null;
  const reason = text.trim() === "" ? "it is empty" : "it is not JSON: the text ends in the middle";
  return { offset: text.length, reason };
}

type Expected = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "nothing";
type Level =
  | { readonly kind: "object"; readonly keys: Set<string>; key: string }
  | { readonly kind: "list"; index: number };

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const word = /(?:true|false|null)(?![\w$])/y;

function skipSpace(text: string, at: number): number {
  return endOfMatch(space, text, at) ?? at;
}

function endOfMatch(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function closeOf(level: Level): string {
  return level.kind === "object" ? "}" : "]";
}

/** Where a text, number or word ends; a fault; or null when none begins here. */
function readScalar(text: string, at: number, open: readonly Level[]): number | JsonFault | null {
  if (text[at] === '"') {
    const end = endOfString(text, at);
    const value = readString(text, at, end);
    return typeof value === "string" ? end : value;
  }
  const wordEnd = endOfMatch(word, text, at);
  if (wordEnd !== null) return wordEnd;
  const end = endOfMatch(number, text, at);
  if (end === null) return null;
  const source = text.slice(at, end);
  if (isExact(source)) return end;
  const reason = `the number ${short(source)}${placeOf(open)} has more digits than a JSON number keeps`;
  return { offset: at, reason, hint: "if it is an id, put it in quotes" };
}

/**
 * Whole numbers must survive as they are written. Fractions mean the nearest double, as everywhere in JSON:
 * PHP writes 0.1 as 0.10000000000000001. What overflows, or vanishes to zero, does not survive.
 */
function isExact(source: string): boolean {
  const value = Number(source);
  if (!Number.isFinite(value)) return false;
  if (/^-?\d+$/.test(source)) return Number.isSafeInteger(value);
  return value !== 0 || /^-?0(?:\.0+)?(?:[eE]|$)/.test(source);
}

/** One past the closing quote; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote > 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function readString(text: string, start: number, end: number): string | JsonFault {
  const source = text.slice(start, end);
  try {
    return String(JSON.parse(source));
  } catch {
    const control = [...source].findIndex((character) => character < " ");
    if (control >= 0)
      return {
        offset: start + [...source].slice(0, control).join("").length,
        reason: "it is not JSON: a text runs over the end of its line, or holds a tab",
        hint: "in JSON a line break is written \\n and a tab \\t",
      };
    const reason = source.endsWith('"') ? "a text has a \\ that JSON does not know" : "a text has no end";
    return { offset: start, reason: `it is not JSON: ${reason}` };
  }
}

function keyFault(
  level: Level,
  key: string,
  { open, references }: { readonly open: readonly Level[]; readonly references: "refused" | "allowed" },
): { reason: string; hint?: string } | null {
  const where = placeOf(open.slice(0, -1));
  if (level.kind === "object" && level.keys.has(key))
    return { reason: `"${short(key)}" is set twice${where}`, hint: "remove one of them" };
  if (forbiddenKeys.has(key)) return { reason: `"${key}"${where} cannot be a field's name` };
  if (references === "refused" && (key === "$file" || key === "$env"))
    return { reason: `"${key}"${where} has a meaning of its own in Tagline`, hint: "rename that field" };
  return null;
}

/** ` in /tools/0`; nothing at the top. */
function placeOf(open: readonly Level[]): string {
  const path: JsonPath = open.map((level) => (level.kind === "object" ? level.key : level.index));
  return path.length === 0 ? "" : ` in ${toPointer(path)}`;
}

function unexpected(
  offset: number,
  character: string,
  expected: Expected,
  level: Level | undefined,
): JsonFault {
  const close = level === undefined ? "" : closeOf(level);
  const wanted = {
    value: "a value",
    "value or end": `a value or ${close}`,
    key: "a field's name in double quotes",
    "key or end": "a field's name in double quotes, or }",
    colon: "a colon",
    "comma or end": `a comma or ${close}`,
    nothing: "nothing more",
  }[expected];
  return { offset, reason: `it is not JSON: ${wanted} should stand here, not ${short(character)}` };
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
