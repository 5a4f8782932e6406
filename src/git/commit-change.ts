import { join, relative } from "node:path";
import { failure, TaglineError } from "../errors.js";
import type { Oid } from "../model/version.js";
import { checkoutsOf } from "./checkouts.js";
import { followCheckout } from "./follow-checkout.js";
import type { IndexStat } from "./index-file.js";
import { abandonEntry, endEntry, type JournalEntry, openJournal, type Steps } from "./journal.js";
import { cannotWrite, takeLocks } from "./locks.js";
import { keepObjects, type NewObject, withUnwritten, writeObjects } from "./objects.js";
import { push } from "./push.js";
import { recover } from "./recover.js";
import { readRef } from "./refs.js";
import type { Repository } from "./repository.js";
import { shortBranch } from "./state.js";
import { makeReady, type ReadySteps } from "./take-steps.js";

/** Everything one write does to a repository, worked out beforehand. */
export interface Change extends Steps {
  readonly objects: readonly NewObject[];
  /** What is known of files on disk that the index gets, so that git need not read them again. */
  readonly stats: ReadonlyMap<string, IndexStat>;
}

/**
 * Applies a change: journal, objects, all locks and every precondition, the push, and then tag, branch, index,
 * files. Until the tag exists (here or at the remote) nothing that anyone sees has changed; from then on the
 * journal lets any later command complete the rest. Throws `stale-plan`, `locked`, `number-blocked`,
 * `unmerged-paths`, `cannot-write` and what `push` throws, with nothing changed; and `unfinished`.
 */
export async function commitChange(repo: Repository, change: Change): Promise<void> {
  await repo.world.uninterrupted(() => apply(repo, change));
}

async function apply(repo: Repository, change: Change): Promise<void> {
  if (repo.branch !== null && change.commit !== null) {
    const { at, ...follow } = await followBranch(repo, change, change.commit);
    return carryOut(at, { ...change, ...follow, stats: new Map() });
  }
  return carryOut(repo, change);
}

/**
 * A branch is written to from its commits alone, so that what is on disk is known only here: the one working tree
 * that is on it follows. Throws `checkout-edited` and `several-checkouts`.
 */
async function followBranch(
  repo: Repository,
  { base, objects }: Change,
  to: Oid,
): Promise<Pick<Steps, "index" | "files"> & { readonly at: Repository }> {
  const ref = base.ref ?? "";
  const [checkout, ...more] = await checkoutsOf(repo, ref);
  if (checkout === undefined) return { at: repo, index: [], files: [] };
  if (more.length > 0)
    throw failure("several-checkouts", {
      branch: shortBranch(ref),
      directories: [checkout, ...more].map(({ workdir }) => workdir),
    });
  const follow = () => followCheckout(withUnwritten(repo, objects), checkout, { ref, from: base.commit, to });
  try {
    return await follow();
  } catch (error) {
    if (!(error instanceof TaglineError) || error.code !== "checkout-edited") throw error;
    // Another write moves the branch first and then its files, which look edited until it is done.
    if ((await readRef(repo, ref)) !== base.commit || (await isLocked(repo, checkout)))
      throw failure("stale-plan", { what: `What is on ${shortBranch(ref)}` });
    return follow();
  }
}

async function isLocked(repo: Repository, { gitdir }: Pick<Repository, "gitdir">): Promise<boolean> {
  const lock = repo.world.fs.lstat(join(gitdir, "index.lock"));
  return lock.then(
    () => true,
    () => false,
  );
}

async function carryOut(repo: Repository, change: Change): Promise<void> {
  const { objects: _objects, stats: _stats, ...steps } = change;
  const entry = await openEntry(repo, steps);
  await carryOutEntry(repo, entry, change).finally(() => endEntry(entry));
}

async function carryOutEntry(
  repo: Repository,
  entry: JournalEntry,
  { objects, stats }: Change,
): Promise<void> {
  const { steps } = entry;
  try {
    await write(repo, objects, writeObjects);
    const locks = await takeLocks(repo, entry, () => recover(repo, "here"));
    try {
      await write(repo, objects, keepObjects);
      await refuseCheckedOut(repo, steps);
      const ready = await makeReady(repo, entry, "begin", stats);
      await pushReady(repo, steps, ready);
      await ready.take().catch((error: unknown) => {
        throw unfinished(steps, error);
      });
    } finally {
      await locks.release();
    }
  } catch (error) {
    const isOpen = error instanceof TaglineError && ["push-unknown", "unfinished"].includes(error.code);
    // Where nothing can be removed, the next command clears it: the first error is the one to tell.
    await (isOpen ? abandonEntry(repo, entry) : removeEntry(repo, entry)).catch(() => undefined);
    throw error;
  }
  await removeEntry(repo, entry).catch((error: unknown) => {
    throw unfinished(steps, cannotWrite(entry.path, error));
  });
}

/** A working tree that went to the branch since it was looked for would be left behind by it. */
async function refuseCheckedOut(repo: Repository, { base, commit }: Steps): Promise<void> {
  if (repo.branch === null || commit === null || base.ref === null) return;
  if ((await checkoutsOf(repo, base.ref)).length > 0)
    throw failure("stale-plan", { what: `What is on ${shortBranch(base.ref)}` });
}

function removeEntry(repo: Repository, entry: JournalEntry): Promise<void> {
  return repo.world.fs.unlink(entry.path);
}

async function openEntry(repo: Repository, steps: Steps): Promise<JournalEntry> {
  const gitdir = relative(repo.commondir, repo.gitdir);
  const { base, commit, tag, index, files } = steps;
  const locks = [
    ...(repo.workdir !== null && index.length + files.length > 0 ? [join(gitdir, "index")] : []),
    ...(commit === null || base.ref === null ? [] : [join(gitdir, "HEAD"), base.ref]),
    ...(tag === null ? [] : [`refs/tags/v${tag.version}`]),
  ];
  try {
    return await openJournal(repo, { steps, gitdir, locks, workdir: repo.workdir });
  } catch (error) {
    throw cannotWrite(join(repo.commondir, "tagline"), error);
  }
}

async function write(
  repo: Repository,
  objects: readonly NewObject[],
  how: typeof writeObjects,
): Promise<void> {
  await how(repo, objects).catch((error: unknown) => {
    throw cannotWrite(join(repo.commondir, "objects"), error);
  });
}

async function pushReady(repo: Repository, steps: Steps, ready: ReadySteps): Promise<void> {
  try {
    await push(repo, steps);
  } catch (error) {
    await ready.drop();
    throw error;
  }
}

function unfinished(steps: Steps, error: unknown): unknown {
  if (!(error instanceof TaglineError)) return error;
  const what = steps.tag === null ? "The commit" : `v${steps.tag.version}`;
  return failure("unfinished", { what, reason: error.message });
}
