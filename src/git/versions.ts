import { parseTagMessage } from "../model/tag-message.js";
import type { Oid, Version } from "../model/version.js";
import { parseCommit, parseTag, type Tag } from "./commit-object.js";
import { mustReadObject, readObject } from "./objects.js";
import { readVersionRefs, type StoredRef } from "./refs.js";
import type { Repository } from "./repository.js";

/** The version tags of a repository: which numbers exist, and each tag on demand. */
export interface Versions {
  /** Numbers of the tags that exist, lightweight or not, highest first. */
  readonly numbers: readonly number[];
  /** What the tag of that number names: a tag object's oid, unless it is lightweight; null when there is none. */
  oid(version: number): Oid | null;
  /** What is wrong with the tag of that name, so that it is no version: null when nothing is. */
  fault(version: number): Promise<string | null>;
  /** The newest tag that is a version, maybe apart from one; null when there is none. */
  newest(without?: number | null): Promise<Version | null>;
  /** A version, or null when there is no such version. */
  read(version: number): Promise<Version | null>;
}

/** What was read of tags, by number and oid: it holds for as long as a tag is not moved. */
export type KnownVersions = Map<string, Promise<Version | string | null>>;

/** Reads the refs once; tag objects only when they are asked for, and are not in `known`. */
export async function readVersions(repo: Repository, known: KnownVersions = new Map()): Promise<Versions> {
  const { refs, shadowed } = await readVersionRefs(repo);
  const numbers = [...refs.keys()].sort((a, b) => b - a);
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
  return {
    numbers,
    oid: (version) => refs.get(version)?.oid ?? null,
    async fault(version) {
      const shadow = shadowed.get(version);
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
  };
}

async function loadVersion(
  repo: Repository,
  version: number,
  ref: StoredRef | undefined,
): Promise<Version | string | null> {
  if (ref === undefined) return null;
  if (ref.symbolic !== null) return `the tag v${version} is a symbolic ref`;
  const found = await readObject(repo, ref.oid);
  if (found === null) return `the tag v${version} names ${ref.oid}, which is not in this clone`;
  if (found.type !== "tag") return `the tag v${version} is lightweight (it names a ${found.type} directly)`;
  const tag = parseTag(found.bytes);
  if (tag.type !== "commit") return `the tag v${version} is of a ${tag.type}, not of a commit`;
  return toVersion(repo, version, ref.oid, tag);
}

async function toVersion(repo: Repository, version: number, tagOid: Oid, tag: Tag): Promise<Version> {
  const said = parseTagMessage(version, tag.message);
  // Tags of very old gits have no tagger: the commit's author stands in.
  const who = tag.tagger ?? parseCommit(await mustReadObject(repo, tag.object, "commit")).author;
  return {
    ...said,
    version,
    tagOid,
    commit: tag.object,
    author: { name: who.name, email: who.email },
    timestamp: who.timestamp,
    timezoneOffset: who.timezoneOffset,
  };
}
