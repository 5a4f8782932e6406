import type { EntryKind } from "../model/tree.js";
import type { Oid } from "../model/version.js";
import { entryKind } from "./tree-object.js";
import type { CommittedTree } from "./trees.js";

/** A file, link or submodule of a committed tree. */
export interface TreeFile {
  readonly kind: Exclude<EntryKind, "directory">;
  readonly oid: Oid;
  readonly isExecutable: boolean;
}

/** Everything at or below `path` that is no directory, by path; nothing where the tree has no such path. */
export async function filesBelow(tree: CommittedTree, path: string): Promise<ReadonlyMap<string, TreeFile>> {
  const files = new Map<string, TreeFile>();
  const visit = async (at: string, mode: string, oid: Oid): Promise<void> => {
    const kind = entryKind(mode);
    if (kind !== "directory") {
      files.set(at, { kind, oid, isExecutable: mode === "100755" });
      return;
    }
    for (const entry of (await tree.objectEntries(at)) ?? [])
      await visit(`${at}/${entry.name}`, entry.mode, entry.oid);
  };
  const top = await tree.find(path);
  if (top !== null) await visit(path, top.mode, top.oid);
  return files;
}

/** Names that lead out of the directory or into git's own, on some file system: only a forged tree has them. */
export function isTreacherous(name: string): boolean {
  return /^(|\.|\.\.|\.git[ .]*|git~\d+)$|[\\\0]/i.test(name);
}
