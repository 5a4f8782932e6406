import type { Problem } from "../model/problem.js";
import { headerFields, parameterFields, secretFields } from "../model/secret-fields.js";
import { secretsInText, withoutSecrets } from "../model/secret-text.js";
import { FindingList } from "./finding.js";
import { type Position, positionsInText } from "./position.js";

/** A secret's place. */
export type SecretPlace = Pick<Problem, "file" | "line" | "column" | "endLine" | "endColumn">;

/**
 * Blots secrets out of the texts that frames are made of: those that were found, and every key of a known issuer.
 * Lines and columns stay where they are.
 */
export function maskSecrets(sources: Map<string, string>, found: readonly SecretPlace[]): void {
  const byFile = new Map<string, SecretPlace[]>();
  for (const secret of found) {
    const known = byFile.get(secret.file);
    if (known === undefined) byFile.set(secret.file, [secret]);
    else known.push(secret);
  }
  for (const [file, text] of sources) {
    const masked = maskPlaces(withoutSecrets(text), byFile.get(file) ?? []);
    if (masked !== text) sources.set(file, masked);
  }
}

function maskPlaces(text: string, places: readonly SecretPlace[]): string {
  if (places.length === 0) return text;
  const lines = text.split("\n");
  for (const { line, column, endLine, endColumn } of places)
    for (let at = line; at <= endLine; at++) {
      const whole = lines[at - 1] ?? "";
      const from = at === line ? column - 1 : 0;
      const to = at === endLine ? endColumn - 1 : whole.length;
      lines[at - 1] = whole.slice(0, from) + "•".repeat(Math.max(0, to - from)) + whole.slice(to);
    }
  return lines.join("\n");
}

/** Where a problem says that a secret stands, or has something else to say of a field that is made for one. */
export function secretsOf(problems: readonly Problem[]): readonly SecretPlace[] {
  const secrets = problems.filter(({ code, pointer }) => code === secretCode || isSecretField(pointer));
  return secrets.map(({ file, line, column, endLine, endColumn }) => ({
    file,
    line,
    column,
    endLine,
    endColumn,
  }));
}

/**
 * Keys of known issuers that no rule was asked about: in comments, in names, in a file that is not YAML. A place
 * that a problem speaks of already is left out.
 */
export function unsaidSecrets(
  problems: readonly Problem[],
  sources: ReadonlyMap<string, string>,
): readonly Problem[] {
  const unsaid: Problem[] = [];
  for (const [file, text] of sources) {
    const known = secretsInText(text);
    if (known.length === 0) continue;
    const said = problems.filter((problem) => problem.code === secretCode && problem.file === file);
    const list = new FindingList<Problem>();
    for (const [{ what }, place] of positionsInText(text, known)) {
      if (list.isFull(secretCode) || said.some((problem) => isWithin(place, problem))) continue;
      const message = `The file holds ${what} in plain text.`;
      const hint = "take it out, and have it replaced if it was ever committed";
      list.add({ severity: "error", code: secretCode, file, ...place, pointer: "", message, hint });
    }
    // What the rules were cut short at stands for the rest.
    if (said.length <= 100) unsaid.push(...list.found);
  }
  return unsaid;
}

/** A problem whose words show no secret: a value that is wrong may be one. */
export function withoutSecretsInWords(problem: Problem, sources: ReadonlyMap<string, string>): Problem {
  const shown = isSecretField(problem.pointer) ? valueShown(problem, sources) : null;
  const mask = (words: string): string => {
    const masked = withoutSecrets(words);
    return shown === null ? masked : masked.replaceAll(shown, "•••");
  };
  const { message, hint, pointer } = problem;
  const words = { message: mask(message), ...(hint === undefined ? {} : { hint: mask(hint) }) };
  return { ...problem, ...words, pointer: withoutSecrets(pointer) };
}

/** A plain value that stands at a problem's place; null for words of YAML and what runs over several lines. */
function valueShown(
  { file, line, column, endLine, endColumn }: Problem,
  sources: ReadonlyMap<string, string>,
): string | null {
  const written =
    sources
      .get(file)
      ?.split("\n")
      [line - 1]?.slice(column - 1, endColumn - 1) ?? "";
  const isWord = /^(?:|~|null|true|false|[[{].*)$/i.test(written);
  return line !== endLine || isWord ? null : written.replace(/^(["'])(.*)\1$/, "$2");
}

const secretCode = "secret-in-plain-text";

function isWithin(place: Position, problem: Position): boolean {
  const begins = place.line > problem.line || (place.line === problem.line && place.column >= problem.column);
  const ends =
    place.line < problem.endLine || (place.line === problem.endLine && place.column < problem.endColumn);
  return begins && ends;
}

/** `/general_tools/0/cal_api_key`, `/mcps/0/headers/X-Key`: whatever stands there may be a secret. */
function isSecretField(pointer: string): boolean {
  const [parent = "", field = ""] = pointer.split("/").slice(-2);
  return secretFields.has(field) || headerFields.has(parent) || parameterFields.has(parent);
}
