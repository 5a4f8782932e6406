import { sep } from "node:path";
import { type Attributes, readAttributes } from "./attributes.js";
import type { Repository } from "./repository.js";
import { autocrlf } from "./state.js";

/** What to write on disk for the bytes that git has of a file at a path. */
export type ToDisk = (path: string, bytes: Uint8Array) => Uint8Array;

/**
 * The inverse of a working tree's `toGit`, for these paths: LF becomes CRLF where git would write it on checkout,
 * by `.gitattributes`, `core.autocrlf` and `core.eol`. Null when none of them gets CRLF. Throws as
 * `readAttributes`.
 */
export async function lineEndsOnDisk(
  repo: Repository & { readonly workdir: string },
  paths: readonly string[],
): Promise<ToDisk | null> {
  const attributes = await readAttributes(repo, paths);
  const setting = await autocrlf(repo);
  const usual = setting === "true" || (setting === "false" && (await nativeIsCrlf(repo))) ? "crlf" : "lf";
  const unsaid: Attributes = { ends: setting === "false" ? "binary" : "auto", eol: null };
  const crlf = new Map<string, "text" | "auto">();
  for (const path of paths) {
    const { ends, eol } = attributes.get(path) ?? unsaid;
    if (ends !== "binary" && (eol ?? usual) === "crlf") crlf.set(path, ends);
  }
  if (crlf.size === 0) return null;
  return (path, bytes) => {
    const ends = crlf.get(path);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // What only looks like text is left alone when it may be none, or has a CR stored already.
    if (ends === undefined || (ends === "auto" && (buffer.includes(0) || buffer.includes("\r"))))
      return bytes;
    return Buffer.from(buffer.toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1");
  };
}

async function nativeIsCrlf(repo: Repository): Promise<boolean> {
  const eol = repo.config("core.eol");
  // Windows is where paths have backslashes.
  return eol === "crlf" || (eol !== "lf" && sep === "\\");
}
