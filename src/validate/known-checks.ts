import { hash } from "node:crypto";
import { join } from "node:path";
import type { KnownResults, PartResult } from "../config/check-part.js";
import { errnoOf } from "../git/errno.js";
import { journalDirectory, ownPath } from "../git/journal.js";
import type { Repository } from "../git/repository.js";

/** Digest of this program's sources and of the packages in it, made when it is built. */
declare const TAGLINE_BUILD: string;

/** Results of earlier checks, as a repository keeps them. */
export interface KnownChecks {
  readonly results: KnownResults;
  /** Keeps what was found out since, for the next command. Never throws for a disk that will not have it. */
  save(): Promise<void>;
}

/** Of one agent: as it is in the working tree, as it was a moment ago, as a branch or a version has it. */
const maximumOfName = 3;
/** Of all agents; more where one command checks more. About 200 bytes each. */
const maximumResults = 5000;
/** Characters. A repository with as many problems gains little from not looking for them again. */
const maximumSize = 32 * 1024 * 1024;

/**
 * Opens the results of earlier checks: one file in the git directory, which may be deleted at any time. One that is
 * damaged, or was written by another build of Tagline or on another Node, holds nothing. A result is found by the
 * content that it was made of and by nothing else, so that whatever the file says of other content is never asked for.
 */
export async function openKnownChecks(repo: Repository): Promise<KnownChecks> {
  const before = await read(repo);
  /** What this command used or found out. */
  const used = new Map<string, readonly KeyedResult[]>();
  let isNew = false;
  const use = (name: string, keyed: KeyedResult): void => {
    used.set(name, [keyed, ...(used.get(name) ?? [])]);
  };
  return {
    results: {
      get(name, key) {
        const found = before.get(name)?.find(([of]) => of === key);
        if (found === undefined) return null;
        use(name, found);
        return found[1];
      },
      put(name, key, result) {
        use(name, [key, result]);
        isNew = true;
      },
    },
    async save() {
      if (isNew) await write(repo, merge(used, before));
    },
  };
}

/** A result and the key of the content that it was made of. */
type KeyedResult = readonly [key: string, result: PartResult];
/** By name; of one name the last used comes first. */
type Results = ReadonlyMap<string, readonly KeyedResult[]>;

/** What was used last comes first; what was not used for longest is left out. */
function merge(used: Results, before: Results): Results {
  const merged = new Map<string, readonly KeyedResult[]>();
  const maximum = Math.max(maximumResults, 2 * used.size * maximumOfName);
  let count = 0;
  for (const name of new Set([...used.keys(), ...before.keys()])) {
    const [now, last] = [used.get(name) ?? [], before.get(name) ?? []];
    // Of a thousand agents nearly all are as they were.
    const kept = now.every((result, i) => result === last[i]) ? last : firstOfEach([...now, ...last]);
    count += kept.length;
    if (count > maximum) break;
    merged.set(name, kept);
  }
  return merged;
}

/** Of two for one content the first counts, which is the later one: the other's surroundings have changed. */
function firstOfEach(results: readonly KeyedResult[]): readonly KeyedResult[] {
  const kept = new Map<string, PartResult>();
  for (const [key, result] of results) if (!kept.has(key) && kept.size < maximumOfName) kept.set(key, result);
  return [...kept];
}

function directoryOf(repo: Repository): string {
  return join(journalDirectory(repo), "cache");
}

function pathOf(repo: Repository): string {
  return join(directoryOf(repo), "checks");
}

/** The first line of the file: who can read the rest, and what it must hash to. */
function headerOf(repo: Repository, body: string): string {
  const sum = hash("sha256", body);
  return `tagline checks 1, ${TAGLINE_BUILD}, ${repo.world.runtime ?? ""}, ${sum}\n`;
}

async function read(repo: Repository): Promise<Results> {
  const text = await repo.world.fs.readFile(pathOf(repo), "utf8").catch(() => "");
  const end = text.indexOf("\n") + 1;
  const body = text.slice(end);
  if (end === 0 || text.slice(0, end) !== headerOf(repo, body)) return new Map();
  return new Map(JSON.parse(body) as (readonly [name: string, results: readonly KeyedResult[]])[]);
}

/**
 * Writes to a temporary file and renames, without waiting for the disk: what a crash tears does not match its
 * checksum. Of several who write at the same time the last one stays. A kill's temporary file is removed like any
 * other that stands in the journal's directory.
 */
async function write(repo: Repository, results: Results): Promise<void> {
  const { fs } = repo.world;
  const body = JSON.stringify([...results]);
  if (body.length > maximumSize || !(await isOurs(repo))) return;
  const temporary = await ownPath(repo, ".checks");
  try {
    await fs.mkdir(directoryOf(repo), { recursive: true });
    await fs.writeFile(temporary, headerOf(repo, body) + body);
    await fs.rename(temporary, pathOf(repo));
  } catch (error) {
    // No room or no right to write: then the next command checks again.
    if (errnoOf(error) === undefined) throw error;
    await fs.unlink(temporary).catch(() => undefined);
  }
}

/** In someone else's repository nothing is left that its owner could not remove. */
async function isOurs(repo: Repository): Promise<boolean> {
  const { fs, processes } = repo.world;
  if (processes.user === null) return true;
  const stat = await fs.stat(repo.commondir).catch(() => null);
  return stat?.uid === processes.user;
}
