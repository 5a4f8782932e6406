import { dirname, join } from "node:path";
import { failure } from "../errors.js";
import { noLinks } from "./durable.js";
import { errnoOf, isMissing } from "./errno.js";
import { type JournalEntry, listJournal } from "./journal.js";
import type { Repository } from "./repository.js";

/** Locks that are held: all are given back together. */
export interface Locks {
  release(): Promise<void>;
}

const attempts = 20;
const pause = 50;

/**
 * Takes git's locks (`<path>.lock`) on every path of a journal entry, all or none, waiting about a second for
 * whoever holds one. Each is a hard link to the entry, so that it appears at once and says whose it is; one
 * that the entry has already stays. Nothing is held while waiting: `reclaim`, called then, may need these very
 * locks to complete what a process that is gone has left. Where files cannot be linked, a lock is a plain file,
 * which nobody reclaims. Throws `locked`, naming the file, its age and its holder, or `cannot-write`.
 */
export async function takeLocks(
  repo: Repository,
  entry: JournalEntry,
  reclaim: () => Promise<unknown>,
): Promise<Locks> {
  const unlinked: string[] = [];
  const release = async (): Promise<void> => {
    await releaseLocks(repo, entry);
    for (const file of unlinked.splice(0)) await repo.world.fs.unlink(file);
  };
  for (let attempt = 1; ; attempt++) {
    const busy = await takeAll(repo, entry, unlinked).catch(async (error: unknown) => {
      await release();
      throw error;
    });
    if (busy === null) return { release };
    await release();
    if (attempt === attempts) throw await lockedBy(repo, busy);
    await reclaim();
    if (attempt > 1) await repo.world.clock.sleep(pause);
  }
}

/** Removes the locks of an entry, and none that is not its own. */
export async function releaseLocks(repo: Repository, entry: JournalEntry): Promise<void> {
  for (const path of [...entry.locks].reverse()) {
    const file = join(repo.commondir, `${path}.lock`);
    if (!(await isSameFile(repo, entry.path, file))) continue;
    await repo.world.fs.unlink(file).catch((error: unknown) => {
      throw cannotWrite(file, error);
    });
  }
}

/** The refusal for a file that the system would not let us write; every other error is passed on. */
export function cannotWrite(file: string, error: unknown): Error {
  const code = errnoOf(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  const reasons: Record<string, string> = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
  };
  return failure("cannot-write", { file, reason: reasons[code] ?? code });
}

/** Gives the file of the first lock that someone else holds; null when all were taken. */
async function takeAll(repo: Repository, entry: JournalEntry, unlinked: string[]): Promise<string | null> {
  for (const path of entry.locks) {
    const file = join(repo.commondir, `${path}.lock`);
    try {
      await repo.world.fs.mkdir(dirname(file), { recursive: true });
      if ((await create(repo, entry, file)) === "unlinked") unlinked.push(file);
    } catch (error) {
      if (errnoOf(error) !== "EEXIST") throw cannotWrite(file, error);
      if (!(await isSameFile(repo, entry.path, file))) return file;
    }
  }
  return null;
}

async function create(repo: Repository, entry: JournalEntry, file: string): Promise<"linked" | "unlinked"> {
  const { fs } = repo.world;
  try {
    await fs.link(entry.path, file);
    return "linked";
  } catch (error) {
    if (!noLinks.includes(errnoOf(error) ?? "")) throw error;
    await (await fs.open(file, "wx")).close();
    return "unlinked";
  }
}

async function lockedBy(repo: Repository, file: string): Promise<Error> {
  const { world } = repo;
  const age = await ageOf(repo, file);
  for (const { path, owner, isEntry } of await listJournal(repo)) {
    if (!isEntry || owner === null || !(await isSameFile(repo, path, file))) continue;
    const state = await world.processes.state(owner);
    const pid = owner.split(".")[3] ?? owner;
    const holder =
      state === "running" ? `tagline (process ${pid})` : "tagline on another machine or in another container";
    return failure("locked", { file, age, holder, isOurs: true });
  }
  return failure("locked", {
    file,
    age,
    holder: "another process, git itself or an editor it waits for,",
    isOurs: false,
  });
}

async function isSameFile(repo: Repository, a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([identity(repo, a), identity(repo, b)]);
  return first !== null && first === second;
}

async function identity(repo: Repository, path: string): Promise<string | null> {
  try {
    const { dev, ino } = await repo.world.fs.lstat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function ageOf(repo: Repository, file: string): Promise<string> {
  const stat = await repo.world.fs.lstat(file).catch(() => null);
  const seconds = stat === null ? 0 : Math.max(0, Math.round((repo.world.clock.now() - stat.mtimeMs) / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
