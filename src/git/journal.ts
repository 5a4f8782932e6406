import { basename, join } from "node:path";
import type { Oid } from "../model/version.js";
import type { Signature } from "./commit-object.js";
import { writeDurably } from "./durable.js";
import { isMissing } from "./errno.js";
import type { Repository } from "./repository.js";

/** An index entry as far as a change is concerned; null is a path that is not in the index. */
export type IndexState = { readonly oid: Oid; readonly mode: number } | null;

/** What a change makes of a repository, step by step: all that is needed to complete it in another process. */
export interface Steps {
  /** Where HEAD must be; `ref` is null for a detached HEAD, which only ever gets a tag. */
  readonly base: { readonly ref: string | null; readonly commit: Oid | null };
  /** The branch's new commit; null leaves the branch alone. */
  readonly commit: Oid | null;
  /** The version tag to make, which must not exist. */
  readonly tag: { readonly version: number; readonly oid: Oid } | null;
  /** Where branch and tag go before anything changes here; null stays in this clone. */
  readonly push: {
    readonly remote: string;
    /** The branch's name there. */
    readonly branch: string;
    /** What that branch gets; null pushes tags only. */
    readonly commit: Oid | null;
    /** Where that branch was when the change was planned; null when it was not there. */
    readonly tip: Oid | null;
    /** Earlier versions that the remote lacks and that go along. */
    readonly earlier: readonly { readonly version: number; readonly oid: Oid }[];
  } | null;
  /** Paths of the index whose entry changes. */
  readonly index: readonly {
    readonly path: string;
    readonly before: IndexState;
    readonly after: IndexState;
  }[];
  /**
   * Files to change on disk, each only if it still holds what the plan read; null is a file that is not there.
   * Bytes as text of one character each (`latin1`), so that JSON keeps any of them.
   */
  readonly files: readonly {
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly executable?: boolean;
  }[];
  readonly committer: Signature;
  /** What the branch's reflog says. */
  readonly reflog: string;
}

/**
 * The record of a change under way: a file in `<common git dir>/tagline/` that is complete from the moment it
 * has its name. Its name says whose it is, and the locks of the change are hard links to it: a lock is ours
 * when it is the same file as a record.
 */
export interface JournalEntry {
  readonly path: string;
  readonly steps: Steps;
  /** Git directory of the working tree, and the paths that are locked, all relative to the common directory. */
  readonly gitdir: string;
  readonly locks: readonly string[];
  /** The working tree itself; null when there is none. */
  readonly workdir: string | null;
}

/** A file in the journal's directory, or a scratch repository. */
export interface JournalFile {
  readonly path: string;
  /** Name of the process that made it; null when it was given away. */
  readonly owner: string | null;
  /** Whether it is an entry, and not something temporary. */
  readonly isEntry: boolean;
}

type JournalBody = Omit<JournalEntry, "path">;

const suffix = ".change";
const abandoned = "abandoned";
/** Counts for the whole process, since all repositories in it share the process's name. */
let written = 0;
/** Paths of the entries that this very process has under way; what else of its own is there was left by a failure. */
const underWay = new Set<string>();

/** The directory of journal and temporary files; it exists once something was written. */
export function journalDirectory(repo: Repository): string {
  return join(repo.commondir, "tagline");
}

/** A path in the journal's directory that no other process and no earlier call uses. */
export async function ownPath(repo: Repository, ending: string): Promise<string> {
  written += 1;
  return join(journalDirectory(repo), `${await repo.world.processes.self()}_${written}${ending}`);
}

/** Writes the record of a change before its first lock is taken. Rejects with the system's error. */
export async function openJournal(repo: Repository, body: JournalBody): Promise<JournalEntry> {
  await repo.world.fs.mkdir(journalDirectory(repo), { recursive: true });
  const path = await ownPath(repo, suffix);
  const text = `${JSON.stringify({ format: 1, ...body })}\n`;
  underWay.add(path);
  try {
    await writeDurably(repo.world.fs, path, Buffer.from(text), { temporary: `${path}.tmp` });
  } catch (error) {
    underWay.delete(path);
    throw error;
  }
  return { path, ...body };
}

/** To be called when this process has done with an entry, whatever came of it. */
export function endEntry({ path }: JournalEntry): void {
  underWay.delete(path);
}

/** True for an entry that this process works on right now. */
export function isUnderWay(path: string): boolean {
  return underWay.has(path);
}

/** Gives an entry away: whoever looks next takes it for that of a process that is gone, and completes it. */
export async function abandonEntry(repo: Repository, entry: JournalEntry): Promise<void> {
  await repo.world.fs.rename(
    entry.path,
    join(journalDirectory(repo), `${abandoned}_${basename(entry.path)}`),
  );
}

/** Every record in the journal, readable or not, and other files that processes left there. */
export async function listJournal(repo: Repository): Promise<JournalFile[]> {
  const directory = journalDirectory(repo);
  const names = await repo.world.fs.readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.flatMap((name) => {
    const end = name.lastIndexOf("_");
    if (end < 0) return [];
    const owner = name.startsWith(`${abandoned}_`) ? null : name.slice(0, end);
    return [{ path: join(directory, name), owner, isEntry: name.endsWith(suffix) }];
  });
}

/**
 * Makes a record of a process that is gone our own. Only one process can: the others find it gone and get
 * null, as for a record that is damaged or of a later format, which is left alone.
 */
export async function claimEntry(repo: Repository, path: string): Promise<JournalEntry | null> {
  const text = await repo.world.fs.readFile(path, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const body = text === null ? null : readEntry(text);
  if (body === null) return null;
  const claimed = await ownPath(repo, suffix);
  try {
    await repo.world.fs.rename(path, claimed);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  underWay.add(claimed);
  return { path: claimed, ...body };
}

function readEntry(text: string): JournalBody | null {
  try {
    const { format, ...body } = JSON.parse(text) as { format: number } & JournalEntry;
    return format === 1 ? body : null;
  } catch {
    return null;
  }
}
