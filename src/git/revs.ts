import { failure } from "../errors.js";
import type { Tree } from "../model/tree.js";
import type { Oid, Rev } from "../model/version.js";
import { parseTag } from "./commit-object.js";
import { readObject } from "./objects.js";
import { runGit } from "./program.js";
import { readPublished } from "./published-version.js";
import { readHead, readRef } from "./refs.js";
import type { Repository } from "./repository.js";
import { emptyTree, treeOfCommit } from "./trees.js";
import type { Versions } from "./versions.js";

/** A committed rev, found: its commit, and its version number when it is one. */
export interface FoundRev {
  readonly commit: Oid | null;
  readonly version: number | null;
  readonly tree: Tree;
  /** The version's number where its tag leads elsewhere by now: what is found is what it was published as. */
  readonly moved: number | null;
}

/**
 * Finds what a rev other than the working tree names. The draft of a branch without commits is empty.
 * Throws `unknown-version`, `unknown-revision`, or `version-moved` for one whose tag leads elsewhere and is lost.
 */
export async function findRev(
  repo: Repository,
  versions: Versions,
  rev: Exclude<Rev, { kind: "worktree" }>,
): Promise<FoundRev> {
  switch (rev.kind) {
    case "version": {
      const found = await readPublished(repo, versions, rev.version);
      if (found === null) throw await unknownVersion(versions, rev.version);
      const { commit } = found.version;
      const moved = found.isMoved ? rev.version : null;
      return { commit, version: rev.version, tree: await treeOfCommit(repo, commit), moved };
    }
    case "draft": {
      const { commit } = await readHead(repo);
      const tree = commit === null ? emptyTree : await treeOfCommit(repo, commit);
      return { commit, version: null, tree, moved: null };
    }
    case "revision": {
      const commit = await resolveRevision(repo, rev.name);
      if (commit === null) throw failure("unknown-revision", { name: rev.name });
      return { commit, version: null, tree: await treeOfCommit(repo, commit), moved: null };
    }
  }
}

/** The refusal for a number that is no version here: nothing has it, or its tag is not a version's. */
export async function unknownVersion(versions: Versions, version: number): Promise<Error> {
  const fault = await versions.fault(version);
  if (fault !== null) return failure("number-blocked", { version, reason: fault });
  return failure("unknown-version", { version, newest: (await versions.newest())?.version ?? null });
}

async function resolveRevision(repo: Repository, name: string): Promise<Oid | null> {
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, `refs/remotes/${name}`]) {
    if (!/^[\w./-]+$/.test(name) || name.includes("..")) break;
    const oid = await readRef(repo, ref);
    if (oid !== null) return peel(repo, oid);
  }
  if (/^[0-9a-f]{40}$/.test(name)) return peel(repo, name);
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, args, { optional: true });
  return said?.code === 0 ? said.stdout.toString("latin1").trim() : null;
}

async function peel(repo: Repository, oid: Oid): Promise<Oid | null> {
  const found = await readObject(repo, oid);
  if (found?.type === "commit") return oid;
  return found?.type === "tag" ? peel(repo, parseTag(found.bytes).object) : null;
}
