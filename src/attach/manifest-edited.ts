import { newObject } from "../git/objects.js";
import { readHead } from "../git/refs.js";
import { emptyTree, treeOfCommit } from "../git/trees.js";
import type { Workspace } from "../git/workspace.js";
import { manifestPath } from "../model/manifest.js";

/** True when the manifest on disk or in the index is not the one that HEAD has. */
export async function manifestIsEdited(workspace: Workspace): Promise<boolean> {
  const { repo, workTree, index } = workspace;
  const { commit } = await readHead(repo);
  const tree = commit === null ? emptyTree : await treeOfCommit(repo, commit);
  const committed = (await tree.find(manifestPath))?.oid ?? null;
  const bytes = await workTree.read(manifestPath);
  const onDisk = bytes === null ? null : newObject("blob", bytes).oid;
  const staged = index.find(({ path }) => path === manifestPath)?.oid ?? null;
  return onDisk !== committed || (staged !== null && staged !== committed);
}
