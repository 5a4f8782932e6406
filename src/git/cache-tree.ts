import type { Oid } from "../model/version.js";

/** A directory of the index whose tree git has computed, and how many files are in it, at any depth. */
export interface CachedTree {
  readonly oid: Oid;
  readonly files: number;
}

/**
 * Reads the index's TREE extension: the tree of each directory in which nothing was added, changed or removed since
 * it was computed, by path (git's gitformat-index, "Cache tree"). What cannot be read is left out.
 */
export function readCacheTree(bytes: Buffer): ReadonlyMap<string, CachedTree> {
  const trees = new Map<string, CachedTree>();
  let at = 0;
  const visit = (above: string): boolean => {
    const nameEnd = bytes.indexOf(0, at);
    const lineEnd = bytes.indexOf("\n", nameEnd);
    if (nameEnd < 0 || lineEnd < 0) return false;
    const name = bytes.toString("utf8", at, nameEnd);
    const path = above === "" ? name : `${above}/${name}`;
    const [files = Number.NaN, below = 0] = bytes
      .toString("latin1", nameEnd + 1, lineEnd)
      .split(" ")
      .map(Number);
    at = lineEnd + 1;
    // A number below zero says that something changed: then there is no id.
    if (files >= 0) {
      if (at + 20 > bytes.length) return false;
      trees.set(path, { oid: bytes.toString("hex", at, at + 20), files });
      at += 20;
    }
    for (let left = below; left > 0; left--) if (!visit(path)) return false;
    return true;
  };
  visit("");
  return trees;
}
