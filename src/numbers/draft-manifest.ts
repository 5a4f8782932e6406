import { readConfiguration } from "../config/load.js";
import { readHead } from "../git/refs.js";
import { treeOfCommit } from "../git/trees.js";
import { type AgentsOfVersions, agentsOfVersions } from "../git/version-lookup.js";
import type { OpenRepository } from "../git/workspace.js";
import { emptyManifest, type Manifest } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import type { Oid } from "../model/version.js";

/** The manifest that routes: the one at HEAD, whatever the working tree holds. */
export interface DraftManifest {
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  /** HEAD's commit; null before the first. */
  readonly head: Oid | null;
  readonly agents: AgentsOfVersions;
}

/** Reads the manifest at HEAD; a branch without commits has none. */
export async function readDraftManifest(opened: OpenRepository): Promise<DraftManifest> {
  const { commit } = await readHead(opened.repo);
  const agents = agentsOfVersions(opened.repo, opened.versions);
  if (commit === null) return { manifest: emptyManifest, problems: [], head: null, agents };
  const tree = await treeOfCommit(opened.repo, commit);
  const { manifest, problems } = await readConfiguration(tree, { agents: [], versions: agents });
  return { manifest, problems, head: commit, agents };
}
