import { type Head, readHead, readRef } from "../git/refs.js";
import { findRepository, type Repository } from "../git/repository.js";
import { countApart, readUpstream } from "../git/upstream.js";
import type { RemoteStanding } from "../model/next-step.js";
import type { World } from "../world.js";

/** How the branch stands to its upstream as of the last fetch; null where it has none. */
export async function remoteStanding(repo: Repository, head: Head): Promise<RemoteStanding | null> {
  const upstream = await readUpstream(repo, head);
  if (upstream === null) return null;
  const there = await readRef(repo, `refs/remotes/${upstream.remote}/${upstream.branch}`);
  if (there === null || head.commit === null) return { ...upstream, ahead: null, behind: null };
  return { ...upstream, ...(await countApart(repo, head.commit, there)) };
}

/** The same of the branch that a world is about. Throws as `findRepository` does. */
export async function readRemoteStanding(world: World): Promise<RemoteStanding | null> {
  const repo = await findRepository(world, world.cwd);
  return remoteStanding(repo, await readHead(repo));
}
