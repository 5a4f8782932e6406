import { join } from "node:path";
import type { Oid } from "../model/version.js";
import { type Commit, parseCommit } from "./commit-object.js";
import { isMissing } from "./errno.js";
import { mustReadObject, readObject } from "./objects.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";
import { type CommittedTree, committedTree } from "./trees.js";

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
  const listed = cuts.size === 0 ? await listByGit(repo, from, path) : null;
  if (listed === null) {
    yield* walk(repo, from, path, cuts);
    return;
  }
  for (const oid of listed) {
    const commit = parseCommit(await mustReadObject(repo, oid, "commit"));
    yield { ...commit, oid, files: committedTree(repo, commit.tree), isCut: false };
  }
}

/** The same list from git, which passes 10,000 commits in 0.03 s (the walk: 4 s); null where git cannot tell. */
async function listByGit(repo: Repository, from: Oid, path: string): Promise<readonly Oid[] | null> {
  const args = ["rev-list", "--first-parent", from, "--", `:(top,literal)${path}`];
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, args, { optional: true });
  if (said?.code !== 0) return null;
  return said.stdout
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");
}

async function* walk(
  repo: Repository,
  from: Oid,
  path: string,
  cuts: ReadonlySet<Oid>,
): AsyncGenerator<PathChange> {
  let oid = from;
  let commit = parseCommit(await mustReadObject(repo, from, "commit"));
  let files = committedTree(repo, commit.tree);
  for (;;) {
    const [parent] = commit.parents;
    // `.git/shallow` first: below the cut, objects may be left over without being whole.
    const found = parent === undefined || cuts.has(oid) ? null : await readObject(repo, parent);
    const before = found === null ? null : parseCommit(found.bytes);
    const isCut = parent !== undefined && before === null;
    // Equal roots have equal files, and the same answers.
    const filesBefore =
      before === null ? null : before.tree === commit.tree ? files : committedTree(repo, before.tree);
    const here = (await files.find(path))?.oid ?? null;
    const there = (await filesBefore?.find(path))?.oid ?? null;
    if (isCut || here !== there) yield { ...commit, oid, files, isCut };
    if (parent === undefined || before === null || filesBefore === null) return;
    [oid, commit, files] = [parent, before, filesBefore];
  }
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
