import { readConfiguration } from "../config/load.js";
import { uncheckedPins } from "../config/version-lookup.js";
import { newObject } from "../git/objects.js";
import { readHead } from "../git/refs.js";
import { findRev } from "../git/revs.js";
import { stageAgents } from "../git/stage.js";
import { type CommittedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { type OpenRepository, withWorkTree } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import { type Manifest, manifestPath } from "../model/manifest.js";
import type { Tree } from "../model/tree.js";
import type { Oid, Rev } from "../model/version.js";

/** One side of a comparison: a rev, or nothing at all (before the first version). */
export type SideRev = Rev | { readonly kind: "nothing" };

/** A side, opened: what is there, by oid, with nothing parsed yet. */
export interface Side {
  readonly rev: SideRev;
  /** Null for the working tree and for nothing. */
  readonly commit: Oid | null;
  /** The version's number, when the side is one. */
  readonly version: number | null;
  /** That number where the version's tag was moved by hand: this is what it was published as. */
  readonly moved: number | null;
  readonly tree: Tree;
  /** Oid of every agent's directory. */
  readonly agents: ReadonlyMap<string, Oid>;
  /** The tree whose manifest stands beside this side's agents, and that manifest's oid (null for none). */
  readonly manifestTree: Tree;
  readonly manifestOid: Oid | null;
}

/**
 * Opens a side. A version has no manifest of its own (the copy inside it is history): the one at HEAD stands
 * beside it. Throws as `findRev` does, and `no-working-tree`.
 */
export async function openSide(opened: OpenRepository, rev: SideRev): Promise<Side> {
  switch (rev.kind) {
    case "nothing":
      return {
        rev,
        commit: null,
        version: null,
        moved: null,
        tree: emptyTree,
        agents: new Map(),
        ...(await routing(opened)),
      };
    case "worktree":
      return openWorktreeSide(opened, rev);
    default: {
      const { tree, commit, version, moved } = await findRev(opened.repo, opened.versions, rev);
      const committed = commit === null ? emptyTree : await treeOfCommit(opened.repo, commit);
      const manifest = rev.kind === "version" ? await routing(opened) : await manifestOf(committed);
      return { rev, commit, version, moved, tree, agents: await agentOids(committed), ...manifest };
    }
  }
}

/** Reads some agents of a side, and its manifest (null when it cannot be read) when `manifest` says so. */
export async function readSide(
  side: Side,
  agents: readonly string[],
  manifest: boolean,
): Promise<{ readonly agents: Configuration["agents"]; readonly manifest: Manifest | null }> {
  const read = await readConfiguration(side.tree, { agents, manifest: false, versions: uncheckedPins });
  if (!manifest) return { agents: read.agents, manifest: read.manifest };
  const numbers = await readConfiguration(side.manifestTree, { agents: [], versions: uncheckedPins });
  const isUnreadable =
    numbers.manifest.numbers.size === 0 &&
    numbers.problems.some(({ file, severity }) => file === manifestPath && severity === "error");
  return { agents: read.agents, manifest: isUnreadable ? null : numbers.manifest };
}

async function openWorktreeSide(opened: OpenRepository, rev: { readonly kind: "worktree" }): Promise<Side> {
  const { repo, workTree, index } = await withWorkTree(opened, "compare");
  const fileMode = repo.config("core.filemode") !== "false";
  const { commit } = await readHead(repo);
  const head = commit === null ? emptyTree : await treeOfCommit(repo, commit);
  const { agents } = await stageAgents(workTree, head, index, { scope: null, fileMode });
  const bytes = await workTree.read(manifestPath);
  const manifestOid = bytes === null ? null : newObject("blob", bytes).oid;
  return {
    rev,
    commit: null,
    version: null,
    moved: null,
    tree: workTree,
    agents,
    manifestTree: workTree,
    manifestOid,
  };
}

type ManifestSource = Pick<Side, "manifestTree" | "manifestOid">;

async function manifestOf(tree: CommittedTree): Promise<ManifestSource> {
  return { manifestTree: tree, manifestOid: (await tree.find(manifestPath))?.oid ?? null };
}

/** The manifest that routes calls: HEAD's. */
async function routing({ repo }: OpenRepository): Promise<ManifestSource> {
  const { commit } = await readHead(repo);
  return manifestOf(commit === null ? emptyTree : await treeOfCommit(repo, commit));
}

async function agentOids(tree: CommittedTree): Promise<Map<string, Oid>> {
  return new Map((await tree.objectEntries(agentsDirectory))?.map(({ name, oid }) => [name, oid]) ?? []);
}
