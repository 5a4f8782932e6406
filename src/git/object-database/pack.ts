import { join } from "node:path";
import type { WorldFs } from "../../world.js";
import type { ByteCache } from "./byte-cache.js";
import { damage } from "./damage.js";
import { applyDelta } from "./delta.js";
import { type FileWindows, openWindows } from "./file-windows.js";
import { inflate } from "./inflate.js";
import { openPackIndex, type PackIndex } from "./pack-index.js";
import type { ObjectType, StoredObject } from "./stored-object.js";

/** A pack: many objects in one file, most as the difference to another one. */
export interface Pack {
  /** The object of that id, or null when the pack has none. Throws `Damage`. */
  read(oid: Buffer): Promise<StoredObject | null>;
}

/** Types as the three bits in front of each entry; the last two are differences. */
const types: readonly (ObjectType | null)[] = [null, "commit", "tree", "blob", "tag"];
const offsetDelta = 6;
const oidDelta = 7;

/** An entry as it is stored: an object, or a difference to the object at `base`. */
type Entry =
  | { readonly kind: "whole"; readonly object: StoredObject }
  | { readonly kind: "delta"; readonly base: number; readonly bytes: Buffer };

/** Longer than any chain that git makes: what goes on beyond runs in a circle. */
const longestChain = 10_000;

/**
 * Opens the pack of that name (without ending) in `directory`. `bases` keeps objects that others are told as
 * differences to. The format is git's gitformat-pack, version 2. Rejects with the system's error.
 */
export async function openPack(
  fs: WorldFs,
  directory: string,
  name: string,
  bases: ByteCache<StoredObject>,
): Promise<Pack> {
  const path = join(directory, `${name}.pack`);
  const index = await openPackIndex(fs, join(directory, `${name}.idx`));
  const file = await openWindows(fs, path);

  const readAt = async (offset: number): Promise<StoredObject> => {
    const deltas: { readonly at: number; readonly bytes: Buffer }[] = [];
    let at = offset;
    let found = bases.get(`${path}:${at}`);
    while (found === undefined) {
      const entry = await readEntry(file, index, at, path);
      if (entry.kind === "whole") {
        found = entry.object;
        if (deltas.length > 0) bases.set(`${path}:${at}`, found, found.bytes.length);
        continue;
      }
      deltas.push({ at, bytes: entry.bytes });
      if (deltas.length > longestChain) throw damage(path);
      at = entry.base;
      found = bases.get(`${path}:${at}`);
    }
    for (const [left, { at: place, bytes }] of [...deltas].reverse().entries()) {
      found = { type: found.type, bytes: applyDelta(found.bytes, bytes, path) };
      if (left < deltas.length - 1) bases.set(`${path}:${place}`, found, found.bytes.length);
    }
    return found;
  };

  return {
    async read(oid) {
      const offset = await index.find(oid);
      return offset === null ? null : readAt(offset);
    },
  };
}

/** The longest header: 10 bytes for the size, and the id of a base. */
const longestHeader = 32;

async function readEntry(file: FileWindows, index: PackIndex, at: number, path: string): Promise<Entry> {
  const head = await file.read(at, longestHeader);
  let next = 0;
  const byte = (): number => {
    const value = head[next++];
    if (value === undefined) throw damage(path);
    return value;
  };
  const first = byte();
  const type = (first >> 4) & 7;
  let size = first & 15;
  for (let value = first, scale = 16; (value & 0x80) !== 0; scale *= 128) {
    value = byte();
    size += (value & 0x7f) * scale;
  }
  let base: number | null = null;
  if (type === offsetDelta) {
    let value = byte();
    let distance = value & 0x7f;
    while ((value & 0x80) !== 0) {
      value = byte();
      distance = (distance + 1) * 128 + (value & 0x7f);
    }
    if (distance <= 0 || distance > at) throw damage(path);
    base = at - distance;
  } else if (type === oidDelta) {
    base = await index.find(head.subarray(next, next + 20));
    if (base === null) throw damage(path);
    next += 20;
  }
  // What deflate makes of bytes that it cannot make smaller is not much longer than they are.
  const stored = await file.read(at + next, size + (size >> 10) + 64);
  const bytes = inflate(stored, size, path);
  if (base !== null) return { kind: "delta", base, bytes };
  const name = types[type] ?? null;
  if (name === null) throw damage(path);
  return { kind: "whole", object: { type: name, bytes } };
}
