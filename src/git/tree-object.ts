import type { EntryKind } from "../model/tree.js";
import type { Oid } from "../model/version.js";
import { byteString } from "./byte-string.js";
import { type NewObject, newObject } from "./objects.js";

/** An entry of a tree object. `mode` is git's: 100644, 100755, 120000, 40000, 160000. */
export interface TreeObjectEntry {
  readonly name: string;
  readonly mode: string;
  readonly oid: Oid;
}

export const directoryMode = "40000";

/** Trees that were read, by their bytes: HEAD and the newest version usually have one and the same `agents/`. */
const parsed = new WeakMap<Uint8Array, readonly TreeObjectEntry[]>();

/** Reads the entries of a tree object, in git's order. */
export function parseTree(bytes: Uint8Array): readonly TreeObjectEntry[] {
  const known = parsed.get(bytes) ?? parseEntries(bytes);
  parsed.set(bytes, known);
  return known;
}

function parseEntries(bytes: Uint8Array): TreeObjectEntry[] {
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
      const bytes = byteString(name);
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

/** What an entry is, by its mode. */
export function entryKind(mode: string): EntryKind {
  if (mode === directoryMode) return "directory";
  if (mode === "120000") return "symlink";
  if (mode === "160000") return "submodule";
  return mode.startsWith("100") ? "file" : "other";
}
