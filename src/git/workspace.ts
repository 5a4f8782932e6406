import { failure } from "../errors.js";
import { agentsDirectory } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import type { World } from "../world.js";
import { askAheadForChanges } from "./agent-files.js";
import { branchTree } from "./branch-tree.js";
import { type IndexEntry, readIndex } from "./index-file.js";
import { recover } from "./recover.js";
import { readHead } from "./refs.js";
import { findRepository, type Repository } from "./repository.js";
import { emptyTree, treeOfCommit } from "./trees.js";
import { readVersions, type Versions } from "./versions.js";
import { openWorkTree, type WorkTree } from "./work-tree.js";

/** A repository with its versions; what every verb starts from. */
export interface OpenRepository {
  readonly repo: Repository;
  readonly versions: Versions;
}

/** A repository with what the next commit is made from: its working tree and index, or a branch's own commit. */
export interface Workspace extends OpenRepository {
  readonly index: readonly IndexEntry[];
  readonly workTree: WorkTree;
}

/** A workspace on disk. */
export interface DiskWorkspace extends Workspace {
  readonly repo: Repository & { readonly workdir: string };
}

/**
 * Opens the repository around the world's current directory, after completing what an interrupted command
 * left, as far as that needs no remote. Throws as `findRepository` does.
 */
export async function openRepository(world: World): Promise<OpenRepository> {
  const repo = await findRepository(world, world.cwd);
  await recover(repo, "here");
  return { repo, versions: await readVersions(repo) };
}

/**
 * Opens the repository with its index and working tree; `agents` limits what of `agents/` is listed. Throws
 * `no-working-tree` in a bare repository.
 */
export async function openWorkspace(
  world: World,
  action: string,
  agents: readonly string[] | null = null,
): Promise<DiskWorkspace> {
  return withWorkTree(await openRepository(world), action, agents);
}

/** Adds the working tree to an opened repository. Throws `no-working-tree` in a bare one. */
export async function withWorkTree(
  opened: OpenRepository,
  action: string,
  agents: readonly string[] | null = null,
): Promise<DiskWorkspace> {
  const { repo, versions } = opened;
  const { workdir } = repo;
  if (workdir === null) throw failure("no-working-tree", { action });
  const rooted = { ...repo, workdir };
  const asked = await askAheadForChanges(rooted, agents);
  const index = await readIndex(repo);
  refuseSparse(index.entries);
  const workTree = openWorkTree(rooted, index, agents, asked);
  return { repo: rooted, versions, index: index.entries, workTree };
}

/** Adds the branch's commit as what the next one is made from: no file on disk is looked at. */
export async function withBranchTree(opened: OpenRepository): Promise<Workspace> {
  const { commit } = await readHead(opened.repo);
  const tree = commit === null ? emptyTree : await treeOfCommit(opened.repo, commit);
  return { ...opened, index: [], workTree: branchTree(tree) };
}

/** What a sparse checkout leaves out looks like deleted files, and a deploy would delete them. */
function refuseSparse(index: readonly IndexEntry[]): void {
  const left = index.find(
    ({ path, isLeftOut }) => isLeftOut && (path === manifestPath || path.startsWith(`${agentsDirectory}/`)),
  );
  if (left === undefined) return;
  throw failure("unsupported-repository", {
    reason: `its sparse checkout leaves out ${left.path}`,
    hint: "git sparse-checkout disable, or add agents/ and phone-numbers.yaml to it",
  });
}
