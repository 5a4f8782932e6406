import { isUtf8 } from "node:buffer";
import type { Problem, Severity } from "../model/problem.js";
import { startOfFile } from "./position.js";

/** Files larger than this are refused unread: a real configuration is a hundred times smaller. */
export const maximumFileSize = 4 * 1024 * 1024;

/** A file's text, and what its bytes have wrong. */
export interface Decoded {
  /** Null when the bytes are no text: too large, not UTF-8, NUL bytes or conflict markers in them. */
  readonly text: string | null;
  readonly problems: readonly Problem[];
}

/** Makes text of a file's bytes. A byte-order mark is taken off; CRLF stays as it is. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  if (bytes.length > maximumFileSize) return { text: null, problems: [tooLarge(file, bytes.length)] };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fatal = whatIsFatal(buffer);
  if (fatal !== null) return { text: null, problems: [placed(file, buffer, fatal)] };

  const problems: Problem[] = [];
  const start = hasMark(buffer) ? mark.length : 0;
  if (start > 0)
    problems.push(
      placed(file, buffer, {
        severity: "warning",
        code: "byte-order-mark",
        offset: 0,
        length: 0,
        message: "The file begins with a byte-order mark.",
        hint: "save it as UTF-8 without one",
      }),
    );
  const crlf = buffer.indexOf("\r\n");
  if (crlf >= 0)
    problems.push(
      placed(file, buffer, {
        severity: "warning",
        code: "crlf-line-endings",
        offset: crlf,
        length: 1,
        message: "Lines end in CRLF.",
        hint: "add `*.yaml text eol=lf` to .gitattributes",
      }),
    );
  return { text: buffer.toString("utf8", start), problems };
}

/** The problem of a file that is too large, for where the size is known before reading. */
export function tooLarge(file: string, size: number): Problem {
  return {
    severity: "error",
    code: "file-too-large",
    file,
    ...startOfFile,
    pointer: "",
    message: `The file has ${(size / 1024 / 1024).toFixed(1)} MB; 4 MB is the limit.`,
    hint: "take out what is not configuration",
  };
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
const utf8Hint = "save it as UTF-8";

interface Flaw {
  readonly severity: Severity;
  readonly code: string;
  /** Bytes from the file's start. */
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  readonly hint: string;
}

function whatIsFatal(buffer: Buffer): Flaw | null {
  const error = (code: string, offset: number, length: number, message: string, hint: string): Flaw => ({
    severity: "error",
    code,
    offset,
    length,
    message,
    hint,
  });
  if (isUtf16(buffer)) return error("wrong-encoding", 0, 1, "The file is UTF-16, not UTF-8.", utf8Hint);
  const nul = buffer.indexOf(0);
  if (nul >= 0)
    return error("nul-byte", nul, 1, "The file has a NUL byte, so it is not a text.", "remove it");
  if (!isUtf8(buffer)) {
    const offset = firstInvalid(buffer);
    const byte = `0x${(buffer[offset] ?? 0).toString(16).padStart(2, "0")}`;
    return error("wrong-encoding", offset, 1, `The byte ${byte} is not UTF-8 (is it Latin-1?).`, utf8Hint);
  }
  const marker = conflictMarker(buffer);
  if (marker === null) return null;
  return error(
    "conflict-marker",
    marker,
    7,
    "A merge conflict is unresolved here.",
    "resolve it, then git add the file",
  );
}

/** With a mark, or with the zero bytes that Latin letters have in it. */
function isUtf16(buffer: Buffer): boolean {
  const [a, b] = buffer;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (
    buffer.length >= 4 && ((a === 0 && b !== 0 && buffer[2] === 0) || (a !== 0 && b === 0 && buffer[3] === 0))
  );
}

/** Only `<<<<<<<`, `|||||||` and `>>>>>>>` at a line's start: seven `=` may underline a heading in a prompt. */
function conflictMarker(buffer: Buffer): number | null {
  if (!["<<<<<<<", ">>>>>>>", "|||||||"].some((marker) => buffer.includes(marker))) return null;
  return /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m.exec(buffer.toString("latin1"))?.index ?? null;
}

/** Offset of the first byte at which the buffer stops being UTF-8, by halving. */
function firstInvalid(buffer: Buffer): number {
  // A prefix is good when it is UTF-8 but for an unfinished last character of at most three bytes.
  const isGood = (length: number): boolean =>
    [0, 1, 2, 3].some((cut) => length >= cut && isUtf8(buffer.subarray(0, length - cut)));
  let good = 0;
  let bad = buffer.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (middle <= buffer.length && isGood(middle)) good = middle;
    else bad = middle;
  }
  for (let start = Math.max(0, good - 3); start <= good; start++)
    if (isUtf8(buffer.subarray(0, start)) && !startsCharacter(buffer, start)) return start;
  return Math.min(good, buffer.length - 1);
}

function startsCharacter(buffer: Buffer, at: number): boolean {
  return [1, 2, 3, 4].some((size) => at + size <= buffer.length && isUtf8(buffer.subarray(at, at + size)));
}

function hasMark(buffer: Buffer): boolean {
  return buffer.subarray(0, mark.length).equals(mark);
}

function placed(file: string, buffer: Buffer, flaw: Flaw): Problem {
  const { offset, length, severity, code, message, hint } = flaw;
  // Everything before the offset is UTF-8, so columns count as everywhere else.
  const before = buffer.toString("utf8", hasMark(buffer) ? mark.length : 0, offset).split("\n");
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const place = { line, column, endLine: line, endColumn: column + length };
  return { severity, code, file, ...place, pointer: "", message, hint };
}
