import { uncheckedPins, type VersionLookup } from "../config/version-lookup.js";
import { readHead } from "../git/refs.js";
import { treeOfCommit } from "../git/trees.js";
import type { OpenRepository } from "../git/workspace.js";
import { emptyManifest, type Manifest } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import type { Oid } from "../model/version.js";
import { checkTree } from "../validate/check-tree.js";

/** The manifest that routes: the one at HEAD, whatever the working tree holds. */
export interface DraftManifest {
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  /** HEAD's commit; null before the first. */
  readonly head: Oid | null;
}

/**
 * Reads the manifest at HEAD; a branch without commits has none. Whether the versions of its pins exist is asked of
 * `versions`, and of nobody without it: each is a tag and three trees to read.
 */
export async function readDraftManifest(
  { repo }: OpenRepository,
  versions: VersionLookup = uncheckedPins,
): Promise<DraftManifest> {
  const { commit } = await readHead(repo);
  if (commit === null) return { manifest: emptyManifest, problems: [], head: null };
  const tree = await treeOfCommit(repo, commit);
  const { manifest, problems } = await checkTree(repo, tree, { agents: [], versions });
  return { manifest, problems, head: commit };
}
