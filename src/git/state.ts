import { join } from "node:path";
import { failure } from "../errors.js";
import { runGit } from "./program.js";
import { type Head, readHead, readRef } from "./refs.js";
import type { Repository } from "./repository.js";

/** Markers that git leaves while something is unfinished. */
const operations: readonly (readonly [marker: string, operation: string])[] = [
  ["MERGE_HEAD", "merge"],
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
];

/** Throws `operation-in-progress` while a merge, rebase, cherry-pick or revert is unfinished. */
export async function refuseUnfinished(repo: Repository): Promise<void> {
  const operation = await unfinishedOperation(repo);
  if (operation !== null) throw failure("operation-in-progress", { operation });
}

/** The merge, rebase, cherry-pick or revert that is under way, by git's name for it, or null. */
export async function unfinishedOperation(repo: Repository): Promise<string | null> {
  for (const [marker, operation] of operations)
    if ((await repo.world.fs.lstat(join(repo.gitdir, marker)).catch(() => null)) !== null) return operation;
  return null;
}

/** A branch that HEAD is on. Throws `detached-head`. */
export async function branchHead(repo: Repository): Promise<Extract<Head, { kind: "branch" }>> {
  const head = await readHead(repo);
  if (head.kind === "detached") throw failure("detached-head");
  return head;
}

/** `refs/heads/main` → `main`. */
export function shortBranch(ref: string): string {
  return ref.replace(/^refs\/heads\//, "");
}

/** Names of the remotes in the repository's configuration. */
export function remoteNames(repo: Repository): string[] {
  const names = repo.settings.flatMap(([name]) => /^remote\.(.*)\.[^.]*$/.exec(name)?.[1] ?? []);
  return [...new Set(names)];
}

/** The branch that a remote calls its own (`refs/remotes/origin/HEAD`), or null where that was never fetched. */
export async function remoteHeadBranch(repo: Repository, remote: string): Promise<string | null> {
  const path = join(repo.commondir, "refs", "remotes", remote, "HEAD");
  const text = await repo.world.fs.readFile(path, "utf8").catch(() => "");
  const prefix = `ref: refs/remotes/${remote}/`;
  return text.startsWith(prefix) ? text.slice(prefix.length).trim() : null;
}

/**
 * The same, and where this clone was never told, as after `git remote add` and `git push -u`, the remote's `main` or
 * `master`; null where there is neither.
 */
export async function remoteMainBranch(repo: Repository, remote: string): Promise<string | null> {
  const told = await remoteHeadBranch(repo, remote);
  if (told !== null) return told;
  for (const usual of ["main", "master"])
    if ((await readRef(repo, `refs/remotes/${remote}/${usual}`)) !== null) return usual;
  return null;
}

/** True when text files lose their CR on the way into git (`core.autocrlf` true or input). */
export async function convertsCrlf(repo: Repository): Promise<boolean> {
  return (await autocrlf(repo)) !== "false";
}

/**
 * `core.autocrlf`: whether text files lose their CR on the way into git (`true`, `input`), and get it on the way
 * out (`true`). Asked of git itself where the repository does not say, because it usually stands in the user's
 * own configuration.
 */
export async function autocrlf(repo: Repository): Promise<"true" | "input" | "false"> {
  const own = repo.config("core.autocrlf");
  const said =
    own === undefined
      ? await runGit(repo.world, repo.workdir ?? repo.gitdir, ["config", "core.autocrlf"], { optional: true })
      : null;
  const value = own ?? said?.stdout.toString("latin1").trim();
  return value === "true" || value === "input" ? value : "false";
}
