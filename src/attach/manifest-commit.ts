import type { Change } from "../git/commit-change.js";
import { indexSteps } from "../git/index-file.js";
import type { Steps } from "../git/journal.js";
import { makeCommit } from "../git/make-objects.js";
import { newObject } from "../git/objects.js";
import { stageRoot } from "../git/stage.js";
import { emptyTree, treeOfCommit } from "../git/trees.js";
import type { Workspace } from "../git/workspace.js";
import { manifestPath } from "../model/manifest.js";
import type { Oid } from "../model/version.js";

/** An edit of the manifest: its bytes on disk before (null: no file) and its text after. */
export interface ManifestTexts {
  readonly raw: Uint8Array | null;
  readonly after: string;
}

type ManifestCommit = Pick<Change, "index" | "files" | "objects" | "stats" | "reflog"> & {
  readonly commit: Oid;
};

/** The commit on top of `head` (null: the first) that changes the manifest alone: computed, not written. */
export async function manifestCommit(
  { repo, workTree, index }: Workspace,
  head: Oid | null,
  edit: ManifestTexts & { readonly message: string },
): Promise<ManifestCommit> {
  const { message } = edit;
  const blob = newObject("blob", await workTree.toGit(manifestPath, Buffer.from(edit.after)));
  const base = head === null ? emptyTree : await treeOfCommit(repo, head);
  const root = await stageRoot(base, new Map([[manifestPath, { mode: "100644", oid: blob.oid }]]));
  const needs = [blob, root];
  const parents = head === null ? [] : [head];
  const commit = await makeCommit(repo, { tree: root.oid, parents, message, needs });
  const entry = { path: manifestPath, oid: blob.oid, mode: 0o100644, stat: null };
  return {
    ...indexSteps(index, [entry]),
    files: [manifestFile(edit)],
    commit: commit.oid,
    objects: [...needs, commit],
    reflog: `commit: ${message.slice(0, message.indexOf("\n"))}`,
  };
}

/** The step that writes the manifest on disk. */
export function manifestFile({ raw, after }: ManifestTexts): Steps["files"][number] {
  const before = raw === null ? null : Buffer.from(raw).toString("latin1");
  return { path: manifestPath, before, after: Buffer.from(after).toString("latin1") };
}
