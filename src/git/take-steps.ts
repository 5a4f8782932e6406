import { dirname, join } from "node:path";
import { failure } from "../errors.js";
import { syncDirectory, writeSynced } from "./durable.js";
import { errnoOf, isMissing } from "./errno.js";
import { type IndexEntry, type IndexStat, writeIndex } from "./index-file.js";
import { readIndexToWrite } from "./index-to-write.js";
import { type IndexState, type JournalEntry, ownPath, type Steps } from "./journal.js";
import { cannotWrite } from "./locks.js";
import { appendReflog } from "./reflog.js";
import { readHead, readRef } from "./refs.js";
import type { Repository } from "./repository.js";
import { findVersionRef } from "./version-refs.js";

/** Steps that are ready: everything is on disk under other names, so that what is left is renaming. */
export interface ReadySteps {
  /** Tag, branch, index, files, in this order. Throws `cannot-write`. */
  take(): Promise<void>;
  /** Removes what was made ready, when the steps are not taken. */
  drop(): Promise<void>;
}

/**
 * Makes the steps of a change ready; its locks are held. `begin` wants everything as the plan found it and
 * throws `stale-plan`, `number-blocked`, `unmerged-paths` or `cannot-write` otherwise. `resume` takes up what
 * another process left: steps that were taken, or whose place has changed since, are passed over.
 *
 * The tag comes first: a version exists from that moment, and whoever finds the journal completes the rest.
 * As in `git commit`, the index follows the branch: until then nothing needs to be taken back.
 */
export async function makeReady(
  repo: Repository,
  entry: JournalEntry,
  mode: "begin" | "resume",
  stats: ReadonlyMap<string, IndexStat> = new Map(),
): Promise<ReadySteps> {
  const { steps } = entry;
  const temporary: string[] = [];
  const taking: (() => Promise<void>)[] = [];
  const stage = async (bytes: Uint8Array, path: string, beside: string | null = null): Promise<void> => {
    const from = beside ?? (await ownPath(repo, ".new"));
    temporary.push(from);
    // Whatever stands beside the user's file under that name is not written through.
    if (beside !== null) await remove(repo, beside);
    await writeSynced(repo.world.fs, from, bytes, "wx").catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
    taking.push(() => move(repo, from, path));
  };
  const drop = async (): Promise<void> => {
    for (const path of temporary)
      await remove(repo, path).catch((error: unknown) => {
        throw cannotWrite(path, error);
      });
  };

  try {
    if (mode === "begin") await refuseMoved(repo, steps);
    if (steps.tag !== null && (mode === "begin" || !(await hasTag(repo, steps.tag.version)))) {
      const path = join(repo.commondir, "refs", "tags", `v${steps.tag.version}`);
      taking.push(() => removeEmptyDirectory(repo, path));
      await stage(Buffer.from(`${steps.tag.oid}\n`), path);
    }
    const { ref, commit: from } = steps.base;
    const to = steps.commit;
    if (to !== null && ref !== null && (await readRef(repo, ref)) === from) {
      taking.push(() => appendReflog(repo, ref, from, to, steps.committer, steps.reflog));
      await stage(Buffer.from(`${to}\n`), join(repo.commondir, ref));
    }
    if (repo.workdir !== null && steps.index.length > 0) {
      const entries = await readIndexToWrite(repo);
      await stage(nextIndex(entries, steps, mode, stats), join(repo.gitdir, "index"));
    }
    if (repo.workdir !== null)
      for (const file of steps.files) {
        const path = join(repo.workdir, file.path);
        const now = await readText(repo, path);
        // Removed already, but maybe not the directories that it leaves empty.
        if (now === null && file.after === null)
          taking.push(() => removeFile(repo, repo.workdir ?? "", path));
        if (now !== file.before) continue;
        let last: (() => Promise<void>) | undefined = () => removeFile(repo, repo.workdir ?? "", path);
        if (file.after !== null) {
          await makeDirectory(repo, dirname(path));
          await stage(Buffer.from(file.after, "latin1"), path, `${path}.tagline-tmp`);
          if (file.executable) await repo.world.fs.chmod(`${path}.tagline-tmp`, 0o755);
          last = taking.pop();
        }
        // Edited in this very moment: the user's bytes stay, and git shows the difference.
        taking.push(async () => {
          if (last !== undefined && (await readText(repo, path)) === file.before) await last();
        });
      }
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    async take() {
      try {
        for (const step of taking) await step();
      } catch (error) {
        // Whoever completes it makes them anew; a process that goes on must not pile them up.
        await drop().catch(() => undefined);
        throw error;
      }
      await drop();
    },
    drop,
  };
}

/** Removes the files beside the user's own that a change of a process that is gone may have left. */
export async function removeLeftovers(repo: Repository, steps: Steps): Promise<void> {
  if (repo.workdir === null) return;
  for (const { path } of steps.files) await remove(repo, `${join(repo.workdir, path)}.tagline-tmp`);
}

async function refuseMoved(repo: Repository, steps: Steps): Promise<void> {
  const head = await readHead(repo);
  const { ref, commit } = steps.base;
  if ((head.kind === "branch" ? head.ref : null) !== ref) throw failure("stale-plan", { what: "HEAD" });
  const branch = ref === null ? "HEAD" : `The branch ${ref.replace(/^refs\/heads\//, "")}`;
  if (head.commit !== commit) throw failure("stale-plan", { what: branch });
  if (steps.tag !== null) {
    const { version } = steps.tag;
    const found = await findVersionRef(repo, version);
    if (found !== null && "ref" in found)
      throw failure("stale-plan", { what: `v${version} was made by someone else: the tag list` });
    if (found !== null)
      throw failure("number-blocked", { version, reason: `the tag ${found.shadow} stands in its way` });
  }
  if (repo.workdir !== null)
    for (const file of steps.files)
      if ((await readText(repo, join(repo.workdir, file.path))) !== file.before)
        throw failure("stale-plan", { what: file.path });
}

function nextIndex(
  entries: readonly IndexEntry[],
  steps: Steps,
  mode: "begin" | "resume",
  stats: ReadonlyMap<string, IndexStat>,
): Buffer {
  const conflict = entries.find(({ stage }) => stage !== 0);
  if (conflict !== undefined && mode === "begin") throw failure("unmerged-paths", { path: conflict.path });
  const now = new Map<string, IndexState>(entries.map((entry) => [entry.path, entry]));
  const changes = steps.index.flatMap(({ path, before, after }) => {
    const found = now.get(path) ?? null;
    if (!sameState(found, before) && !sameState(found, after)) {
      if (mode === "begin") throw failure("stale-plan", { what: `${path} in the index` });
      return [];
    }
    return [{ path, oid: after?.oid ?? null, mode: after?.mode ?? 0, stat: stats.get(path) ?? null }];
  });
  return writeIndex(entries, changes);
}

function sameState(a: IndexState, b: IndexState): boolean {
  return a?.oid === b?.oid && a?.mode === b?.mode;
}

async function hasTag(repo: Repository, version: number): Promise<boolean> {
  const found = await findVersionRef(repo, version);
  return found !== null && "ref" in found;
}

async function move(repo: Repository, from: string, to: string): Promise<void> {
  try {
    await repo.world.fs.mkdir(dirname(to), { recursive: true });
    await repo.world.fs.rename(from, to);
  } catch (error) {
    throw cannotWrite(to, error);
  }
  await syncDirectory(repo.world.fs, dirname(to));
}

/** git leaves the directories of branches and tags with a slash behind when those are deleted. */
async function removeEmptyDirectory(repo: Repository, path: string): Promise<void> {
  const stat = await repo.world.fs.lstat(path).catch(() => null);
  if (!stat?.isDirectory()) return;
  for (const name of await repo.world.fs.readdir(path)) await removeEmptyDirectory(repo, join(path, name));
  await repo.world.fs.rmdir(path).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
}

async function makeDirectory(repo: Repository, path: string): Promise<void> {
  await repo.world.fs.mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
}

/** Removes a file of the working tree, and the directories that are then empty: git has none of those. */
async function removeFile(repo: Repository, root: string, path: string): Promise<void> {
  const { fs } = repo.world;
  try {
    await remove(repo, path);
    let at = dirname(path);
    const isGone = (): Promise<boolean> =>
      fs.rmdir(at).then(
        () => true,
        (error: unknown) => isMissing(error),
      );
    while (at !== root && (await isGone())) at = dirname(at);
    await syncDirectory(fs, at);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

async function remove(repo: Repository, path: string): Promise<void> {
  await repo.world.fs.unlink(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

/** A file's text, byte for byte; null when there is none. */
async function readText(repo: Repository, path: string): Promise<string | null> {
  try {
    return await repo.world.fs.readFile(path, "latin1");
  } catch (error) {
    if (isMissing(error) || errnoOf(error) === "EISDIR") return null;
    throw error;
  }
}
