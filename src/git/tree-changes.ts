import type { Oid } from "../model/version.js";
import { entryKind, type TreeObjectEntry } from "./tree-object.js";
import type { CommittedTree } from "./trees.js";

/** A path that two trees have differently; null on the side that has it not. */
export interface TreeChange {
  readonly path: string;
  readonly before: { readonly mode: string; readonly oid: Oid } | null;
  readonly after: { readonly mode: string; readonly oid: Oid } | null;
}

/** The files, links and submodules that differ, by path. Directories with one oid on both sides are not read. */
export async function treeChanges(from: CommittedTree, to: CommittedTree): Promise<readonly TreeChange[]> {
  const changes: TreeChange[] = [];
  const visit = async (directory: string): Promise<void> => {
    const before = byName(await from.objectEntries(directory));
    const after = byName(await to.objectEntries(directory));
    for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
      const [old, now] = [before.get(name), after.get(name)];
      if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
      const path = directory === "" ? name : `${directory}/${name}`;
      const change = { path, before: leaf(old), after: leaf(now) };
      if (change.before !== null || change.after !== null) changes.push(change);
      if (isDirectory(old) || isDirectory(now)) await visit(path);
    }
  };
  await visit("");
  return changes;
}

function byName(entries: readonly TreeObjectEntry[] | null): Map<string, TreeObjectEntry> {
  return new Map(entries?.map((entry) => [entry.name, entry]) ?? []);
}

function isDirectory(entry: TreeObjectEntry | undefined): boolean {
  return entry !== undefined && entryKind(entry.mode) === "directory";
}

function leaf(entry: TreeObjectEntry | undefined): TreeChange["before"] {
  return entry === undefined || isDirectory(entry) ? null : { mode: entry.mode, oid: entry.oid };
}
