import { failure } from "../errors.js";
import { isAncestor, isShallow } from "../git/history.js";
import { readHead } from "../git/refs.js";
import { type StagedAgents, stageAgents } from "../git/stage.js";
import { refuseUnfinished } from "../git/state.js";
import { type CommittedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import { agentsDirectory } from "../model/agent.js";
import type { CheckedConfiguration } from "../model/configuration.js";
import { manifestPath } from "../model/manifest.js";
import type { Tree } from "../model/tree.js";
import type { Version } from "../model/version.js";
import type { WritableWorkspace } from "../push/index.js";
import { checkTree } from "../validate/check-tree.js";
import { refuseWrongBranch } from "./deploy-branch.js";
import { highestNumber } from "./highest-number.js";
import { overlayTree } from "./overlay-tree.js";
import type { DeployFacts } from "./plan.js";

/** What planning needs, and what applying will use again. */
export interface GatheredFacts {
  readonly facts: DeployFacts;
  readonly base: CommittedTree;
  readonly staged: StagedAgents;
  readonly configuration: CheckedConfiguration;
  /** Text of the manifest that the commit starts from; null when there is none. */
  readonly manifestText: string | null;
}

/** What of a deploy's request its facts depend on. */
export interface FactsRequest {
  readonly scope: readonly string[] | null;
  /** The branch that versions are made on, where it is not the usual one. */
  readonly branch: string | null;
  /** A version of the remote to leave out: an earlier push of this very deploy, maybe. */
  readonly without: number | null;
}

/**
 * Looks at everything a deploy depends on. Throws where one must not be made from here: an unfinished merge,
 * errors in the configuration, the wrong branch, a newest version that is not part of it, tags not fetched.
 */
export async function gatherFacts(
  workspace: WritableWorkspace,
  request: FactsRequest,
): Promise<GatheredFacts> {
  const { repo, versions, workTree, index, push } = workspace;
  const { scope } = request;
  await refuseUnfinished(repo);
  const head = await readHead(repo);
  const conflict = index.find(({ path, stage }) => stage !== 0 && isOurs(path));
  if (conflict !== undefined) throw failure("unmerged-paths", { path: conflict.path });
  await refuseWrongBranch(workspace, head, request.branch);

  const base = head.commit === null ? emptyTree : await treeOfCommit(repo, head.commit);
  const newest = await versions.newest(request.without);
  if (newest !== null) await refuseForeign(workspace, newest, head);

  const tree: Tree = scope === null ? workTree : overlayTree(base, workTree, scope);
  const configuration = await checkTree(repo, tree, {
    ...(scope === null ? {} : { agents: scope }),
    versions: agentsOfVersions(repo, versions),
  });
  refuseErrors(configuration);
  const fileMode = repo.config("core.filemode") !== "false";
  const staged = await stageAgents(workTree, base, index, { scope, fileMode });
  const manifestBytes = await tree.read(manifestPath);
  return {
    base,
    staged,
    configuration,
    manifestText:
      manifestBytes === null ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(manifestBytes),
    facts: {
      base: { ref: head.kind === "branch" ? head.ref : null, commit: head.commit },
      draft: await agentsOf(base),
      staged,
      newest: newest === null ? null : await contentOf(workspace, newest),
      highestUsed: await highestNumber(workspace, head.commit, newest, configuration.manifest),
      manifest: configuration.manifest,
      push: push === null ? null : { remote: push.remote, branch: push.branch },
      unpushed: {
        versions: push?.earlier.map(({ version }) => version) ?? [],
        head: push?.relation === "ahead" || push?.relation === "absent",
      },
    },
  };
}

function refuseErrors({ problems, sources }: CheckedConfiguration): void {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0) throw failure("invalid-configuration", { errors, problems, sources });
}

/** True for the paths that Tagline commits. */
function isOurs(path: string): boolean {
  return path === manifestPath || path.startsWith(`${agentsDirectory}/`);
}

/** A deploy that does not contain the newest version would take back what that one brought. */
async function refuseForeign(
  { repo }: WritableWorkspace,
  newest: Version,
  head: Awaited<ReturnType<typeof readHead>>,
): Promise<void> {
  const { version, commit } = newest;
  if (head.commit !== null && (await isAncestor(repo, commit, head.commit))) return;
  // Where history is cut off, not to find it means nothing.
  if (await isShallow(repo)) throw failure("tags-not-fetched", { version, shallow: true });
  const branch = head.kind === "branch" ? head.ref.replace(/^refs\/heads\//, "") : "HEAD";
  throw failure("newest-not-ancestor", { version, branch });
}

async function contentOf(
  workspace: WritableWorkspace,
  newest: Version,
): Promise<NonNullable<DeployFacts["newest"]>> {
  const tree = await treeOfCommit(workspace.repo, newest.commit);
  return {
    version: newest.version,
    tagOid: newest.tagOid,
    tree: (await tree.find(agentsDirectory))?.oid ?? null,
    agents: await agentsOf(tree),
  };
}

async function agentsOf(tree: CommittedTree): Promise<Map<string, string>> {
  const entries = (await tree.objectEntries(agentsDirectory)) ?? [];
  return new Map(entries.map(({ name, oid }) => [name, oid]));
}
