import { join } from "node:path";
import { nearest } from "../config/did-you-mean.js";
import { changedAgents } from "../deploy/plan.js";
import { failure } from "../errors.js";
import { readHead } from "../git/refs.js";
import type { Repository } from "../git/repository.js";
import { treeOfCommit } from "../git/trees.js";
import { type OpenRepository, openRepository } from "../git/workspace.js";
import { agentsDirectory, isSlug } from "../model/agent.js";
import { directions } from "../model/manifest.js";
import type { ListedVersion, Oid } from "../model/version.js";
import { readDraftManifest } from "../numbers/draft-manifest.js";
import type { World } from "../world.js";

/** A version as `history` lists it. */
export interface HistoryEntry extends Omit<ListedVersion, "agentsChanged"> {
  readonly agentsChanged: readonly string[];
  /** Numbers with a line pinned to this version, in the manifest's order. */
  readonly numbers: readonly string[];
}

/**
 * The newest versions first, at most `limit` (null for all); with `agent`, only those in which it changed.
 * Tags that are no versions are passed over. Throws `unknown-agent` for one that is in no version and in no draft.
 */
export async function history(
  world: World,
  options: { readonly limit: number | null; readonly agent: string | null },
): Promise<HistoryEntry[]> {
  const opened = await openRepository(world);
  // All of them are read together, which is quicker than one by one.
  const [pinned, all] = await Promise.all([
    numbersByVersion(opened),
    options.limit === null ? opened.versions.readAll() : null,
  ]);
  const entries: HistoryEntry[] = [];
  for (const number of opened.versions.numbers) {
    if (options.limit !== null && entries.length >= options.limit) break;
    const version = all === null ? await opened.versions.read(number) : (all.get(number) ?? null);
    if (version === null) continue;
    const agentsChanged = await changedIn(opened, version);
    if (options.agent !== null && !agentsChanged.includes(options.agent)) continue;
    entries.push(toEntry(version, agentsChanged, pinned));
  }
  if (entries.length === 0 && options.agent !== null) await refuseUnknown(opened, options.agent);
  return entries;
}

/** An agent that no version changed is one of the draft, or of the files on disk, or none. */
async function refuseUnknown({ repo, versions }: OpenRepository, agent: string): Promise<void> {
  const { commit } = await readHead(repo);
  const drafts = commit === null ? new Map<string, Oid>() : await agentOids(repo, commit);
  const onDisk = join(repo.workdir ?? repo.gitdir, agentsDirectory, agent);
  if (drafts.has(agent) || (isSlug(agent) && (await repo.world.fs.stat(onDisk).catch(() => null)) !== null))
    return;
  const known = new Set(drafts.keys());
  for (const { agentsChanged } of (await versions.readAll()).values())
    for (const slug of agentsChanged ?? []) known.add(slug);
  const didYouMean = nearest(agent, known);
  throw failure("unknown-agent", {
    agent,
    where: "any version",
    ...(didYouMean === null ? {} : { didYouMean }),
  });
}

/** The versions of a repository: which numbers there are, and each version when it is asked for. */
export interface VersionBook {
  /** Numbers of the tags that have a version's name, highest first. */
  readonly numbers: readonly number[];
  /** A version; null for a tag that is none. */
  read(version: number): Promise<HistoryEntry | null>;
}

/** Opens the history without reading more of it than which numbers there are. */
export async function openHistory(world: World): Promise<VersionBook> {
  return bookOf(await openRepository(world));
}

/** The versions of an opened repository; `all` are those that were read already. */
export function bookOf(
  opened: OpenRepository,
  all: ReadonlyMap<number, ListedVersion> | null = null,
): VersionBook {
  let pins: Promise<Map<number, string[]>> | null = null;
  return {
    numbers: opened.versions.numbers,
    async read(number) {
      pins ??= numbersByVersion(opened);
      const version = all === null ? await opened.versions.read(number) : (all.get(number) ?? null);
      if (version === null) return null;
      const agentsChanged = version.agentsChanged ?? (await computeChanged(opened, version));
      return toEntry(version, agentsChanged, await pins);
    },
  };
}

/** Written out: to spread ten thousand objects takes as long as to read them. */
function toEntry(
  { version, title, description, tagOid, commit, author, timestamp, timezoneOffset }: ListedVersion,
  agentsChanged: readonly string[],
  pinned: ReadonlyMap<number, readonly string[]>,
): HistoryEntry {
  const numbers = pinned.get(version) ?? [];
  const entry = { version, title, tagOid, commit, author, timestamp, timezoneOffset, agentsChanged, numbers };
  return description === undefined ? entry : { ...entry, description };
}

async function numbersByVersion(opened: OpenRepository): Promise<Map<number, string[]>> {
  const { manifest } = await readDraftManifest(opened);
  const pinned = new Map<number, string[]>();
  for (const entry of manifest.numbers.values()) {
    const versions = new Set(
      directions.flatMap((direction) => entry.lines[direction]?.map((pin) => pin.version) ?? []),
    );
    for (const version of versions)
      if (version !== null) pinned.set(version, [...(pinned.get(version) ?? []), entry.number]);
  }
  return pinned;
}

/** The agents that a version changed, as its tag says, or as its tree does where it was made by hand. */
export async function changedIn(opened: OpenRepository, version: ListedVersion): Promise<readonly string[]> {
  return version.agentsChanged ?? (await computeChanged(opened, version));
}

/** For a version made by hand: against the next lower one that exists. */
async function computeChanged(opened: OpenRepository, version: ListedVersion): Promise<string[]> {
  let before: ListedVersion | null = null;
  for (const number of opened.versions.numbers) {
    if (number >= version.version || before !== null) continue;
    before = await opened.versions.read(number);
  }
  return changedAgents(
    await agentOids(opened.repo, version.commit),
    before === null ? new Map() : await agentOids(opened.repo, before.commit),
  );
}

async function agentOids(repo: Repository, commit: Oid): Promise<Map<string, Oid>> {
  const entries = await (await treeOfCommit(repo, commit)).objectEntries(agentsDirectory);
  return new Map(entries?.map(({ name, oid }) => [name, oid]) ?? []);
}
