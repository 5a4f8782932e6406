import { join } from "node:path";
import { readHead } from "../git/refs.js";
import { findRepository } from "../git/repository.js";
import { agentsDirectory } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import type { World } from "../world.js";

/** What tells that a repository changed. */
export interface Pulse {
  /** The working tree's root; null in a bare repository. */
  readonly root: string | null;
  /** Differs when HEAD, its branch, the tags, the index or the manifest on disk changed. */
  readonly fingerprint: string;
  /** Directories in which such a change, or an edit of an agent, can be noticed. */
  readonly places: readonly { readonly path: string; readonly isDeep: boolean }[];
}

/** Takes the pulse: a handful of `stat`s, whatever the number of versions. Throws as `findRepository` does. */
export async function readPulse(world: World): Promise<Pulse> {
  const repo = await findRepository(world, world.cwd);
  const { gitdir, commondir, workdir } = repo;
  const head = await readHead(repo);
  const files = [join(gitdir, "index"), join(commondir, "packed-refs"), join(commondir, "refs/tags")];
  if (workdir !== null) files.push(join(workdir, manifestPath), join(workdir, agentsDirectory));
  const stats = await Promise.all(files.map((path) => world.fs.stat(path).catch(() => null)));
  const marks = stats.map((stat) => (stat === null ? "-" : `${stat.mtimeMs}:${stat.size}:${stat.ino}`));
  const places = [
    { path: gitdir, isDeep: false },
    { path: join(commondir, "refs/heads"), isDeep: false },
    { path: join(commondir, "refs/tags"), isDeep: false },
  ];
  if (workdir !== null)
    places.push({ path: workdir, isDeep: false }, { path: join(workdir, agentsDirectory), isDeep: true });
  const where = head.kind === "branch" ? head.ref : "";
  return { root: workdir, fingerprint: [where, head.commit, ...marks].join(" "), places };
}
