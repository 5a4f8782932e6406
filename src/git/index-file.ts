import { hash } from "node:crypto";
import { join } from "node:path";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import { byteString } from "./byte-string.js";
import { type CachedTree, readCacheTree } from "./cache-tree.js";
import { isMissing } from "./errno.js";
import type { Steps } from "./journal.js";
import type { Repository } from "./repository.js";

/** What the index keeps of a file on disk, to tell later without reading whether it changed. */
export interface IndexStat {
  readonly ctimeNs: bigint;
  readonly mtimeNs: bigint;
  readonly dev: bigint;
  readonly ino: bigint;
  readonly uid: bigint;
  readonly gid: bigint;
  readonly size: bigint;
}

/** One entry of the index. */
export interface IndexEntry {
  readonly path: string;
  readonly oid: Oid;
  /** git's mode as a number: 0o100644 and so on. */
  readonly mode: number;
  /** 0 is normal; 1 to 3 are the sides of an unresolved conflict. */
  readonly stage: number;
  /** Whether a sparse checkout keeps it off the disk. */
  readonly isLeftOut: boolean;
  /** Stat data and mode in the first 40 bytes of `stat`, and the flags, as they stand. */
  readonly raw: {
    readonly stat: Buffer;
    readonly flags: number;
    readonly extended: number;
    /** The whole entry, padding included; null when it is not as it was read. */
    readonly whole: Buffer | null;
  };
}

/** The index as it was read. */
export interface Index {
  readonly entries: readonly IndexEntry[];
  /** Trees that git has computed of its directories, by path; read when they are asked for. */
  readonly trees: () => ReadonlyMap<string, CachedTree>;
  /** What tells the file that was read from one that took its place since; null when there was none. */
  readonly stamp: string | null;
}

/** A change to the index: a file to record, or a path to forget (`oid: null`). */
export interface IndexChange {
  readonly path: string;
  readonly oid: Oid | null;
  readonly mode: number;
  readonly stat: IndexStat | null;
}

const headerSize = 12;
const fixedSize = 62;
const billion = 1_000_000_000n;
const extendedFlag = 0x4000;
const skipWorktreeFlag = 0x4000;

/**
 * Reads the index; an absent file is an empty index. A file that may have changed within the moment in which the
 * index was written (git's "racily clean") gets a stat that no file has. Throws `unsupported-repository` for formats
 * that would be misread: version 4, and split or sparse indexes, which mark themselves by lower-case extensions.
 */
export async function readIndex(repo: Repository): Promise<Index> {
  const path = join(repo.gitdir, "index");
  try {
    // The time before the bytes: an index that is replaced in between is newer than it seems, which only costs.
    const stat = await repo.world.fs.stat(path, { bigint: true });
    const { entries, trees } = parseOnce(repo, Buffer.from(await repo.world.fs.readFile(path)));
    const [second, rest] = [low(stat.mtimeNs / billion), Number(stat.mtimeNs % billion)];
    const isOlder = ({ raw }: IndexEntry): boolean => {
      const own = raw.stat.readUInt32BE(8);
      return own < second || (own === second && raw.stat.readUInt32BE(12) < rest);
    };
    return {
      entries: entries.map((entry) => (isOlder(entry) ? entry : withoutStat(entry))),
      trees,
      stamp: stampOf(stat),
    };
  } catch (error) {
    if (isMissing(error)) return noIndex;
    throw error;
  }
}

/** That of a repository in which nothing was ever added. */
export const noIndex: Index = { entries: [], trees: () => new Map(), stamp: null };

/** What tells the index that is there now from any other, and its size in bytes; null when there is none. */
export async function indexStamp(
  repo: Repository,
): Promise<{ readonly stamp: string; readonly size: number } | null> {
  const stat = await repo.world.fs.stat(join(repo.gitdir, "index"), { bigint: true }).catch(() => null);
  return stat === null ? null : { stamp: stampOf(stat), size: Number(stat.size) };
}

function stampOf({ mtimeNs, ino, size }: Pick<IndexStat, "mtimeNs" | "ino" | "size">): string {
  return `${mtimeNs} ${ino} ${size}`;
}

/** A time as the index has it: seconds and nanoseconds, in the order of their bytes. */
function timeBytes(nanoseconds: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(low(nanoseconds / billion), 0);
  bytes.writeUInt32BE(Number(nanoseconds % billion), 4);
  return bytes;
}

/** The entry with a stat that no file has. */
export function withoutStat(entry: IndexEntry): IndexEntry {
  return { ...entry, raw: { ...entry.raw, stat: noStat(entry.mode), whole: null } };
}

/** A stat that never matches a file, so that contents are compared the next time somebody looks. */
function noStat(mode: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.writeUInt32BE(mode, 24);
  return bytes;
}

/** Whether git was told to take a file for unchanged without looking (`git update-index --assume-unchanged`). */
export function isAssumed({ raw }: IndexEntry): boolean {
  return (raw.flags & 0x8000) !== 0;
}

/** Bytes of the file when it was added, as far as 32 bits tell; null where nothing is known of it. */
export function sizeOf({ raw }: IndexEntry): number | null {
  return raw.stat.readUInt32BE(8) === 0 ? null : raw.stat.readUInt32BE(36);
}

/**
 * Whether a file is as it was when it was added, going by what git goes by: its times, inode, owner and size. The
 * device is left out, as git does, since network file systems change theirs.
 */
export function isClean({ raw, stage }: IndexEntry, stat: IndexStat): boolean {
  const has = (at: number, value: bigint): boolean => raw.stat.readUInt32BE(at) === low(value);
  const hasTime = (at: number, value: bigint): boolean =>
    has(at, value / billion) && has(at + 4, value % billion);
  return (
    stage === 0 &&
    has(36, stat.size) &&
    has(20, stat.ino) &&
    hasTime(8, stat.mtimeNs) &&
    hasTime(0, stat.ctimeNs) &&
    has(28, stat.uid) &&
    has(32, stat.gid)
  );
}

/** What fits of a number into the index's 32 bits. */
function low(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}

const parsed = new WeakMap<Repository, { readonly bytes: Buffer; readonly index: Omit<Index, "stamp"> }>();

/** Who plans and then writes reads the index twice, and nearly always the same bytes. */
function parseOnce(repo: Repository, bytes: Buffer): Omit<Index, "stamp"> {
  const last = parsed.get(repo);
  if (last?.bytes.equals(bytes)) return last.index;
  const index = parseIndex(bytes);
  parsed.set(repo, { bytes, index });
  return index;
}

/** Reads the bytes of an index of version 2 or 3. */
export function parseIndex(bytes: Buffer): Omit<Index, "stamp"> {
  const damaged = failure("unsupported-repository", { reason: "its index is damaged", hint: "git fsck" });
  if (bytes.length < headerSize + 20 || bytes.toString("latin1", 0, 4) !== "DIRC") throw damaged;
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3)
    throw failure("unsupported-repository", {
      reason: `its index has format version ${version}`,
      hint: "git update-index --index-version 2",
    });
  const body = bytes.subarray(0, -20);
  // index.skipHash leaves the checksum zero.
  const sum = bytes.toString("hex", bytes.length - 20);
  if (sum !== "0".repeat(40) && sum !== hash("sha1", body)) throw damaged;

  const entries: IndexEntry[] = [];
  let at = headerSize;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    if (at + fixedSize > body.length) throw damaged;
    const flags = body.readUInt16BE(at + 60);
    const isExtended = (flags & extendedFlag) !== 0;
    const nameAt = at + fixedSize + (isExtended ? 2 : 0);
    const nameEnd = body.indexOf(0, nameAt);
    if (nameEnd < 0) throw damaged;
    const whole = body.subarray(at, at + ((nameEnd - at + 8) & ~7));
    entries.push({
      path: body.toString("utf8", nameAt, nameEnd),
      oid: body.toString("hex", at + 40, at + 60),
      mode: body.readUInt32BE(at + 24),
      stage: (flags >> 12) & 3,
      isLeftOut: isExtended && (body.readUInt16BE(at + fixedSize) & skipWorktreeFlag) !== 0,
      raw: { stat: whole, flags, extended: isExtended ? body.readUInt16BE(at + fixedSize) : 0, whole },
    });
    at += (nameEnd - at + 8) & ~7;
  }
  return { entries, trees: readExtensions(body.subarray(at)) };
}

/** Changes as the steps of a journal: those that change an entry, with what they change. */
export function indexSteps(
  entries: readonly IndexEntry[],
  changes: readonly IndexChange[],
): { readonly index: Steps["index"]; readonly stats: ReadonlyMap<string, IndexStat> } {
  const now = new Map(entries.map(({ path, oid, mode }) => [path, { oid, mode }]));
  const stats = new Map<string, IndexStat>();
  const index = changes.flatMap(({ path, oid, mode, stat }) => {
    const before = now.get(path) ?? null;
    const after = oid === null ? null : { oid, mode };
    if (before?.oid === after?.oid && before?.mode === after?.mode) return [];
    if (stat !== null) stats.set(path, stat);
    return [{ path, before, after }];
  });
  return { index, stats };
}

/** The index's bytes after `changes`. Extensions are dropped: all that git keeps there can be rebuilt. */
export function writeIndex(entries: readonly IndexEntry[], changes: readonly IndexChange[]): Buffer {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const kept = entries.filter((entry) => !byPath.has(entry.path));
  const added = changes.filter((change) => change.oid !== null).map(newEntry);
  const all = [...kept, ...added]
    .map((entry) => ({ key: byteString(entry.path), stage: entry.stage, bytes: entryBytes(entry) }))
    .sort((a, b) => (a.key === b.key ? a.stage - b.stage : a.key < b.key ? -1 : 1));
  const header = Buffer.alloc(headerSize);
  header.write("DIRC", "latin1");
  header.writeUInt32BE(entries.some((entry) => entry.raw.extended !== 0) ? 3 : 2, 4);
  header.writeUInt32BE(all.length, 8);
  const body = Buffer.concat([header, ...all.map(({ bytes }) => bytes)]);
  return Buffer.concat([body, hash("sha1", body, "buffer")]);
}

function entryBytes(entry: IndexEntry): Buffer {
  if (entry.raw.whole !== null) return entry.raw.whole;
  const name = Buffer.from(entry.path);
  const isExtended = entry.raw.extended !== 0;
  const length = fixedSize + (isExtended ? 2 : 0) + name.length;
  const bytes = Buffer.alloc((length + 8) & ~7);
  entry.raw.stat.copy(bytes, 0, 0, 40);
  bytes.write(entry.oid, 40, "hex");
  const flags = (entry.raw.flags & 0x8000) | (isExtended ? extendedFlag : 0) | (entry.stage << 12);
  bytes.writeUInt16BE(flags | Math.min(name.length, 0xfff), 60);
  if (isExtended) bytes.writeUInt16BE(entry.raw.extended, fixedSize);
  name.copy(bytes, fixedSize + (isExtended ? 2 : 0));
  return bytes;
}

function newEntry(change: IndexChange): IndexEntry {
  const { path, mode } = change;
  const stat = change.stat === null ? noStat(mode) : statBytes(change.stat, mode);
  return {
    path,
    oid: change.oid ?? "",
    mode,
    stage: 0,
    isLeftOut: false,
    raw: { stat, flags: 0, extended: 0, whole: null },
  };
}

function statBytes(stat: IndexStat, mode: number): Buffer {
  const bytes = Buffer.alloc(40);
  timeBytes(stat.ctimeNs).copy(bytes, 0);
  timeBytes(stat.mtimeNs).copy(bytes, 8);
  bytes.writeUInt32BE(low(stat.dev), 16);
  bytes.writeUInt32BE(low(stat.ino), 20);
  bytes.writeUInt32BE(mode, 24);
  bytes.writeUInt32BE(low(stat.uid), 28);
  bytes.writeUInt32BE(low(stat.gid), 32);
  bytes.writeUInt32BE(low(stat.size), 36);
  return bytes;
}

/** The trees among the extensions; those that begin with a capital letter may be passed over. */
function readExtensions(bytes: Buffer): Index["trees"] {
  let found: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 8 <= bytes.length; at += 8 + bytes.readUInt32BE(at + 4)) {
    const name = bytes.toString("latin1", at, at + 4);
    if (name === "TREE") found = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at + 4));
    if (/^[A-Z]/.test(name)) continue;
    const kind = name === "link" ? "split" : name === "sdir" ? "sparse" : `of an unknown kind (${name})`;
    const hint = name === "link" ? "git update-index --no-split-index" : "git sparse-checkout disable";
    throw failure("unsupported-repository", { reason: `its index is ${kind}`, hint });
  }
  let trees: ReadonlyMap<string, CachedTree> | null = null;
  return () => {
    trees ??= readCacheTree(found);
    return trees;
  };
}
