import { join } from "node:path";
import type { Oid } from "../model/version.js";
import { type Commit, parseCommit } from "./commit-object.js";
import { isMissing } from "./errno.js";
import { mustReadObject, readObject } from "./objects.js";
import type { Repository } from "./repository.js";
import { type CommittedTree, treeOfCommit } from "./trees.js";

/** A commit that made a path what it is there: wrote it, changed it or took it away. */
export interface PathChange extends Commit {
  readonly oid: Oid;
  readonly files: CommittedTree;
  /** True at the cut of a shallow clone, where it cannot be told whether this commit or an older one did. */
  readonly isCut: boolean;
}

/**
 * The commits that changed `path`, newest first, from `from` along first parents: on a branch that pull requests
 * are merged into, these are the states that the branch itself had. Read one by one, as they are asked for.
 */
export async function* changesOfPath(repo: Repository, from: Oid, path: string): AsyncGenerator<PathChange> {
  const cuts = await cutCommits(repo);
  let oid = from;
  let commit = parseCommit(await mustReadObject(repo, from, "commit"));
  for (;;) {
    const [parent] = commit.parents;
    // `.git/shallow` first: below the cut, objects may be left over without being whole.
    const found = parent === undefined || cuts.has(oid) ? null : await readObject(repo, parent);
    const before = found === null ? null : parseCommit(found.bytes);
    const isCut = parent !== undefined && before === null;
    // Equal roots have equal files: most commits of a branch are passed by two reads.
    if (isCut || before === null || before.tree !== commit.tree) {
      const files = await treeOfCommit(repo, oid);
      const here = await oidAt(files, path);
      const there =
        parent === undefined || isCut ? null : await oidAt(await treeOfCommit(repo, parent), path);
      if (isCut || here !== there) yield { ...commit, oid, files, isCut };
    }
    if (parent === undefined || before === null) return;
    oid = parent;
    commit = before;
  }
}

async function oidAt(files: CommittedTree, path: string): Promise<Oid | null> {
  return (await files.find(path))?.oid ?? null;
}

/** Commits whose parents a shallow clone does not have. */
async function cutCommits(repo: Repository): Promise<ReadonlySet<Oid>> {
  const text = await repo.world.fs
    .readFile(join(repo.commondir, "shallow"), "utf8")
    .catch((error: unknown) => {
      if (isMissing(error)) return "";
      throw error;
    });
  return new Set(text.split("\n").filter((line) => line !== ""));
}
