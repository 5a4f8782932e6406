import { readConfiguration } from "../config/load.js";
import { readSettings } from "../config/settings.js";
import { highestNumber } from "../deploy/highest-number.js";
import { failure } from "../errors.js";
import { readObject } from "../git/objects.js";
import { fetchMissing, listRemote, type RemoteRefs, talk } from "../git/remote.js";
import type { Repository } from "../git/repository.js";
import { branchHead, remoteNames, shortBranch } from "../git/state.js";
import { treeOfCommit } from "../git/trees.js";
import { readUpstream, relationTo, usualRemote } from "../git/upstream.js";
import { readVersions } from "../git/versions.js";
import type { Workspace } from "../git/workspace.js";
import { emptyManifest, type Manifest } from "../model/manifest.js";
import type { Oid, Version } from "../model/version.js";
import { knownRemote } from "../push/known-remote.js";
import type { RenumberFacts } from "./plan.js";

/** What planning needs, and what applying will use again. */
export interface GatheredFacts {
  readonly facts: RenumberFacts;
  readonly there: RemoteRefs["versions"];
}

/**
 * Asks the remote (`named`, or the usual one) for its versions, and fetches what this clone lacks: the tag objects
 * of those that differ too, without moving a tag. Throws `detached-head`, `unknown-version`, `unknown-remote`,
 * `no-remote` and `remote-failed`.
 */
export async function gatherFacts(workspace: Workspace, named: string | null): Promise<GatheredFacts> {
  const { repo, workTree } = workspace;
  const head = await branchHead(repo);
  const { commit } = head;
  if (commit === null) throw failure("no-draft");
  const upstream = await readUpstream(repo, head);
  const settings = readSettings(await workTree.read("tagline.yaml"));
  const remote = knownRemote(repo, named ?? (await usualRemote(repo, upstream, settings.remote)), "--remote");
  const branch = upstream?.remote === remote ? upstream.branch : (settings.branch ?? shortBranch(head.ref));
  const there = await listRemote(repo, remote, branch);
  await fetchMissing(repo, remote, branch, there);
  // Once more: some were fetched just now.
  const versions = await readVersions(repo);
  const read = await Promise.all(versions.numbers.map((number) => versions.read(number)));
  const here = read.filter((version): version is Version => version !== null).reverse();
  await fetchDiffering(repo, remote, here, there);

  const manifest = await manifestAt(repo, commit);
  const newest = here.at(-1) ?? null;
  const used = await highestNumber({ repo, versions, workTree, push: null }, commit, newest, manifest);
  const relation = await relationTo(repo, commit, there.branch);
  return {
    there: there.versions,
    facts: {
      base: { ref: head.ref, commit },
      remote,
      here,
      there: new Map([...there.versions].map(([number, { oid }]) => [number, oid])),
      elsewhere: await readOthers(repo, remote),
      highest: Math.max(used ?? -1, ...versions.numbers, ...there.versions.keys()),
      manifest,
      manifestThere: there.branch === null ? emptyManifest : await manifestAt(repo, there.branch),
      isBehind: relation === "behind" || relation === "diverged",
    },
  };
}

/** A version that any remote has is published, wherever this one is to be pushed. */
async function readOthers(repo: Repository, remote: string): Promise<ReadonlyMap<Oid, string>> {
  const found = new Map<Oid, string>();
  for (const other of remoteNames(repo)) {
    if (other === remote) continue;
    for (const { oid } of (await listRemote(repo, other, null)).versions.values()) found.set(oid, other);
  }
  return found;
}

async function fetchDiffering(
  repo: Repository,
  remote: string,
  here: readonly Version[],
  there: RemoteRefs,
): Promise<void> {
  const refs: string[] = [];
  for (const { version, tagOid } of here) {
    const oid = there.versions.get(version)?.oid ?? tagOid;
    if (oid !== tagOid && (await readObject(repo, oid)) === null) refs.push(`refs/tags/v${version}`);
  }
  if (refs.length === 0) return;
  // Objects only: a remote that is set up to fetch tags over those here must not do so now.
  const options = ["--quiet", "--no-tags", "--refmap=", "--stdin", "--end-of-options"];
  await talk(repo, remote, ["fetch", ...options, remote], { input: `${refs.join("\n")}\n` });
}

async function manifestAt(repo: Repository, commit: Oid): Promise<Manifest> {
  // Where a pin leads does not matter here: only what it says.
  const trusting = { newest: null, agentExists: () => Promise.resolve("yes" as const) };
  const tree = await treeOfCommit(repo, commit);
  return (await readConfiguration(tree, { agents: [], versions: trusting })).manifest;
}
