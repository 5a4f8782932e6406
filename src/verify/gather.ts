import { findSettingsErrors, readSettings, type Settings } from "../config/settings.js";
import { openCommitLog } from "../git/commit-log.js";
import { isShallow } from "../git/history.js";
import { noIndex } from "../git/index-file.js";
import { isPartialClone } from "../git/partial-clone.js";
import { type Head, readHead, readRef } from "../git/refs.js";
import { readReplacements } from "../git/replacements.js";
import type { Repository } from "../git/repository.js";
import { remoteHeadBranch, shortBranch } from "../git/state.js";
import { treeOfCommit } from "../git/trees.js";
import { readUpstream, type Upstream, usualRemote } from "../git/upstream.js";
import { readVersionRefs, type VersionRefs } from "../git/version-refs.js";
import { openWorkTree } from "../git/work-tree.js";
import type { Oid } from "../model/version.js";
import { knownRemote } from "../push/known-remote.js";
import { type RefFact, tagOfRef, type VerifyFacts } from "./facts.js";
import { readPins } from "./read-pins.js";
import { readRemote } from "./read-remote.js";
import { readSignatures } from "./read-signatures.js";
import { readCommits, readTagObjects } from "./read-versions.js";

/** Whether to ask a remote: not at all, the usual one, or one by name. */
export type WhichRemote =
  | { readonly kind: "none" }
  | { readonly kind: "usual" }
  | { readonly kind: "named"; readonly name: string };

/** Reads everything that is judged. Throws `unknown-remote`, `no-remote`, and as `listRemote` does. */
export async function gatherFacts(repo: Repository, which: WhichRemote): Promise<VerifyFacts> {
  const head = await readHead(repo);
  const settingsBytes = await readOwnSettings(repo, head.commit);
  const settings = readSettings(settingsBytes);
  const upstream = await readUpstream(repo, head);
  const remoteName = await usualRemote(repo, upstream, settings.remote);
  const asked =
    which.kind === "none"
      ? null
      : knownRemote(repo, which.kind === "named" ? which.name : remoteName, "--remote");
  const branch = await deployBranch(repo, head, settings, upstream, asked ?? remoteName);

  const log = openCommitLog(repo);
  // Branches before tags: a deploy that ends meanwhile makes its tag first, so that none seems to be missing.
  const tips = await tipsOf(repo, head, branch, remoteName);
  const stored = await readVersionRefs(repo);
  const refs = await followRefs(repo, stored);
  const objects = await readTagObjects(
    repo,
    [...refs.values()].flatMap(({ oid }) => oid ?? []),
  );
  const tags = [...refs.keys()].flatMap((version) => tagOfRef({ refs, objects }, version) ?? []);
  const commits = await readCommits(repo, log, tags);
  const reached = await log.reach(tips);
  const renumbered = new Set(tags.flatMap((tag) => (tag.isRenumbered ? [tag.object] : [])));
  const deploys = new Map<number, Oid[]>();
  for (const oid of reached.commits) {
    if (renumbered.has(oid)) continue;
    const version = (await log.read(oid))?.deployed ?? null;
    if (version !== null) deploys.set(version, [...(deploys.get(version) ?? []), oid]);
  }
  return {
    refs,
    blocked: new Set(stored.shadowed.keys()),
    objects,
    commits,
    deploys,
    replacements: await readReplacements(repo),
    ...(await readPins(repo, head.commit, { refs, objects, commits })),
    settingsErrors: await findSettingsErrors(settingsBytes),
    absentParents: reached.absent,
    isShallow: await isShallow(repo),
    isPartial: isPartialClone(repo),
    remoteName,
    remote: asked === null ? null : await readRemote(repo, log, asked, branch),
    signatures: settings.signTags ? await readSignatures(repo, { refs, objects }) : null,
  };
}

/** tagline.yaml as a deploy would read it: from the working tree, else (bare, or not there) from HEAD. */
async function readOwnSettings(repo: Repository, head: Oid | null): Promise<Uint8Array | null> {
  const { workdir } = repo;
  const onDisk =
    workdir === null ? null : await openWorkTree({ ...repo, workdir }, noIndex, []).read("tagline.yaml");
  if (onDisk !== null || head === null) return onDisk;
  return (await treeOfCommit(repo, head)).read("tagline.yaml");
}

/** The branch that versions are made on, by its short name; null on a detached HEAD with nothing to tell. */
async function deployBranch(
  repo: Repository,
  head: Head,
  settings: Settings,
  upstream: Upstream | null,
  remote: string | null,
): Promise<string | null> {
  const own = settings.branch ?? (remote === null ? null : await remoteHeadBranch(repo, remote));
  return own ?? upstream?.branch ?? (head.kind === "branch" ? shortBranch(head.ref) : null);
}

/** Where history is read from: HEAD, and the deploy branch, here and as it was last seen on the remote. */
async function tipsOf(
  repo: Repository,
  head: Head,
  branch: string | null,
  remote: string | null,
): Promise<Oid[]> {
  const names = branch === null ? [] : [`refs/heads/${branch}`];
  if (branch !== null && remote !== null) names.push(`refs/remotes/${remote}/${branch}`);
  const tips = head.commit === null ? [] : [head.commit];
  for (const name of names) tips.push(...[await readRef(repo, name)].filter((oid) => oid !== null));
  return tips;
}

/** Symbolic refs followed to the oid that they lead to now. */
async function followRefs(repo: Repository, stored: VersionRefs): Promise<ReadonlyMap<number, RefFact>> {
  const followed = new Map<number, RefFact>();
  for (const version of stored.numbers) {
    const ref = stored.get(version);
    if (ref === null) continue;
    const { symbolic } = ref;
    followed.set(version, { oid: symbolic === null ? ref.oid : await readRef(repo, symbolic), symbolic });
  }
  return followed;
}
