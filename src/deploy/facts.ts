import { readConfiguration } from "../config/load.js";
import { readSettings } from "../config/settings.js";
import { failure } from "../errors.js";
import { highestTrailer, isAncestor, isShallow } from "../git/history.js";
import { readVersionRefs } from "../git/refs.js";
import { type StagedAgents, stageAgents } from "../git/stage.js";
import { branchHead, refuseUnfinished, remoteHeadBranch, remoteNames, shortBranch } from "../git/state.js";
import { type CommittedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import type { Workspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import { directions, type Manifest, manifestPath } from "../model/manifest.js";
import type { Tree } from "../model/tree.js";
import type { Version } from "../model/version.js";
import { overlayTree } from "./overlay-tree.js";
import type { DeployFacts } from "./plan.js";

/** What planning needs, and what applying will use again. */
export interface GatheredFacts {
  readonly facts: DeployFacts;
  readonly base: CommittedTree;
  readonly staged: StagedAgents;
  readonly configuration: Configuration;
  /** Text of the manifest that the commit starts from; null when there is none. */
  readonly manifestText: string | null;
}

/**
 * Looks at everything a deploy depends on. Throws where one must not be made from here: detached HEAD, an
 * unfinished merge, errors in the configuration, the wrong branch, a newest version that is not part of the branch, tags not fetched.
 */
export async function gatherFacts(
  workspace: Workspace,
  scope: readonly string[] | null,
  branch: string | null,
): Promise<GatheredFacts> {
  const { repo, versions, workTree, index } = workspace;
  await refuseUnfinished(repo);
  const head = await branchHead(repo);
  const conflict = index.find(({ path, stage }) => stage !== 0 && isOurs(path));
  if (conflict !== undefined) throw failure("unmerged-paths", { path: conflict.path });
  await refuseWrongBranch(workspace, shortBranch(head.ref), branch);

  const base = head.commit === null ? emptyTree : await treeOfCommit(repo, head.commit);
  const newest = await versions.newest();
  if (newest !== null && (head.commit === null || !(await isAncestor(repo, newest.commit, head.commit))))
    throw failure("newest-not-ancestor", { version: newest.version, branch: shortBranch(head.ref) });

  const tree: Tree = scope === null ? workTree : overlayTree(base, workTree, scope);
  const configuration = await readConfiguration(tree, {
    ...(scope === null ? {} : { agents: scope }),
    versions: agentsOfVersions(repo, versions),
  });
  refuseErrors(configuration);
  const fileMode = (await repo.config("core.filemode")) !== "false";
  const staged = await stageAgents(workTree, base, index, { scope, fileMode });
  const manifestBytes = await tree.read(manifestPath);
  const highestUsed = await highestNumber(workspace, head.commit, newest, configuration.manifest);
  return {
    base,
    staged,
    configuration,
    manifestText:
      manifestBytes === null ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(manifestBytes),
    facts: {
      base: { ref: head.ref, commit: head.commit },
      staged,
      newest: newest === null ? null : await contentOf(workspace, newest),
      highestUsed,
      manifest: configuration.manifest,
    },
  };
}

function refuseErrors({ problems, sources }: Configuration): void {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0) throw failure("invalid-configuration", { errors, problems, sources });
}

/** True for the paths that Tagline commits. */
function isOurs(path: string): boolean {
  return path === manifestPath || path.startsWith(`${agentsDirectory}/`);
}

async function contentOf(workspace: Workspace, newest: Version): Promise<NonNullable<DeployFacts["newest"]>> {
  const tree = await treeOfCommit(workspace.repo, newest.commit);
  const agents = (await tree.objectEntries(agentsDirectory)) ?? [];
  return {
    version: newest.version,
    tagOid: newest.tagOid,
    tree: (await tree.find(agentsDirectory))?.oid ?? null,
    agents: new Map(agents.map(({ name, oid }) => [name, oid])),
  };
}

/** Versions are made on one branch: that of tagline.yaml, else the remote's own, else any. */
async function refuseWrongBranch(
  workspace: Workspace,
  current: string,
  allowed: string | null,
): Promise<void> {
  if (allowed === current) return;
  const { repo, workTree } = workspace;
  const settings = readSettings(await workTree.read("tagline.yaml"));
  const remotes = await remoteNames(repo);
  const remote = settings.remote ?? (remotes.includes("origin") ? "origin" : remotes[0]);
  const own = settings.branch ?? (remote === undefined ? null : await remoteHeadBranch(repo, remote));
  const deployBranch = allowed ?? own;
  if (deployBranch !== null && deployBranch !== current)
    throw failure("wrong-branch", { branch: current, deployBranch });
}

/**
 * The highest number ever used: tags here, `Version:` trailers on the branch and pins, so that a lost newest
 * tag never frees its number. Where a remote exists, a number without its tag means tags were not fetched.
 */
async function highestNumber(
  workspace: Workspace,
  head: string | null,
  newest: Version | null,
  manifest: Manifest,
): Promise<number | null> {
  const { repo } = workspace;
  const known = new Set(
    [...(await readVersionRefs(repo)).refs.values()].flatMap(({ peeled }) => peeled ?? []),
  );
  if (newest !== null) known.add(newest.commit);
  const trailer = head === null ? null : await highestTrailer(repo, head, known);
  const used = Math.max(newest?.version ?? -1, trailer ?? -1, highestPin(manifest));
  const shallow = await isShallow(repo);
  const hasRemote = (await remoteNames(repo)).length > 0;
  const missing = used >= 0 && newest === null;
  if (hasRemote && (missing || (shallow && newest === null)))
    throw failure("tags-not-fetched", { version: Math.max(used, 0), shallow });
  return used < 0 ? null : used;
}

function highestPin(manifest: Manifest): number {
  let highest = -1;
  for (const entry of manifest.numbers.values())
    for (const direction of directions)
      for (const pin of entry.lines[direction] ?? []) highest = Math.max(highest, pin.version ?? -1);
  return highest;
}
