import { join } from "node:path";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import type { Signature } from "./commit-object.js";
import { writeFile } from "./durable.js";
import { type IndexChange, readIndex, writeIndex } from "./index-file.js";
import { cannotWrite, type Lock, lock } from "./locks.js";
import { type NewObject, writeObjects } from "./objects.js";
import { appendReflog } from "./reflog.js";
import { readHead, readRef, readVersionRefs } from "./refs.js";
import type { Repository } from "./repository.js";

/** Everything one write does to a repository, worked out beforehand. */
export interface Change {
  /** Where HEAD must still be: the ref of its branch and that ref's commit (null before the first). */
  readonly base: { readonly ref: string; readonly commit: Oid | null };
  /** The branch's new commit; null leaves the branch alone. */
  readonly commit: Oid | null;
  /** The version tag to make, which must not exist. */
  readonly tag: { readonly version: number; readonly oid: Oid } | null;
  readonly objects: readonly NewObject[];
  readonly index: readonly IndexChange[];
  /** Files to change on disk, each only if it still holds the bytes that the plan read. */
  readonly workFiles: readonly {
    readonly path: string;
    readonly before: Uint8Array | null;
    readonly after: Uint8Array;
  }[];
  readonly committer: Signature;
  /** What the branch's reflog says. */
  readonly reflog: string;
}

/**
 * Applies a change: objects, then all locks and every precondition, then index, tag, branch, files. Until the
 * tag exists nothing that users see has changed. Throws `stale-plan`, `locked`, `number-blocked`,
 * `unmerged-paths` or `cannot-write`; before any of these nothing but unreferenced objects was written.
 */
export async function commitChange(repo: Repository, change: Change): Promise<void> {
  await writeObjects(repo, change.objects).catch((error: unknown) => {
    throw cannotWrite(join(repo.commondir, "objects"), error);
  });
  const locks: Lock[] = [];
  const take = async (path: string): Promise<Lock> => {
    const taken = await lock(repo.world, path);
    locks.push(taken);
    return taken;
  };
  try {
    const index = repo.workdir === null ? null : await take(join(repo.gitdir, "index"));
    const branch = change.commit === null ? null : await takeBranch(repo, change, take);
    const tag = change.tag === null ? null : await take(tagPath(repo, change.tag.version));
    await checkPreconditions(repo, change);
    const indexBytes = index === null ? null : writeIndex(await mergedIndex(repo), change.index);

    if (index !== null && indexBytes !== null) await index.commit(indexBytes);
    if (tag !== null && change.tag !== null) await tag.commit(Buffer.from(`${change.tag.oid}\n`));
    if (branch !== null && change.commit !== null) {
      await appendReflog(
        repo,
        change.base.ref,
        change.base.commit,
        change.commit,
        change.committer,
        change.reflog,
      );
      await branch.commit(Buffer.from(`${change.commit}\n`));
    }
    for (const file of change.workFiles) await writeWorkFile(repo, file);
  } finally {
    for (const taken of locks.reverse()) await taken.release();
  }
}

async function takeBranch(
  repo: Repository,
  change: Change,
  take: (path: string) => Promise<Lock>,
): Promise<Lock> {
  await take(join(repo.gitdir, "HEAD"));
  return take(join(repo.commondir, change.base.ref));
}

function tagPath(repo: Repository, version: number): string {
  return join(repo.commondir, "refs", "tags", `v${version}`);
}

async function checkPreconditions(repo: Repository, change: Change): Promise<void> {
  const head = await readHead(repo);
  const branch = change.base.ref.replace(/^refs\/heads\//, "");
  if (change.commit !== null && (head.kind !== "branch" || head.ref !== change.base.ref))
    throw failure("stale-plan", { what: "HEAD" });
  if (change.commit !== null && (await readRef(repo, change.base.ref)) !== change.base.commit)
    throw failure("stale-plan", { what: `The branch ${branch}` });
  if (change.tag !== null) {
    const { refs, shadowed } = await readVersionRefs(repo);
    const { version } = change.tag;
    if (refs.has(version))
      throw failure("stale-plan", { what: `v${version} was made by someone else: the tag list` });
    const shadow = shadowed.get(version);
    if (shadow !== undefined)
      throw failure("number-blocked", { version, reason: `the tag ${shadow} stands in its way` });
  }
  for (const file of change.workFiles)
    if (!sameBytes(await readWorkFile(repo, file.path), file.before))
      throw failure("stale-plan", { what: file.path });
}

async function mergedIndex(repo: Repository): Promise<Awaited<ReturnType<typeof readIndex>>> {
  const entries = await readIndex(repo);
  const conflict = entries.find((entry) => entry.stage !== 0);
  if (conflict !== undefined) throw failure("unmerged-paths", { path: conflict.path });
  return entries;
}

async function writeWorkFile(repo: Repository, file: Change["workFiles"][number]): Promise<void> {
  if (repo.workdir === null) return;
  // Edited in this very moment: the user's bytes stay, and git shows the difference.
  if (!sameBytes(await readWorkFile(repo, file.path), file.before)) return;
  const path = join(repo.workdir, file.path);
  await writeFile(repo.world.fs, path, file.after).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
}

async function readWorkFile(repo: Repository, path: string): Promise<Uint8Array | null> {
  if (repo.workdir === null) return null;
  return repo.world.fs.readFile(join(repo.workdir, path)).catch(() => null);
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}
