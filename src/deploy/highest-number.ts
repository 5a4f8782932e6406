import { readSettings } from "../config/settings.js";
import { failure } from "../errors.js";
import { highestTrailer, isShallow } from "../git/history.js";
import { readHead } from "../git/refs.js";
import { listRemote } from "../git/remote.js";
import type { Repository } from "../git/repository.js";
import { remoteNames } from "../git/state.js";
import { readUpstream, usualRemote } from "../git/upstream.js";
import type { Versions } from "../git/versions.js";
import { directions, type Manifest } from "../model/manifest.js";
import type { Tree } from "../model/tree.js";
import type { Oid, Version } from "../model/version.js";
import type { PushFacts } from "../push/index.js";

/** Where numbers are looked for; `workTree` is what holds tagline.yaml. */
export interface NumberSource {
  readonly repo: Repository;
  readonly versions: Versions;
  readonly workTree: Pick<Tree, "read">;
  /** Null where nothing was fetched. */
  readonly push: PushFacts | null;
}

/**
 * The highest number ever used, as tags here, tags on the remote, `Version:` trailers on the branch and pins
 * tell, so that a lost newest tag never frees its number; null when none was. Throws `tags-not-fetched` when
 * this clone may lack a tag that the remote has.
 */
export async function highestNumber(
  source: NumberSource,
  head: string | null,
  newest: Version | null,
  manifest: Manifest,
): Promise<number | null> {
  const used = (await highestHere(source, head, newest, manifest)) ?? -1;
  // What is pushed was fetched first.
  if (source.push === null) await refuseUnfetched(source, used, newest);
  return used < 0 ? null : used;
}

/** As `highestNumber`, of what this clone tells by itself. */
export async function highestHere(
  { repo, versions }: Pick<NumberSource, "repo" | "versions">,
  head: string | null,
  newest: Version | null,
  manifest: Manifest,
): Promise<number | null> {
  const isKnown = (commit: Oid): boolean => commit === newest?.commit || versions.areAt(commit);
  const trailer = head === null ? null : await highestTrailer(repo, head, isKnown);
  const used = Math.max(newest?.version ?? -1, trailer ?? -1, highestPin(manifest));
  return used < 0 ? null : used;
}

/** A number without its tag, or a history that is cut off above the first: the tags may be on the remote. */
async function refuseUnfetched(source: NumberSource, used: number, newest: Version | null): Promise<void> {
  const { repo, workTree } = source;
  const names = remoteNames(repo);
  if (names.length === 0) return;
  const shallow = await isShallow(repo);
  if (used <= (newest?.version ?? -1) && !(shallow && newest === null)) return;
  const version = Math.max(used, 0);
  const settings = readSettings(await workTree.read("tagline.yaml"));
  const upstream = await readUpstream(repo, await readHead(repo));
  const remote = (await usualRemote(repo, upstream, settings.remote)) ?? names[0] ?? "";
  const there = await listRemote(repo, remote, null).catch(() => null);
  const here = new Set(source.versions.numbers);
  // Lost there too: then nobody has it, and its number stays used.
  if (there !== null && [...there.versions.keys()].every((known) => here.has(known))) return;
  throw failure("tags-not-fetched", { version, shallow });
}

function highestPin(manifest: Manifest): number {
  let highest = -1;
  for (const entry of manifest.numbers.values())
    for (const direction of directions)
      for (const pin of entry.lines[direction] ?? []) highest = Math.max(highest, pin.version ?? -1);
  return highest;
}
