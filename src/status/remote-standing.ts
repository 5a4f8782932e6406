import { type Head, readRef } from "../git/refs.js";
import type { Repository } from "../git/repository.js";
import { countApart, readUpstream } from "../git/upstream.js";
import type { RemoteStanding } from "../model/next-step.js";

/** How the branch stands to its upstream as of the last fetch; null where it has none. */
export async function remoteStanding(repo: Repository, head: Head): Promise<RemoteStanding | null> {
  const upstream = await readUpstream(repo, head);
  if (upstream === null) return null;
  const there = await readRef(repo, `refs/remotes/${upstream.remote}/${upstream.branch}`);
  if (there === null || head.commit === null) return { ...upstream, ahead: null, behind: null };
  return { ...upstream, ...(await countApart(repo, head.commit, there)) };
}
