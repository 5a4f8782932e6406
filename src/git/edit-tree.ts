import type { Oid } from "../model/version.js";
import { type NewObject, newObject } from "./objects.js";
import { directoryMode, entryKind, type TreeObjectEntry, treeObject } from "./tree-object.js";
import type { CommittedTree } from "./trees.js";

/** What a path becomes: bytes of a plain file, an object that git has already, or nothing. */
export type TreeEdit = Uint8Array | { readonly mode: string; readonly oid: Oid } | null;

/**
 * The root tree of `base` with some paths changed: computed, not written. A file's mode stays; a directory that
 * loses its last entry goes. `objects` are those that are new, the root last.
 */
export async function editTree(
  base: CommittedTree,
  edits: ReadonlyMap<string, TreeEdit>,
): Promise<{ readonly root: NewObject; readonly objects: readonly NewObject[] }> {
  const objects: NewObject[] = [];
  const visit = async (directory: string, within: ReadonlyMap<string, TreeEdit>): Promise<NewObject> => {
    const entries = new Map((await base.objectEntries(directory))?.map((entry) => [entry.name, entry]) ?? []);
    const below = new Map<string, Map<string, TreeEdit>>();
    for (const [path, edit] of within) {
      const [name = "", ...rest] = path.split("/");
      if (rest.length > 0) below.set(name, (below.get(name) ?? new Map()).set(rest.join("/"), edit));
      else apply(entries, name, edit, objects);
    }
    for (const [name, inner] of below) {
      const path = directory === "" ? name : `${directory}/${name}`;
      // Where a file stands in the way, what is below takes its place.
      const tree = await visit(path, inner);
      if (tree.bytes.length === 0) entries.delete(name);
      else {
        entries.set(name, { name, mode: directoryMode, oid: tree.oid });
        objects.push(tree);
      }
    }
    return treeObject([...entries.values()]);
  };
  const root = await visit("", edits);
  return { root, objects: [...objects, root] };
}

function apply(
  entries: Map<string, TreeObjectEntry>,
  name: string,
  edit: TreeEdit,
  objects: NewObject[],
): void {
  if (edit === null) entries.delete(name);
  else if ("oid" in edit) entries.set(name, { name, ...edit });
  else {
    const blob = newObject("blob", edit);
    objects.push(blob);
    const mode = entries.get(name)?.mode ?? "";
    entries.set(name, { name, mode: entryKind(mode) === "file" ? mode : "100644", oid: blob.oid });
  }
}
