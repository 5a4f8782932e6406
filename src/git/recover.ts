import { join } from "node:path";
import { TaglineError } from "../errors.js";
import { errnoOf } from "./errno.js";
import {
  abandonEntry,
  claimEntry,
  endEntry,
  isUnderWay,
  type JournalEntry,
  type JournalFile,
  listJournal,
} from "./journal.js";
import { releaseLocks, takeLocks } from "./locks.js";
import { hasArrived } from "./push.js";
import { readRef } from "./refs.js";
import { removeTree } from "./remove-tree.js";
import type { Repository } from "./repository.js";
import { makeReady, removeLeftovers } from "./take-steps.js";
import { findVersionRef } from "./version-refs.js";

/** What became of a change that was interrupted. `version` is null where it made none. */
export interface Recovery {
  readonly outcome: "completed" | "dropped" | "undecided";
  readonly version: number | null;
}

/**
 * Completes or undoes what processes that are gone left behind: a change whose version exists here, or whose
 * commit the branch has, is completed; any other is dropped, which leaves nothing but unreferenced objects.
 * Only a push can leave a doubt, which the remote alone can settle: with `here` its locks are given back and
 * the entry waits, with `remote` the remote is asked. One look at a directory when there is nothing to do.
 * Gives what it did. Throws what `listRemote` throws when the remote does not answer.
 */
export async function recover(repo: Repository, ask: "here" | "remote"): Promise<readonly Recovery[]> {
  const done: Recovery[] = [];
  try {
    for (const file of await listJournal(repo)) {
      if (!(await isLeft(repo, file))) continue;
      if (!file.isEntry) await removeTree(repo.world.fs, file.path);
      else {
        const entry = await claimEntry(repo, file.path);
        if (entry === null) continue;
        const outcome = await settle(repo, entry, ask).finally(() => endEntry(entry));
        done.push({ outcome, version: entry.steps.tag?.version ?? null });
      }
    }
  } catch (error) {
    // Whoever may only read can still read.
    if (ask === "here" && ["EROFS", "EACCES", "EPERM"].includes(errnoOf(error) ?? "")) return done;
    throw error;
  }
  return done;
}

async function isLeft(repo: Repository, { path, owner, isEntry }: JournalFile): Promise<boolean> {
  const { processes } = repo.world;
  if (owner === null || (await processes.state(owner)) === "gone") return true;
  // In a process that goes on, such as a server, a write that failed may have left its own.
  return isEntry && owner === (await processes.self()) && !isUnderWay(path);
}

async function settle(
  repo: Repository,
  entry: JournalEntry,
  ask: "here" | "remote",
): Promise<Recovery["outcome"]> {
  const verdict = await verdictHere(repo, entry);
  if (verdict === "ask" && ask === "here") {
    await leave(repo, entry);
    return "undecided";
  }
  let arrived = verdict === "complete";
  try {
    if (verdict === "ask") {
      // What arrived is fetched, and git needs these very locks for that.
      await releaseLocks(repo, entry);
      arrived = await hasArrived(repo, entry.steps);
    }
    if (arrived) await complete(repo, entry);
  } catch (error) {
    await leave(repo, entry);
    // Somebody works here right now: who only reads goes on with what there is.
    if (ask === "here" && error instanceof TaglineError && error.code === "locked") return "undecided";
    throw error;
  }
  await releaseLocks(repo, entry);
  await removeLeftovers({ ...repo, workdir: entry.workdir }, entry.steps);
  await removeTree(repo.world.fs, entry.path);
  return arrived ? "completed" : "dropped";
}

/** What the repository itself says of a change; `ask` when only the remote knows whether it was pushed. */
async function verdictHere(repo: Repository, { steps }: JournalEntry): Promise<"complete" | "drop" | "ask"> {
  const { tag, commit, base, push } = steps;
  if (tag !== null) {
    const found = await findVersionRef(repo, tag.version);
    if (found !== null && "ref" in found && found.ref.oid === tag.oid) return "complete";
  } else if (commit !== null && base.ref !== null) {
    if ((await readRef(repo, base.ref)) === commit) return "complete";
  }
  return push === null ? "drop" : "ask";
}

async function complete(repo: Repository, entry: JournalEntry): Promise<void> {
  const at = { ...repo, gitdir: join(repo.commondir, entry.gitdir), workdir: entry.workdir };
  const locks = await takeLocks(at, entry, () => Promise.resolve());
  try {
    await (await makeReady(at, entry, "resume")).take();
  } finally {
    await locks.release();
  }
}

/** Gives the locks back and the entry away. */
async function leave(repo: Repository, entry: JournalEntry): Promise<void> {
  await releaseLocks(repo, entry);
  await abandonEntry(repo, entry);
}
