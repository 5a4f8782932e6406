import type { Head } from "./refs.js";
import type { Repository } from "./repository.js";
import { remoteNames, shortBranch } from "./state.js";

/** Where a branch is pulled from: a remote, and the branch's short name there. */
export interface Upstream {
  readonly remote: string;
  readonly branch: string;
}

/** The upstream of the branch that HEAD is on, or null. One in this very repository (`.`) is none. */
export async function readUpstream(repo: Repository, head: Head): Promise<Upstream | null> {
  if (head.kind === "detached") return null;
  const branch = shortBranch(head.ref);
  const remote = await repo.config(`branch.${branch}.remote`);
  const merge = await repo.config(`branch.${branch}.merge`);
  if (remote === undefined || remote === "." || merge === undefined) return null;
  return { remote, branch: shortBranch(merge) };
}

/**
 * The remote that versions are pushed to: the upstream's, else `preferred` (tagline.yaml), else origin, else
 * the only one; null when nothing tells.
 */
export async function usualRemote(
  repo: Repository,
  upstream: Upstream | null,
  preferred: string | null,
): Promise<string | null> {
  const known = await remoteNames(repo);
  // A branch may also be pulled from a bare URL, which has no name to show or to push to.
  const followed = upstream !== null && known.includes(upstream.remote) ? upstream.remote : null;
  const named = followed ?? preferred ?? (known.includes("origin") ? "origin" : null);
  return named ?? (known.length === 1 ? (known[0] ?? null) : null);
}
