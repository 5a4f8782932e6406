import type { Repository } from "./repository.js";
import { autocrlf } from "./state.js";

/**
 * What to write on disk for a file's bytes in git: the inverse of a working tree's `toGit`. As git does on
 * checkout with `core.autocrlf`, LF becomes CRLF in text alone, and not where a CR is stored already.
 */
export async function lineEndsOnDisk(repo: Repository): Promise<(bytes: Uint8Array) => Uint8Array> {
  if ((await autocrlf(repo)) !== "true") return (bytes) => bytes;
  return (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (buffer.includes(0) || buffer.includes("\r")) return bytes;
    return Buffer.from(buffer.toString("latin1").replaceAll("\n", "\r\n"), "latin1");
  };
}
