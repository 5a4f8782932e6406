import { CST, Lexer } from "yaml";
import type { Problem } from "../model/problem.js";
import { didYouMean } from "./did-you-mean.js";
import { problemCodes } from "./problem-codes.js";

/** What a `# tagline-ignore` comment says, and the lines that it covers. */
export interface Ignore {
  readonly file: string;
  readonly code: string;
  /** Lines from 1, both included. */
  readonly from: number;
  readonly to: number;
  /** Where the comment itself is. */
  readonly place: Pick<Problem, "line" | "column" | "endLine" | "endColumn">;
}

/** The ignores of one file, and what is wrong with how they are written. */
export interface Ignores {
  readonly ignores: readonly Ignore[];
  readonly problems: readonly Problem[];
}

const word = "tagline-ignore";
const begins = /^#\s*tagline-ignore(?![\w-])/;
const form = /^#\s*tagline-ignore(?:\s+([^\s:]+))?\s*(?::\s*(.*?)\s*)?$/;

/** More in one file are not read: a hostile file could have 200,000. */
const maximumIgnores = 1000;

/**
 * Reads the ignore comments of a YAML text. Behind something on its line a comment covers that line; alone on its
 * line, the field or entry that follows, with all that is in it; before everything else, the whole file.
 */
export function readIgnores(file: string, text: string): Ignores {
  const ignores: Ignore[] = [];
  const problems: Problem[] = [];
  if (!text.includes(word)) return { ignores, problems };
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const following = nodesOf(lines);
  const comments = commentsOf(text).filter((comment) => begins.test(comment.text));
  const first = lines.findIndex((line) => !/^\s*(?:#.*|---\s*|%.*)?$/.test(line)) + 1 || lines.length + 1;
  for (const { line, column, text: comment } of comments.slice(0, maximumIgnores)) {
    const place = { line, column, endLine: line, endColumn: column + comment.length };
    const [, code, reason] = form.exec(comment) ?? [];
    const fault = faultOf(code);
    const say = (of: string, message: string, hint: string): void => {
      problems.push({ severity: "warning", code: of, file, ...place, pointer: "", message, hint });
    };
    if (fault !== null || code === undefined) {
      say("bad-ignore", fault?.message ?? "", fault?.hint ?? "");
      continue;
    }
    if (reason === undefined || reason === "")
      say(
        "ignore-without-reason",
        `The ignore of ${code} does not say why.`,
        `# ${word} ${code}: <why it is right here>`,
      );
    const isAlone = lines[line - 1]?.slice(0, column - 1).trim() === "";
    const covered = !isAlone
      ? { from: line, to: line }
      : line < first
        ? { from: 1, to: lines.length }
        : following(line);
    ignores.push({ file, code, ...covered, place });
  }
  return { ignores, problems };
}

/** A warning for an ignore that nothing needed. */
export function unusedIgnore({ file, code, place }: Ignore): Problem {
  return {
    severity: "warning",
    code: "unused-ignore",
    file,
    ...place,
    pointer: "",
    message: `There is no ${code} here to ignore.`,
    hint: "remove the comment",
  };
}

function faultOf(code: string | undefined): { readonly message: string; readonly hint: string } | null {
  const example = `# ${word} unreachable-node: kept for the holidays`;
  if (code === undefined) return { message: "An ignore names the code it is about.", hint: example };
  const known = Object.hasOwn(problemCodes, code) ? problemCodes[code] : undefined;
  if (known === undefined) {
    const hint = didYouMean(code, Object.keys(problemCodes)).hint ?? "tagline explain lists the codes";
    return { message: `There is no code "${code}" to ignore.`, hint };
  }
  if (known.ignorable) return null;
  return { message: `${code} cannot be ignored.`, hint: `tagline explain ${code}` };
}

/**
 * Gives the lines of the next field or entry below a line: those that are indented deeper belong to it. Lines are
 * looked at once, however many ask.
 */
function nodesOf(lines: readonly string[]): (line: number) => { readonly from: number; readonly to: number } {
  // Of each line the next one that is no blank and no comment; 1 more than there are when none is.
  const next: number[] = [];
  let content = lines.length + 1;
  for (let line = lines.length; line >= 0; line--) {
    next[line] = content;
    if (line > 0 && !/^\s*(?:#.*)?$/.test(lines[line - 1] ?? "")) content = line;
  }
  const ends = new Map<number, number>();
  return (line) => {
    const from = next[line] ?? line;
    const to = ends.get(from) ?? endOf(lines, next, from);
    ends.set(from, to);
    return { from, to };
  };
}

function endOf(lines: readonly string[], next: readonly number[], from: number): number {
  const first = lines[from - 1] ?? "";
  const depth = indentOf(first);
  const isEntry = /^\s*- /.test(first);
  let to = from;
  for (let at = next[from] ?? from; at > to && at <= lines.length; at = next[at] ?? at) {
    const text = lines[at - 1] ?? "";
    // A list may stand as far out as the field that holds it.
    const isOwnEntry = !isEntry && indentOf(text) === depth && /^\s*-(?: |$)/.test(text);
    if (indentOf(text) <= depth && !isOwnEntry) break;
    to = at;
  }
  return to;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Real comments only: in a prompt's text a line may begin with `#` too. */
function commentsOf(text: string): { line: number; column: number; text: string }[] {
  const comments: { line: number; column: number; text: string }[] = [];
  let line = 1;
  let column = 1;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type = isScalar ? "scalar" : CST.tokenType(lexeme);
    if (type === "scalar" && !isScalar) {
      // The lexer announces a scalar with a sign of its own, which is not in the text.
      isScalar = true;
      continue;
    }
    isScalar = false;
    if (type === "doc-mode" || type === "flow-error-end") continue;
    if (type === "comment") comments.push({ line, column, text: lexeme });
    const newlines = lexeme.split("\n");
    line += newlines.length - 1;
    column = newlines.length > 1 ? (newlines.at(-1)?.length ?? 0) + 1 : column + lexeme.length;
  }
  return comments;
}
