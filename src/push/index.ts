import { readSettings, type Settings } from "../config/settings.js";
import { failure } from "../errors.js";
import { commitChange } from "../git/commit-change.js";
import { readIdentity } from "../git/identity.js";
import type { Steps } from "../git/journal.js";
import { recover } from "../git/recover.js";
import { type Head, readHead } from "../git/refs.js";
import { fetchMissing, listRemote, type RemoteRefs } from "../git/remote.js";
import { findRepository, type Repository } from "../git/repository.js";
import { remoteHeadBranch, remoteNames, shortBranch } from "../git/state.js";
import { commitsOf, type Relation, readUpstream, relationTo, usualRemote } from "../git/upstream.js";
import { readVersionRefs } from "../git/version-refs.js";
import { readVersions } from "../git/versions.js";
import { type Workspace, withBranchTree, withWorkTree } from "../git/workspace.js";
import type { Oid } from "../model/version.js";
import type { World } from "../world.js";
import { knownRemote } from "./known-remote.js";

/** Whether a write goes to a remote: where the branch has an upstream, not at all, or to one that is named. */
export type PushRequest =
  | { readonly kind: "upstream" }
  | { readonly kind: "no" }
  | { readonly kind: "to"; readonly remote: string | null };

/** Where a write will be pushed, and how HEAD stands to what is there. */
export interface PushFacts {
  readonly remote: string;
  /** The branch's name there. */
  readonly branch: string;
  /** That branch's commit; null when the remote has no such branch. */
  readonly tip: Oid | null;
  /** What HEAD is to `tip`. */
  readonly relation: Relation;
  /** Versions here that the remote lacks, lowest first: they go along. */
  readonly earlier: readonly { readonly version: number; readonly oid: Oid }[];
}

/** A workspace that will be written to, and where that will be pushed; null stays in this clone. */
export interface WritableWorkspace extends Workspace {
  readonly push: PushFacts | null;
}

/**
 * Opens the repository for a command that writes. What an earlier one left is completed; the remote's branch
 * and versions are fetched, so that plans are made from what is there. Throws `remote-failed`,
 * `version-differs` when a version here is another one there, and as `openWorkspace` does.
 */
export async function openForWriting(
  world: World,
  action: string,
  agents: readonly string[] | null,
  request: PushRequest,
): Promise<WritableWorkspace> {
  const repo = await findRepository(world, world.cwd);
  if (repo.workdir === null && repo.branch === null) throw failure("no-working-tree", { action });
  await recover(repo, "remote");
  const push = await readPushFacts(repo, request);
  const opened = { repo, versions: await readVersions(repo) };
  const workspace =
    repo.branch === null ? await withWorkTree(opened, action, agents) : await withBranchTree(opened);
  return { ...workspace, push };
}

/** The push of a change: `commit` is its new commit, null when it only tags HEAD. */
export function pushStep(facts: PushFacts | null, commit: Oid | null, head: Oid | null): Steps["push"] {
  if (facts === null) return null;
  const { remote, branch, tip, relation, earlier } = facts;
  const isThere = relation === "same" || relation === "behind";
  return { remote, branch, tip, commit: commit ?? (isThere ? null : head), earlier };
}

/** Pushes HEAD and the versions that the remote lacks, and changes nothing here. Throws as `commitChange` does. */
export async function pushOnly(workspace: WritableWorkspace, base: Steps["base"]): Promise<void> {
  const { repo, push } = workspace;
  refuseBehind(push);
  const { committer } = await readIdentity(repo);
  const nothing = {
    commit: null,
    tag: null,
    index: [],
    files: [],
    objects: [],
    stats: new Map(),
    reflog: "",
  };
  await commitChange(repo, { ...nothing, base, committer, push: pushStep(push, null, base.commit) });
}

/** Throws `remote-moved` when the remote's branch has commits that HEAD lacks. */
export function refuseBehind(facts: PushFacts | null): void {
  if (facts?.relation === "behind" || facts?.relation === "diverged") throw failure("remote-moved", facts);
}

async function readPushFacts(repo: Repository, request: PushRequest): Promise<PushFacts | null> {
  if (request.kind === "no") return null;
  const head = await readHead(repo);
  const target = await pushTarget(repo, head, request);
  if (target === null) return null;
  const there = await listRemote(repo, target.remote, target.branch);
  await fetchMissing(repo, target.remote, target.branch, there);
  return {
    ...target,
    tip: there.branch,
    relation: await relationTo(repo, head.commit, there.branch),
    earlier: head.commit === null ? [] : await earlierVersions(repo, head.commit, target.remote, there),
  };
}

async function pushTarget(
  repo: Repository,
  head: Head,
  request: Exclude<PushRequest, { kind: "no" }>,
): Promise<{ remote: string; branch: string } | null> {
  const followed = await readUpstream(repo, head);
  const names = remoteNames(repo);
  // A branch may be pulled from a bare URL, which has no name to push to.
  const upstream = followed !== null && names.includes(followed.remote) ? followed : null;
  if (request.kind === "upstream") return upstream;
  const settings = await workTreeSettings(repo);
  const usual = request.remote ?? (await usualRemote(repo, upstream, settings.remote));
  const remote = knownRemote(repo, usual, "--push");
  if (upstream?.remote === remote) return upstream;
  if (head.kind === "branch") return { remote, branch: shortBranch(head.ref) };
  const branch = settings.branch ?? (await remoteHeadBranch(repo, remote));
  if (branch === null) throw failure("detached-head");
  return { remote, branch };
}

async function workTreeSettings(repo: Repository): Promise<Settings> {
  const path = `${repo.workdir ?? repo.gitdir}/tagline.yaml`;
  return readSettings(await repo.world.fs.readFile(path).catch(() => null));
}

/** Those on HEAD's own history: no tag goes to the remote without its commit on the branch. */
async function earlierVersions(
  repo: Repository,
  head: Oid,
  remote: string,
  there: RemoteRefs,
): Promise<{ version: number; oid: Oid }[]> {
  const unpushed: { version: number; oid: Oid }[] = [];
  const refs = await readVersionRefs(repo);
  for (const version of refs.numbers) {
    const oid = refs.get(version)?.oid ?? "";
    const known = there.versions.get(version);
    if (known === undefined) unpushed.push({ version, oid });
    else if (known.oid !== oid) throw failure("version-differs", { version, remote });
  }
  if (unpushed.length === 0) return [];
  const { read } = await readVersions(repo);
  const reachable = await commitsOf(repo, head);
  const commits = await Promise.all(unpushed.map(({ version }) => read(version)));
  return unpushed
    .filter((_, i) => reachable.has(commits[i]?.commit ?? ""))
    .sort((a, b) => a.version - b.version);
}
