import { type ListedMessage, parseListedMessage, parseTagMessage } from "../model/tag-message.js";
import { formatRef, type ListedVersion, type Oid, type Version } from "../model/version.js";
import { parseCommit, parseTag, type Signature, type Tag } from "./commit-object.js";
import { readObjects } from "./many-objects.js";
import type { StoredObject } from "./object-database/stored-object.js";
import { mustReadObject, readObject } from "./objects.js";
import type { StoredRef } from "./refs.js";
import type { Repository } from "./repository.js";
import { readVersionRefs } from "./version-refs.js";

/** The version tags of a repository: which numbers exist, and each tag on demand. */
export interface Versions {
  /** Numbers of the tags that exist, lightweight or not, highest first. */
  readonly numbers: readonly number[];
  /** Id of what the tag of that number names, unread; null without such a tag, or for one that leads elsewhere. */
  tagOid(version: number): Oid | null;
  /** Whether packed refs say that a version is at this commit. */
  areAt(commit: Oid): boolean;
  /** What is wrong with the tag of that name, so that it is no version: null when nothing is. */
  fault(version: number): Promise<string | null>;
  /** The newest tag that is a version, maybe apart from one; null when there is none. */
  newest(without?: number | null): Promise<Version | null>;
  /** A version, or null when there is no such version. */
  read(version: number): Promise<Version | null>;
  /** All versions by number, for whoever wants every one of them: they are read in one go. */
  readAll(): Promise<ReadonlyMap<number, ListedVersion>>;
}

/** What was read of tags, by number and oid: it holds for as long as a tag is not moved. */
export type KnownVersions = Map<string, Promise<Version | string | null>>;

/** Reads the refs once; tag objects only when they are asked for, and are not in `known`. */
export async function readVersions(repo: Repository, known: KnownVersions = new Map()): Promise<Versions> {
  const refs = await readVersionRefs(repo);
  // Numbers sort ten times as fast among themselves as through a function.
  const numbers = Array.from(Float64Array.from(refs.numbers).sort()).reverse();
  const load = (version: number): Promise<Version | string | null> => {
    const ref = refs.get(version);
    const key = `${version} ${ref?.oid}`;
    const loading = known.get(key) ?? loadVersion(repo, version, ref);
    if (!known.has(key)) {
      known.set(key, loading);
      // What could not be read is asked for again.
      loading.catch(() => known.delete(key));
    }
    return loading;
  };
  let commits: ReadonlySet<Oid> | null = null;
  return {
    numbers,
    tagOid: (version) => refs.get(version)?.oid || null,
    areAt(commit) {
      commits ??= new Set(numbers.flatMap((version) => refs.get(version)?.peeled ?? []));
      return commits.has(commit);
    },
    async fault(version) {
      const shadow = refs.shadowed.get(version);
      if (shadow !== undefined) return `the tag ${shadow} stands in its way`;
      const loaded = await load(version);
      return typeof loaded === "string" ? loaded : null;
    },
    async newest(without = null) {
      for (const version of numbers) {
        if (version === without) continue;
        const loaded = await load(version);
        if (loaded !== null && typeof loaded !== "string") return loaded;
      }
      return null;
    },
    async read(version) {
      const loaded = await load(version);
      return typeof loaded === "string" ? null : loaded;
    },
    async readAll() {
      const tags = numbers.flatMap((version) => {
        const ref = refs.get(version);
        return ref === null || ref.symbolic !== null ? [] : [{ version, ref }];
      });
      const versions = new Map<number, ListedVersion>();
      const nameless: (readonly [version: number, ref: StoredRef, tag: Tag])[] = [];
      const add = (version: number, ref: StoredRef, tag: Tag, who: Signature): void => {
        const said = parseListedMessage(version, tag.message);
        versions.set(version, toListed(version, ref.oid, tag.object, who, said));
      };
      const oids = tags.map(({ ref }) => ref.oid);
      await readObjects(repo, oids, (place, object) => {
        const { version, ref } = tags[place] ?? {};
        if (version === undefined || ref === undefined) return;
        const tag = readTag(version, ref, object);
        if (typeof tag === "string") return;
        if (tag.tagger === null) nameless.push([version, ref, tag]);
        else add(version, ref, tag, tag.tagger);
      });
      for (const [version, ref, tag] of nameless) add(version, ref, tag, await authorOf(repo, tag));
      return versions;
    },
  };
}

/** The version that a tag object is of, whatever ref names it; null where it is none, or not in this clone. */
export async function readVersionAt(
  repo: Repository,
  version: number,
  oid: Oid,
  known: KnownVersions,
): Promise<Version | null> {
  const key = `${version} ${oid}`;
  const loaded = await (known.get(key) ?? loadVersion(repo, version, { oid, peeled: null, symbolic: null }));
  if (loaded === null || typeof loaded === "string") return null;
  known.set(key, Promise.resolve(loaded));
  return loaded;
}

async function loadVersion(
  repo: Repository,
  version: number,
  ref: StoredRef | null,
): Promise<Version | string | null> {
  if (ref === null) return null;
  const read = readTag(version, ref, ref.symbolic === null ? await readObject(repo, ref.oid) : null);
  if (typeof read === "string") return read;
  return toVersion(version, ref, read, read.tagger ?? (await authorOf(repo, read)));
}

/** The tag of a version, or what keeps the object behind the ref from being one. */
function readTag(version: number, ref: StoredRef, found: StoredObject | null): Tag | string {
  if (ref.symbolic !== null) return `the tag v${version} is a symbolic ref`;
  if (found === null) return `the tag v${version} names ${ref.oid}, which is not in this clone`;
  if (found.type !== "tag") return `the tag v${version} is lightweight (it names a ${found.type} directly)`;
  const tag = parseTag(found.bytes);
  // `git tag -f v2 v1` makes the one lead to the other's tag object: the pins of v2 would run v1.
  if (tag.name !== formatRef(version))
    return `the tag v${version} leads to the tag object of "${tag.name}": it was moved by hand`;
  return tag.type === "commit" ? tag : `the tag v${version} is of a ${tag.type}, not of a commit`;
}

/** Tags of very old gits have no tagger: the commit's author stands in. */
async function authorOf(repo: Repository, tag: Tag): Promise<Signature> {
  return parseCommit(await mustReadObject(repo, tag.object, "commit")).author;
}

function toVersion(version: number, ref: StoredRef, tag: Tag, who: Signature): Version {
  const said = parseTagMessage(version, tag.message);
  const { configTree, previous, renumberedFrom } = said;
  return { ...toListed(version, ref.oid, tag.object, who, said), configTree, previous, renumberedFrom };
}

function toListed(
  version: number,
  tagOid: Oid,
  commit: Oid,
  who: Signature,
  { title, description, agentsChanged }: ListedMessage,
): ListedVersion {
  const { name, email, timestamp, timezoneOffset } = who;
  const author = { name, email };
  const listed = { version, tagOid, commit, title, author, timestamp, timezoneOffset, agentsChanged };
  return description === undefined ? listed : { ...listed, description };
}
