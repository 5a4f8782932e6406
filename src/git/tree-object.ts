import type { EntryKind } from "../model/tree.js";
import type { Oid } from "../model/version.js";
import { type NewObject, newObject } from "./objects.js";

/** An entry of a tree object. `mode` is git's: 100644, 100755, 120000, 40000, 160000. */
export interface TreeObjectEntry {
  readonly name: string;
  readonly mode: string;
  readonly oid: Oid;
}

export const directoryMode = "40000";

/** Reads the entries of a tree object, in git's order. */
export function parseTree(bytes: Uint8Array): TreeObjectEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: TreeObjectEntry[] = [];
  for (let at = 0; at < buffer.length; ) {
    const space = buffer.indexOf(0x20, at);
    const end = buffer.indexOf(0, space);
    entries.push({
      mode: buffer.toString("latin1", at, space),
      name: buffer.toString("utf8", space + 1, end),
      oid: buffer.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

/** Makes a tree object, sorted as git sorts: a directory compares as if its name ended in `/`. */
export function treeObject(entries: readonly TreeObjectEntry[]): NewObject {
  const parts = entries
    .map(({ mode, name, oid }) => {
      // One character for each byte: then the order of strings is the order of bytes.
      const bytes = isAscii(name) ? name : Buffer.from(name).toString("latin1");
      return { key: mode === directoryMode ? `${bytes}/` : bytes, head: `${mode} ${bytes}\0`, oid };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const size = parts.reduce((total, { head }) => total + head.length + 20, 0);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { head, oid } of parts) {
    at += bytes.write(head, at, "latin1");
    at += bytes.write(oid, at, "hex");
  }
  return newObject("tree", bytes);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** What an entry is, by its mode. */
export function entryKind(mode: string): EntryKind {
  if (mode === directoryMode) return "directory";
  if (mode === "120000") return "symlink";
  if (mode === "160000") return "submodule";
  return mode.startsWith("100") ? "file" : "other";
}
