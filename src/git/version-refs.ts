import { join } from "node:path";
import { parseVersionTag } from "../model/version.js";
import { isMissing } from "./errno.js";
import { readLoose, readPackedRefs, type StoredRef } from "./refs.js";
import type { Repository } from "./repository.js";

/** The refs below `refs/tags/` that have a version's name, and names such as `v7/x` that stand in their way. */
export interface VersionRefs {
  /** Numbers that have a ref, in no order. */
  readonly numbers: readonly number[];
  /** The ref of a number, or null. */
  get(version: number): StoredRef | null;
  /** Numbers that cannot be made because a tag below `v<N>/` exists. */
  readonly shadowed: ReadonlyMap<number, string>;
}

/** The ref of one number, or the name of a tag that stands in its way; null when the number is free. */
export async function findVersionRef(
  repo: Repository,
  version: number,
): Promise<{ readonly ref: StoredRef } | { readonly shadow: string } | null> {
  const loose = await readLoose(repo, `refs/tags/v${version}`);
  if (loose !== null) return { ref: loose };
  const directory = join(repo.commondir, "refs", "tags", `v${version}`);
  const isBelow = await isEmpty(repo, directory).then(
    (empty) => !empty,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
  // Loose first, then packed, as below.
  const text = await readPackedRefs(repo);
  const at = text.indexOf(`${mark}${version}\n`);
  if (at >= 0) return { ref: packedRef(text, at) };
  if (isBelow) return { shadow: `v${version}/` };
  const below = text.indexOf(`${mark}${version}/`);
  return below < 0
    ? null
    : { shadow: fromBytes(text.slice(below + " refs/tags/".length, text.indexOf("\n", below))) };
}

/**
 * Reads all version refs. Loose refs first, then packed-refs once: the other order misses the newest tag while
 * `git pack-refs` moves it. Of ten thousand packed ones only numbers and places are kept.
 */
export async function readVersionRefs(repo: Repository): Promise<VersionRefs> {
  const directory = join(repo.commondir, "refs", "tags");
  const names = await repo.world.fs.readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found = await Promise.all(
    names.map(async (entry) => {
      const version = parseVersionTag(entry.name);
      if (version === null) return null;
      if (entry.isDirectory())
        return { version, ref: null, empty: await isEmpty(repo, join(directory, entry.name)) };
      return { version, ref: await readLoose(repo, `refs/tags/${entry.name}`), empty: false };
    }),
  );
  const text = await readPackedRefs(repo);
  const packed = new Map<number, number>();
  const shadowed = new Map<number, string>();
  eachPackedVersion(text, (version, at, below) => {
    if (below === null) packed.set(version, at);
    else shadowed.set(version, `v${version}/${below}`);
  });
  const loose = new Map<number, StoredRef>();
  for (const one of found) {
    if (one === null) continue;
    if (one.ref !== null) loose.set(one.version, one.ref);
    else if (!one.empty && !packed.has(one.version)) shadowed.set(one.version, `v${one.version}/`);
  }
  return {
    numbers: [...packed.keys(), ...[...loose.keys()].filter((version) => !packed.has(version))],
    get(version) {
      const at = packed.get(version);
      return loose.get(version) ?? (at === undefined ? null : packedRef(text, at));
    },
    shadowed,
  };
}

const mark = " refs/tags/v";

/**
 * Tells the versions of a file of packed refs: number, where their line has its space, and what follows a slash in the
 * name. By hand and without a list, as every command does it: a pattern takes four times as long for ten thousand.
 */
function eachPackedVersion(
  text: string,
  tell: (version: number, at: number, below: string | null) => void,
): void {
  const [zero, nine, newline, slash] = [48, 57, 10, 47];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    const start = at + mark.length;
    let end = start;
    let version = 0;
    let code = text.charCodeAt(end);
    for (; code >= zero && code <= nine; code = text.charCodeAt(++end))
      version = version * 10 + (code - zero);
    const isNumber = end > start && (end === start + 1 || text.charCodeAt(start) !== zero);
    if (!isNumber || !Number.isSafeInteger(version)) continue;
    if (code === newline) tell(version, at, null);
    else if (code === slash) tell(version, at, fromBytes(text.slice(end + 1, text.indexOf("\n", end))));
  }
}

/** A name as it is shown, of the characters that stand for its bytes. */
function fromBytes(text: string): string {
  return Buffer.from(text, "latin1").toString("utf8");
}

/** A packed ref, of which the line after tells the commit where it is a tag. */
function packedRef(text: string, at: number): StoredRef {
  const end = text.indexOf("\n", at);
  const isTag = text.charAt(end + 1) === "^";
  return {
    oid: text.slice(at - 40, at),
    peeled: isTag ? text.slice(end + 2, end + 42) : null,
    symbolic: null,
  };
}

async function isEmpty(repo: Repository, directory: string): Promise<boolean> {
  for (const entry of await repo.world.fs.readdir(directory, { withFileTypes: true }))
    if (!entry.isDirectory() || !(await isEmpty(repo, join(directory, entry.name)))) return false;
  return true;
}
