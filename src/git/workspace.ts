import { failure } from "../errors.js";
import { agentsDirectory } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import type { World } from "../world.js";
import { type IndexEntry, readIndex } from "./index-file.js";
import { recover } from "./recover.js";
import { findRepository, type Repository } from "./repository.js";
import { readVersions, type Versions } from "./versions.js";
import { openWorkTree, type WorkTree } from "./work-tree.js";

/** A repository with its versions; what every verb starts from. */
export interface OpenRepository {
  readonly repo: Repository;
  readonly versions: Versions;
}

/** A repository with a working tree. */
export interface Workspace extends OpenRepository {
  readonly repo: Repository & { readonly workdir: string };
  readonly index: readonly IndexEntry[];
  readonly workTree: WorkTree;
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
): Promise<Workspace> {
  return withWorkTree(await openRepository(world), action, agents);
}

/** Adds the working tree to an opened repository. Throws `no-working-tree` in a bare one. */
export async function withWorkTree(
  opened: OpenRepository,
  action: string,
  agents: readonly string[] | null = null,
): Promise<Workspace> {
  const { repo, versions } = opened;
  const { workdir } = repo;
  if (workdir === null) throw failure("no-working-tree", { action });
  const rooted = { ...repo, workdir };
  const index = await readIndex(repo);
  refuseSparse(index);
  return { repo: rooted, versions, index, workTree: openWorkTree(rooted, index, agents) };
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
