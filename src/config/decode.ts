import type { Problem, Severity } from "../model/problem.js";

/** Files larger than this are refused unread: a real configuration is a hundred times smaller. */
export const maximumFileSize = 4 * 1024 * 1024;

/**
 * Makes text of a file's bytes. `text` is null when it cannot be read at all: too large, not UTF-8, with NUL
 * bytes or with conflict markers. A byte-order mark is taken off; CRLF stays as it is.
 */
export function decode(file: string, bytes: Uint8Array): { text: string | null; problems: Problem[] } {
  if (bytes.length > maximumFileSize) return { text: null, problems: [tooLarge(file, bytes.length)] };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (offset: number, severity: Severity, code: string, message: string, hint: string): Problem => {
    const before = buffer.subarray(0, offset).toString("latin1").split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return {
      severity,
      code,
      file,
      line: before.length,
      column,
      endLine: before.length,
      endColumn: column + 1,
      pointer: "",
      message,
      hint,
    };
  };
  const refused = (problem: Problem): { text: null; problems: Problem[] } => ({
    text: null,
    problems: [problem],
  });

  const wide = (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff);
  if (wide) return refused(at(0, "error", "wrong-encoding", "The file is UTF-16.", "save it as UTF-8"));
  const nul = buffer.indexOf(0);
  if (nul >= 0)
    return refused(at(nul, "error", "nul-byte", "The file has a NUL byte: it is not a text.", "remove it"));
  const bad = firstInvalidUtf8(buffer);
  if (bad !== null)
    return refused(
      at(bad, "error", "wrong-encoding", "The file is not UTF-8 (Latin-1?).", "save it as UTF-8"),
    );
  const marker = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m.exec(buffer.toString("latin1"));
  if (marker !== null)
    return refused(
      at(
        marker.index,
        "error",
        "conflict-marker",
        "A merge conflict is unresolved here.",
        "resolve it, then git add the file",
      ),
    );

  const problems: Problem[] = [];
  let start = 0;
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
    start = 3;
    problems.push(
      at(
        0,
        "warning",
        "byte-order-mark",
        "The file begins with a byte-order mark.",
        "save it as UTF-8 without BOM",
      ),
    );
  }
  const crlf = buffer.indexOf("\r\n");
  if (crlf >= 0)
    problems.push(
      at(
        crlf,
        "warning",
        "crlf-line-endings",
        "Lines end in CRLF.",
        "add `*.yaml text eol=lf` to .gitattributes",
      ),
    );
  return { text: buffer.toString("utf8", start), problems };
}

/** The problem of a file that is too large, for where the size is known before reading. */
export function tooLarge(file: string, size: number): Problem {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return {
    severity: "error",
    code: "file-too-large",
    file,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    pointer: "",
    message: `The file has ${megabytes} MB; 4 MB is the limit.`,
    hint: "take out what is not configuration",
  };
}

function firstInvalidUtf8(buffer: Buffer): number | null {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(buffer);
    return null;
  } catch {
    // The replacement character's first place in the lenient reading, counted back in bytes.
    const lenient = buffer.toString("utf8");
    for (let i = lenient.indexOf("\uFFFD"); i >= 0; i = lenient.indexOf("\uFFFD", i + 1)) {
      const offset = Buffer.byteLength(lenient.slice(0, i));
      if (buffer.toString("latin1", offset, offset + 3) !== "\xef\xbf\xbd") return offset;
    }
    return 0;
  }
}
