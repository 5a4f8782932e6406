import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import { runGit } from "./program.js";
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
  const remote = repo.config(`branch.${branch}.remote`);
  const merge = repo.config(`branch.${branch}.merge`);
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
  const known = remoteNames(repo);
  // A branch may also be pulled from a bare URL, which has no name to show or to push to.
  const followed = upstream !== null && known.includes(upstream.remote) ? upstream.remote : null;
  const named = followed ?? preferred ?? (known.includes("origin") ? "origin" : null);
  return named ?? (known.length === 1 ? (known[0] ?? null) : null);
}

/** What one commit is to another: `absent` when there is nothing on one of the sides. */
export type Relation = "same" | "ahead" | "behind" | "diverged" | "absent";

/** Every commit of a history. */
export async function commitsOf(repo: Repository, head: Oid): Promise<ReadonlySet<Oid>> {
  return new Set((await revList(repo, [head])).split("\n"));
}

/** How many commits `head` has that `other` lacks, and the other way round. */
export async function countApart(
  repo: Repository,
  head: Oid,
  other: Oid,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  if (head === other) return { ahead: 0, behind: 0 };
  const said = await revList(repo, ["--left-right", "--count", `${head}...${other}`]);
  const [ahead = 0, behind = 0] = said.trim().split("\t").map(Number);
  return { ahead, behind };
}

/** What `head` is to `other`. */
export async function relationTo(repo: Repository, head: Oid | null, other: Oid | null): Promise<Relation> {
  if (head === null || other === null) return "absent";
  const { ahead, behind } = await countApart(repo, head, other);
  if (ahead === 0 && behind === 0) return "same";
  if (behind === 0) return "ahead";
  return ahead === 0 ? "behind" : "diverged";
}

async function revList(repo: Repository, args: readonly string[]): Promise<string> {
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["rev-list", ...args, "--"]);
  if (said?.code === 0) return said.stdout.toString("latin1");
  const reason = `git cannot walk its history (${said?.stderr.trim() ?? ""})`;
  throw failure("unsupported-repository", { reason, hint: "git fsck" });
}
