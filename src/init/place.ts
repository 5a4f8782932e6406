import { dirname, join, relative, resolve } from "node:path";
import { failure, TaglineError } from "../errors.js";
import { isMissing } from "../git/errno.js";
import { findRepository, type Repository } from "../git/repository.js";
import { type DiskWorkspace, openWorkspace } from "../git/workspace.js";
import { agentsDirectory, isSlug } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import type { World, WorldFs } from "../world.js";
import type { AtPath } from "./plan.js";

/** Where a repository is to be made ready, and what is there. */
export interface Place {
  /** The repository's root, absolute; the directory may not be there yet. */
  readonly directory: string;
  /** The world with that as its current directory. */
  readonly world: World;
  /** Null where there is no repository yet. */
  readonly workspace: DiskWorkspace | null;
  /** Agents that have a directory, by name. */
  readonly agents: readonly string[];
  readonly hasManifest: boolean;
}

/**
 * Looks at a directory, given from the world's current one. Throws `no-working-tree` in a bare repository,
 * `inside-repository` below the root of one, `cannot-write` where the way or `agents/` is no directory, and as
 * `openWorkspace` does.
 */
export async function readPlace(world: World, name: string | null): Promise<Place> {
  const directory = resolve(world.cwd, name ?? ".");
  await refuseFiles(world.fs, directory);
  const repo = await repositoryAround(world, directory);
  if (repo?.workdir === null) throw failure("no-working-tree", { action: "make agents in" });
  const workdir = repo === null ? null : await realPath(world.fs, repo.workdir ?? "");
  if (workdir !== null && workdir !== (await realPath(world.fs, directory)))
    throw failure("inside-repository", {
      directory: name ?? directory,
      root: relative(world.cwd, workdir) || ".",
      git: name === null ? "git init" : `git init ${name}`,
    });
  const here = { ...world, cwd: directory };
  const agents = await atPath(world.fs, directory, `${agentsDirectory}/x`);
  if (agents.kind === "blocked")
    throw failure("cannot-write", { file: agents.by, reason: "it is not a directory" });
  return {
    directory,
    world: here,
    workspace: repo === null ? null : await openWorkspace(here, "make agents in", []),
    agents: await agentsIn(world.fs, directory),
    hasManifest: (await atPath(world.fs, directory, manifestPath)).kind === "there",
  };
}

/** What is at a path below `root`; no link is followed. */
export async function atPath(fs: WorldFs, root: string, path: string): Promise<AtPath> {
  const steps = path.split("/");
  for (let length = 1; length <= steps.length; length++) {
    const part = steps.slice(0, length).join("/");
    const stat = await lstatOrNull(fs, join(root, part));
    if (stat === null) return { kind: "nothing", from: part };
    if (length < steps.length && !stat.isDirectory()) return { kind: "blocked", by: part };
  }
  return { kind: "there" };
}

async function refuseFiles(fs: WorldFs, directory: string): Promise<void> {
  for (let at = directory; ; at = dirname(at)) {
    const stat = await fs.stat(at).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    if (stat !== null && !stat.isDirectory())
      throw failure("cannot-write", { file: at, reason: "it is not a directory" });
    if (stat !== null || at === dirname(at)) return;
  }
}

async function repositoryAround(world: World, directory: string): Promise<Repository | null> {
  try {
    return await findRepository(world, directory);
  } catch (error) {
    if (error instanceof TaglineError && error.code === "not-a-repository") return null;
    throw error;
  }
}

/** Two names of one directory must not be taken for two. */
async function realPath(fs: WorldFs, directory: string): Promise<string> {
  return (await fs.realpath(directory).catch(() => directory)).toString();
}

async function agentsIn(fs: WorldFs, directory: string): Promise<readonly string[]> {
  const entries = await fs
    .readdir(join(directory, agentsDirectory), { withFileTypes: true })
    .catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  return entries
    .filter((entry) => entry.isDirectory() && isSlug(entry.name))
    .map(({ name }) => name)
    .sort();
}

async function lstatOrNull(fs: WorldFs, path: string): Promise<Awaited<ReturnType<WorldFs["lstat"]>> | null> {
  return fs.lstat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}
