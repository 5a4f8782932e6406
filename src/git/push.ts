import { failure } from "../errors.js";
import { isAncestor } from "./history.js";
import type { Steps } from "./journal.js";
import { fetchMissing, listRemote, type RemoteRefs, tryTalk, wordsOf } from "./remote.js";
import type { Repository } from "./repository.js";

/**
 * Pushes branch and tags of a change in one atomic push, or nothing. Throws `number-taken` when the number
 * is another version there, `remote-moved` when the branch is elsewhere there, `push-refused` with the words
 * of git or the remote, and `push-unknown` when nobody can say whether it arrived: then the journal's entry
 * must stay.
 */
export async function push(repo: Repository, steps: Steps): Promise<void> {
  const { push: target } = steps;
  if (target === null) return;
  const { remote } = target;
  const said = await tryTalk(repo, [
    "push",
    "--atomic",
    "--porcelain",
    "--no-follow-tags",
    "--recurse-submodules=no",
    "--end-of-options",
    remote,
    ...refspecs(steps),
  ]);
  if (said.code === 0) return;
  // Why it failed is read from what the remote holds now, not from the words of one version of git.
  let now: RemoteRefs;
  try {
    now = await listRemote(repo, remote, target.branch);
  } catch {
    throw failure("push-unknown", { remote, what: describe(steps), reason: wordsOf(repo.world, said) });
  }
  if (await holds(repo, steps, now)) return;
  if (steps.tag !== null && now.versions.has(steps.tag.version))
    throw failure("number-taken", { version: steps.tag.version, remote });
  const { branch, tip } = target;
  if (now.branch !== tip && target.commit !== null) throw failure("remote-moved", { remote, branch });
  throw failure("push-refused", { remote, branch, reason: wordsOf(repo.world, said) });
}

/**
 * Asks the remote whether a push that was interrupted had arrived, and fetches it if so: its objects may be
 * gone here. Throws `push-unknown` when it does not answer.
 */
export async function hasArrived(repo: Repository, steps: Steps): Promise<boolean> {
  const { push: target } = steps;
  if (target === null) return false;
  try {
    const now = await listRemote(repo, target.remote, target.branch);
    await fetchMissing(repo, target.remote, target.branch, now);
    return await holds(repo, steps, now);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw failure("push-unknown", { remote: target.remote, what: describe(steps), reason });
  }
}

/** The push was atomic: its tag, or else its commit on the branch, stands for all of it. */
async function holds(repo: Repository, steps: Steps, now: RemoteRefs): Promise<boolean> {
  const { tag, push: target } = steps;
  if (tag !== null) return now.versions.get(tag.version)?.oid === tag.oid;
  if (target === null || target.commit === null || now.branch === null) return false;
  if (now.branch === target.commit) return true;
  await fetchMissing(repo, target.remote, target.branch, now);
  return isAncestor(repo, target.commit, now.branch);
}

function refspecs({ tag, push: target }: Steps): string[] {
  if (target === null) return [];
  const versions = tag === null ? target.earlier : [...target.earlier, tag];
  return [
    ...(target.commit === null ? [] : [`${target.commit}:refs/heads/${target.branch}`]),
    ...versions.map(({ version, oid }) => `${oid}:refs/tags/v${version}`),
  ];
}

function describe({ tag }: Steps): string {
  return tag === null ? "the change of phone-numbers.yaml" : `v${tag.version}`;
}
