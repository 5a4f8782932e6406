import { hash } from "node:crypto";
import type { VersionLookup } from "./version-lookup.js";

/** Names as checks ask for them: one by one, or all of them to find the nearest. */
export interface Names extends Iterable<string> {
  has(name: string): boolean;
}

/** What a part of a configuration may ask of the tree and of the repository around it. */
export interface Surroundings {
  readonly slugs: ReadonlySet<string>;
  readonly platformIds: ReadonlySet<string>;
  readonly versions: VersionLookup;
}

/** What a check asked of its surroundings, with the answers it got: the same answers give the same result. */
export interface Asked {
  readonly slugs?: AskedNames;
  readonly platformIds?: AskedNames;
  /** With the id of the version's tag object: while it is the same, nobody needs to look again. */
  readonly versions?: readonly VersionAnswer[];
  /** The newest version, where it was asked for. */
  readonly newest?: number | null;
}

type VersionAnswer = readonly [version: number, agent: string, answer: string, tagOid: string | null];

interface AskedNames {
  readonly has: readonly (readonly [name: string, answer: boolean])[];
  /** Digest of all names in their order, where they were gone through. */
  readonly all?: string;
}

/** Surroundings as a check sees them. */
export interface Watched {
  readonly slugs: Names;
  readonly platformIds: Names;
  readonly versions: VersionLookup;
}

/** Surroundings that remember what they are asked. */
export function watch(around: Surroundings): { readonly watched: Watched; asked(): Asked } {
  const slugs = watchNames(around.slugs);
  const platformIds = watchNames(around.platformIds);
  const answers = new Map<string, VersionAnswer>();
  let newest: { readonly newest: number | null } | null = null;
  const versions: VersionLookup = {
    get newest() {
      newest = { newest: around.versions.newest };
      return newest.newest;
    },
    async agentExists(version, agent) {
      const answer = await around.versions.agentExists(version, agent);
      // A tag whose object is not here yet may be fetched: that is asked again.
      const tagOid = answer === "unknown-version" ? null : (around.versions.tagOid?.(version) ?? null);
      answers.set(`${version} ${agent}`, [version, agent, answer, tagOid]);
      return answer;
    },
  };
  return {
    watched: { slugs: slugs.names, platformIds: platformIds.names, versions },
    asked: () => ({
      ...named("slugs", slugs.asked()),
      ...named("platformIds", platformIds.asked()),
      ...(answers.size === 0 ? {} : { versions: [...answers.values()] }),
      ...newest,
    }),
  };
}

/** Whether the surroundings still give every answer that they gave. */
export async function answersTheSame(asked: Asked, around: Surroundings): Promise<boolean> {
  if (!areAnsweredBy(asked.slugs, around.slugs)) return false;
  if (!areAnsweredBy(asked.platformIds, around.platformIds)) return false;
  if (asked.newest !== undefined && asked.newest !== around.versions.newest) return false;
  for (const [version, agent, answer, tagOid] of asked.versions ?? []) {
    if (tagOid !== null && around.versions.tagOid?.(version) === tagOid) continue;
    if ((await around.versions.agentExists(version, agent)) !== answer) return false;
  }
  return true;
}

function areAnsweredBy(asked: AskedNames | undefined, names: ReadonlySet<string>): boolean {
  if (asked === undefined) return true;
  if (asked.all !== undefined && asked.all !== digestOf(names)) return false;
  return asked.has.every(([name, answer]) => names.has(name) === answer);
}

function watchNames(names: ReadonlySet<string>): {
  readonly names: Names;
  asked(): AskedNames | null;
} {
  const answers = new Map<string, boolean>();
  let isGoneThrough = false;
  return {
    names: {
      has(name) {
        const answer = names.has(name);
        answers.set(name, answer);
        return answer;
      },
      [Symbol.iterator]() {
        isGoneThrough = true;
        return names[Symbol.iterator]();
      },
    },
    asked() {
      if (answers.size === 0 && !isGoneThrough) return null;
      return { has: [...answers], ...(isGoneThrough ? { all: digestOf(names) } : {}) };
    },
  };
}

function named(key: "slugs" | "platformIds", asked: AskedNames | null): Asked {
  return asked === null ? {} : { [key]: asked };
}

/** A thousand agents may each look for the nearest name among all. */
const digests = new WeakMap<ReadonlySet<string>, string>();

function digestOf(names: ReadonlySet<string>): string {
  const known = digests.get(names);
  if (known !== undefined) return known;
  const digest = hash("sha256", JSON.stringify([...names]));
  digests.set(names, digest);
  return digest;
}
