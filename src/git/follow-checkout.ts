import { dirname, join } from "node:path";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import type { Checkout } from "./checkouts.js";
import { isMissing } from "./errno.js";
import { type IndexEntry, indexSteps, readIndex } from "./index-file.js";
import type { Steps } from "./journal.js";
import { lineEndsOnDisk } from "./line-ends.js";
import { mustReadObject, newObject } from "./objects.js";
import type { Repository } from "./repository.js";
import { refuseUnfinished, shortBranch } from "./state.js";
import { type TreeChange, treeChanges } from "./tree-changes.js";
import { isTreacherous } from "./tree-files.js";
import { entryKind } from "./tree-object.js";
import { emptyTree, treeOfCommit } from "./trees.js";
import { openWorkTree, type WorkTree } from "./work-tree.js";

type Rooted = Repository & { readonly workdir: string };

/**
 * What makes a working tree follow its branch from one commit to the next: the files that differ, on disk and in
 * the index. Throws `checkout-edited` where one of them has edits that are not committed, and as `refuseUnfinished`.
 */
export async function followCheckout(
  repo: Repository,
  { gitdir, workdir }: Checkout,
  move: { readonly ref: string; readonly from: Oid | null; readonly to: Oid },
): Promise<Pick<Steps, "index" | "files"> & { readonly at: Rooted }> {
  const at = { ...repo, branch: null, gitdir, workdir };
  await refuseUnfinished(at);
  const from = move.from === null ? emptyTree : await treeOfCommit(repo, move.from);
  const changes = await treeChanges(from, await treeOfCommit(repo, move.to));
  const index = await readIndex(at);
  const { entries } = index;
  const slugs = new Set(changes.flatMap(({ path }) => path.split("/")[1] ?? []));
  const workTree = openWorkTree(at, index, [...slugs]);
  const branch = shortBranch(move.ref);
  const toDisk = await lineEndsOnDisk(
    at,
    changes.map(({ path }) => path),
  );
  const files: Steps["files"][number][] = [];
  for (const change of changes) {
    const { path, after } = change;
    if (path.split("/").some(isTreacherous))
      throw failure("unsupported-repository", { reason: `${path} is a name that git never checks out` });
    const left = entries.find((entry) => entry.path === path)?.isLeftOut === true;
    const raw = left ? null : await rawAsCommitted(at, workTree, change);
    if (raw === "edited" || !isIndexed(entries, change))
      throw failure("checkout-edited", { path, directory: workdir, branch });
    if (left) continue;
    files.push({
      path,
      before: raw === null ? null : Buffer.from(raw).toString("latin1"),
      after:
        after === null ? null : Buffer.from(await bytesOnDisk(repo, path, after, toDisk)).toString("latin1"),
      ...(after?.mode === "100755" ? { executable: true } : {}),
    });
  }
  const wanted = changes.map(({ path, after }) => ({
    path,
    oid: after?.oid ?? null,
    mode: Number.parseInt(after?.mode ?? "0", 8),
    stat: null,
  }));
  return { at, index: indexSteps(entries, wanted).index, files };
}

async function bytesOnDisk(
  repo: Repository,
  path: string,
  { mode, oid }: NonNullable<TreeChange["after"]>,
  toDisk: Awaited<ReturnType<typeof lineEndsOnDisk>>,
): Promise<Uint8Array> {
  if (entryKind(mode) !== "file")
    throw failure("unsupported-repository", {
      reason: `${path} is a ${entryKind(mode)}, which is never written`,
    });
  const bytes = await mustReadObject(repo, oid, "blob");
  return toDisk === null ? bytes : toDisk(path, bytes);
}

function isIndexed(entries: readonly IndexEntry[], { path, before }: TreeChange): boolean {
  const own = entries.filter((entry) => entry.path === path);
  const [entry] = own;
  if (entry === undefined) return before === null;
  return own.length === 1 && entry.stage === 0 && entry.oid === before?.oid;
}

/** The bytes on disk where they are what the branch has, else `edited`. Null is no file, as it should be. */
async function rawAsCommitted(
  at: Rooted,
  workTree: WorkTree,
  { path, before }: TreeChange,
): Promise<Uint8Array | null | "edited"> {
  if (!(await isReached(at, path))) return "edited";
  if (before === null) return (await lstat(at, path)) === null ? null : "edited";
  const raw = await workTree.readRaw(path);
  if (raw === null) return "edited";
  const names = [newObject("blob", raw).oid, newObject("blob", await workTree.toGit(path, raw)).oid];
  return names.includes(before.oid) ? raw : "edited";
}

/** False where a link or a file stands on the way: a write through a link would land elsewhere. */
async function isReached(at: Rooted, path: string): Promise<boolean> {
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    const stat = await lstat(at, parent);
    if (stat !== null && !stat.isDirectory()) return false;
  }
  return true;
}

async function lstat(
  at: Rooted,
  path: string,
): Promise<Awaited<ReturnType<Rooted["world"]["fs"]["lstat"]>> | null> {
  return at.world.fs.lstat(join(at.workdir, path)).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}
