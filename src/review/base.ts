import { readSettings } from "../config/settings.js";
import { failure } from "../errors.js";
import { isAncestor, isShallow } from "../git/history.js";
import { runGit } from "../git/program.js";
import { readHead, readRef } from "../git/refs.js";
import type { Repository } from "../git/repository.js";
import { findRev } from "../git/revs.js";
import { remoteMainBranch } from "../git/state.js";
import { readUpstream, usualRemote } from "../git/upstream.js";
import type { OpenRepository } from "../git/workspace.js";
import type { Tree } from "../model/tree.js";
import { type Oid, parseRev } from "../model/version.js";

/** What a branch is reviewed against: where it left `name`. */
export interface ReviewBase {
  readonly name: string;
  /** The merge base of HEAD and `name`, not the tip of `name`. */
  readonly commit: Oid;
}

/**
 * Finds what to review against: `wanted`, else the pull request's base (GITHUB_BASE_REF), else the remote's
 * own branch, else the deploy branch of tagline.yaml, else the last version. `tree` is where tagline.yaml is read.
 * Throws `no-review-base`, `base-not-fetched`, `no-merge-base`, `no-draft`, and as `findRev` does.
 */
export async function findBase(
  opened: OpenRepository,
  tree: Tree,
  wanted: string | null,
): Promise<ReviewBase> {
  const { repo, versions } = opened;
  const head = (await readHead(repo)).commit;
  if (head === null) throw failure("no-draft");
  const name = wanted ?? (await usualBase(opened, tree));
  const rev = parseRev(name);
  const commit = rev.kind === "worktree" ? head : (await findRev(repo, versions, rev)).commit;
  if (commit === null) throw failure("no-draft");
  return { name, commit: await mergeBase(repo, name, commit, head) };
}

async function usualBase({ repo, versions }: OpenRepository, tree: Tree): Promise<string> {
  const settings = readSettings(await tree.read("tagline.yaml"));
  const upstream = await readUpstream(repo, await readHead(repo));
  const remote = await usualRemote(repo, upstream, settings.remote);
  const asked = repo.world.env.GITHUB_BASE_REF;
  if (asked) {
    const base = `${remote ?? "origin"}/${asked}`;
    if ((await readRef(repo, `refs/remotes/${base}`)) === null) throw failure("base-not-fetched", { base });
    return base;
  }
  const own = remote === null ? null : await remoteMainBranch(repo, remote);
  if (own !== null) return `${remote}/${own}`;
  const { branch } = settings;
  if (branch !== null && (await readRef(repo, `refs/heads/${branch}`)) !== null) return branch;
  const newest = await versions.newest();
  if (newest === null) throw failure("no-review-base");
  return `v${newest.version}`;
}

async function mergeBase(repo: Repository, name: string, commit: Oid, head: Oid): Promise<Oid> {
  if (commit === head) return head;
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["merge-base", commit, head], {
    optional: true,
  });
  const found = said?.stdout.toString("latin1").trim();
  if (found) return found;
  // Without git, a branch that is straight ahead or behind is all that can be told.
  if (said === null && (await isAncestor(repo, commit, head))) return commit;
  if (said === null && (await isAncestor(repo, head, commit))) return head;
  throw failure("no-merge-base", { base: name, shallow: await isShallow(repo) });
}
