import { isJsonObject, type JsonObject, toPointer } from "../model/json.js";
import type { Problem } from "../model/problem.js";
import { type ComposedYaml, composeYaml, maximumDepth, maximumSigns } from "./compose-yaml.js";
import { decode } from "./decode.js";
import type { Finding } from "./finding.js";
import { locate } from "./locate.js";
import { positionOf, startOfFile } from "./position.js";
import { readValue } from "./read-value.js";
import { explainSyntax } from "./syntax-problem.js";

/** A YAML file that was read: its value, and where each part of it stands. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  /** The root mapping; null when the file could not be understood well enough to check it further. */
  readonly value: JsonObject | null;
  /** True when `$file` or `$env` may stand in the value. */
  readonly hasReferences: boolean;
  readonly problems: readonly Problem[];
  /** Gives a finding in this file its line and column. */
  place(finding: Finding): Problem;
}

/** More than these per file only repeat what the first ones caused. */
const maximumSyntaxProblems = 20;

/**
 * Reads a YAML file of YAML 1.2's core schema whose root is a mapping. Everything found wrong is a problem
 * with its place; nothing is thrown.
 */
export function parseFile(file: string, bytes: Uint8Array): ParsedFile {
  const decoded = decode(file, bytes);
  if (decoded.text === null) return unreadable(file, "", decoded.problems);
  const { text } = decoded;
  const problems = [...decoded.problems];
  const composed = composeYaml(text);
  const { document, lines } = composed;
  const syntax = syntaxProblems(file, text, composed);
  problems.push(...syntax);
  if (document === null || syntax.some(({ severity }) => severity === "error"))
    return unreadable(file, text, problems);

  const read = readValue(document, (offset) => lines.linePos(offset).line);
  for (const { start, end, ...fault } of read.faults)
    problems.push({ file, ...positionOf(lines, start, end), ...fault });
  const { value, targets, hasReferences } = read;
  if (value === undefined) return unreadable(file, text, problems);
  const where = { text, document, lines, targets };
  const place = (finding: Finding): Problem => ({
    severity: finding.severity,
    code: finding.code,
    file,
    ...locate(where, finding.path, finding.at, finding.span),
    pointer: toPointer(finding.path),
    message: finding.message,
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
  });
  if (!isJsonObject(value)) {
    const rootIs = Array.isArray(value) ? "a list" : "a single value";
    problems.push(
      place({
        severity: "error",
        code: "not-a-mapping",
        path: [],
        at: "value",
        message: `The file holds ${rootIs}; it must be a mapping of fields to values.`,
        hint: "begin with a field and a colon",
      }),
    );
    return { file, text, value: null, hasReferences, problems, place };
  }
  return { file, text, value, hasReferences, problems, place };
}

function syntaxProblems(file: string, text: string, composed: ComposedYaml): Problem[] {
  const { document, lines, secondAt, tooDeepAt, tooManyAt } = composed;
  // What is not closed is missed behind the last line: there is nothing to show.
  const end = text.replace(/[\r\n]+$/, "").length;
  const error = (code: string, from: number, to: number, message: string, hint: string): Problem => {
    const where = positionOf(lines, Math.min(from, end), Math.min(to, end));
    return { severity: "error", code, file, ...where, pointer: "", message, hint };
  };
  if (tooDeepAt !== null) {
    const message = `Nested more than ${maximumDepth} levels deep.`;
    return [error("too-deep", tooDeepAt, tooDeepAt + 1, message, "flatten it")];
  }
  if (tooManyAt !== null) {
    const count = maximumSigns.toLocaleString("en-US");
    const message = `The file is not read from here on: before this are ${count} words, signs and line ends.`;
    return [error("file-too-large", tooManyAt, tooManyAt, message, "take out what is not configuration")];
  }
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const found of [...(document?.errors ?? []), ...(document?.warnings ?? [])]) {
    const { code, message, hint } = explainSyntax(found);
    const key = `${found.pos[0]} ${code}`;
    if (seen.has(key) || problems.length === maximumSyntaxProblems) continue;
    seen.add(key);
    problems.push(error(code, found.pos[0], found.pos[1], message, hint));
  }
  if (secondAt !== null) {
    const message = "Only one YAML document may be in a file; a second begins here.";
    const marked = text.startsWith("---", secondAt) ? 3 : 1;
    problems.push(
      error("several-documents", secondAt, secondAt + marked, message, "remove it, from its --- on"),
    );
  }
  const root = document?.contents;
  const isEmpty = root === undefined || root === null || ("value" in root && root.value === null);
  if (isEmpty && problems.length === 0)
    problems.push(error("empty-file", 0, 0, "The file is empty.", "fill it, or delete it"));
  return problems;
}

function unreadable(file: string, text: string, problems: readonly Problem[]): ParsedFile {
  const place = (finding: Finding): Problem => ({
    severity: finding.severity,
    code: finding.code,
    file,
    ...startOfFile,
    pointer: toPointer(finding.path),
    message: finding.message,
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
  });
  return { file, text, value: null, hasReferences: false, problems, place };
}
