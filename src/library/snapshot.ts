import { readConfiguration } from "../config/load.js";
import { highestHere } from "../deploy/highest-number.js";
import { failure } from "../errors.js";
import { parseCommit } from "../git/commit-object.js";
import { mustReadObject } from "../git/objects.js";
import { type RefState, readRefState } from "../git/ref-state.js";
import { readHead } from "../git/refs.js";
import { findRepository, type Repository } from "../git/repository.js";
import { type CommittedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { type KnownVersions, readVersions } from "../git/versions.js";
import type { OpenRepository } from "../git/workspace.js";
import type { Manifest } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import type { Oid, Version } from "../model/version.js";
import type { World } from "../world.js";
import { type PlatformIds, readPlatformIds } from "./platform-ids.js";
import { type PublishedVersions, publishedVersions, type SeenTags } from "./published-versions.js";

/** The repository at one moment: everything that an answer depends on. */
export interface Snapshot extends OpenRepository {
  /** The branch's commit; null before the first. */
  readonly commit: Oid | null;
  /** When that was made, in milliseconds since 1970. */
  readonly changedAt: number;
  readonly tree: CommittedTree;
  readonly published: PublishedVersions;
  readonly newest: Version | null;
  /** The number that the next version gets. */
  readonly draft: number;
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  readonly ids: PlatformIds;
}

/** Gives the repository as it is now, reading again only what moved. */
export interface Snapshots {
  /** Throws what reading throws, unless there is an earlier one and `onUnreadable` was given. */
  current(): Promise<Snapshot>;
  /** The same where nobody has to wait for it; null where the disk must be looked at first. */
  young(): Snapshot | null;
  /** Looks now, and throws what reading throws whatever there was before: what is written rests on it. */
  fresh(): Promise<Snapshot>;
  /** Makes the next call look, whatever its age. */
  expire(): void;
}

/** How snapshots are kept. */
export interface SnapshotOptions {
  /** Milliseconds after which the disk is looked at again; for three times as long nobody waits for that. */
  readonly maximumAge: number;
  /** Told when the last good snapshot stands in for one that cannot be read, and with null when it no longer does. */
  readonly onUnreadable: ((error: unknown) => void) | null;
}

/** How many times the maximum age one may have until a new one is waited for. */
const patience = 3;

/** Pins are shown as they are written; whether they resolve is found when one is asked for. */
const noLookup = { newest: null, agentExists: () => Promise.resolve("yes" as const) };

/** Makes the snapshots of the repository around the world's directory. */
export function snapshots(world: World, options: SnapshotOptions): Snapshots {
  const read = { known: new Map() as KnownVersions, seen: new Map() as SeenTags };
  let last: { readonly snapshot: Snapshot; readonly state: RefState } | null = null;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Snapshot> | null = null;
  /** Goes up with each write: a look that began before one does not count after it. */
  let epoch = 0;

  const look = async (): Promise<Snapshot> => {
    const began = epoch;
    const repo = last?.snapshot.repo ?? (await findRepository(world, world.cwd));
    // Before what it stands for: a change in between is seen the next time.
    const state = await readRefState(repo);
    if (last?.state.isSettled && last.state.text === state.text) return last.snapshot;
    const isRepacked = last !== null && last.state.packs !== state.packs;
    const now = await load(isRepacked ? await findRepository(world, world.cwd) : repo, read);
    // A branch that had commits and has none was renamed or deleted: that is no empty draft.
    if (now.commit === null && last !== null && last.snapshot.commit !== null)
      throw failure("branch-gone", { branch: world.branch ?? "HEAD" });
    const snapshot = last !== null && isSame(last.snapshot, now) ? last.snapshot : now;
    if (began === epoch) last = { snapshot, state };
    return snapshot;
  };
  const lookOrKeep = async (): Promise<Snapshot> => {
    const began = epoch;
    try {
      const snapshot = await look();
      options.onUnreadable?.(null);
      return snapshot;
    } catch (error) {
      if (last === null || options.onUnreadable === null) throw error;
      options.onUnreadable(error);
      return last.snapshot;
    } finally {
      if (began === epoch) {
        checkedAt = world.clock.now();
        looking = null;
      }
    }
  };
  const young = (): Snapshot | null => {
    // A clock that was set back makes no snapshot young.
    const age = Math.abs(world.clock.now() - checkedAt);
    if (last === null) return null;
    if (age < options.maximumAge) return last.snapshot;
    // Nobody waits for a look as long as what there is is young: ten thousand tags take a while to list.
    if (age >= options.maximumAge * patience) return null;
    looking ??= lookOrKeep();
    looking.catch(() => undefined);
    return last.snapshot;
  };
  const expire = (): void => {
    epoch += 1;
    checkedAt = Number.NEGATIVE_INFINITY;
    looking = null;
    // Its own writes are seen even where a file system's times are too coarse to show them.
    if (last !== null) last = { ...last, state: { ...last.state, isSettled: false } };
  };
  return {
    young,
    current() {
      const snapshot = young();
      if (snapshot !== null) return Promise.resolve(snapshot);
      looking ??= lookOrKeep();
      return looking;
    },
    fresh() {
      expire();
      return look();
    },
    expire,
  };
}

async function load(
  repo: Repository,
  read: { readonly known: KnownVersions; readonly seen: SeenTags },
): Promise<Snapshot> {
  const { commit } = await readHead(repo);
  const versions = await readVersions(repo, read.known);
  const tree = commit === null ? emptyTree : await treeOfCommit(repo, commit);
  const { manifest, problems } = await readConfiguration(tree, { agents: [], versions: noLookup });
  const newest = await versions.newest();
  const highest = await highestHere({ repo, versions }, commit, newest, manifest);
  const bytes = commit === null ? null : await mustReadObject(repo, commit, "commit");
  return {
    repo,
    versions,
    commit,
    changedAt: bytes === null ? 0 : parseCommit(bytes).committer.timestamp * 1000,
    tree,
    published: publishedVersions(repo, versions, read),
    newest,
    draft: (highest ?? -1) + 1,
    manifest,
    problems,
    ids: await readPlatformIds(tree),
  };
}

/** Nothing that an answer depends on moved: what was remembered for the old one holds. */
function isSame(a: Snapshot, b: Snapshot): boolean {
  const { versions } = a;
  return (
    a.repo === b.repo &&
    a.commit === b.commit &&
    versions.numbers.length === b.versions.numbers.length &&
    b.versions.numbers.every((number) => versions.tagOid(number) === b.versions.tagOid(number))
  );
}

/** The name of the branch that a repository's HEAD is on. Throws `detached-head`. */
export async function branchOfHead(world: World): Promise<string> {
  const head = await readHead(await findRepository(world, world.cwd));
  if (head.kind === "detached") throw failure("detached-head");
  return head.ref.replace(/^refs\/heads\//, "");
}
