import { findSettingsErrors, readSettings, type Settings } from "../config/settings.js";
import { failure } from "../errors.js";
import { isAncestor } from "../git/history.js";
import { type Head, readRef } from "../git/refs.js";
import type { Repository } from "../git/repository.js";
import { remoteMainBranch, shortBranch } from "../git/state.js";
import { readUpstream, usualRemote } from "../git/upstream.js";
import type { WritableWorkspace } from "../push/index.js";

/**
 * Versions are made on one branch: that of tagline.yaml, else the remote's own, else any. A detached HEAD is
 * on it when the branch contains it. Throws `wrong-branch`, `detached-head` for a commit that it does not, or `invalid-settings`.
 */
export async function refuseWrongBranch(
  { repo, workTree, push }: WritableWorkspace,
  head: Head,
  allowed: string | null,
): Promise<void> {
  const bytes = await workTree.read("tagline.yaml");
  // A branch or a demand for signatures that is not understood must not be passed over.
  const errors = await findSettingsErrors(bytes);
  if (errors.length > 0) throw failure("invalid-settings", { errors });
  const { remote, own } = await usualDeployBranch(repo, head, readSettings(bytes), push?.remote ?? null);
  const deployBranch = allowed ?? own;
  if (head.kind === "branch") {
    const branch = shortBranch(head.ref);
    if (deployBranch !== null && deployBranch !== branch)
      throw failure("wrong-branch", { branch, deployBranch });
    return;
  }
  const candidates = [`refs/heads/${deployBranch}`, `refs/remotes/${remote}/${deployBranch}`];
  for (const ref of deployBranch === null ? [] : candidates) {
    const tip = await readRef(repo, ref);
    if (tip !== null && (await isAncestor(repo, head.commit, tip))) return;
  }
  throw failure("detached-head");
}

/** The remote that versions go to and the branch that they are made on; null where nothing tells. */
export async function usualDeployBranch(
  repo: Repository,
  head: Head,
  settings: Settings,
  pushedTo: string | null,
): Promise<{ readonly remote: string | null; readonly own: string | null }> {
  const upstream = await readUpstream(repo, head);
  const remote = pushedTo ?? (await usualRemote(repo, upstream, settings.remote));
  return {
    remote,
    own: settings.branch ?? (remote === null ? null : await remoteMainBranch(repo, remote)),
  };
}
