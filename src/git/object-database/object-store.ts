import { join } from "node:path";
import type { Oid } from "../../model/version.js";
import type { WorldFs } from "../../world.js";
import { isMissing } from "../errno.js";
import { byteCache } from "./byte-cache.js";
import { damage } from "./damage.js";
import { readLooseObject } from "./loose-object.js";
import { openPack, type Pack } from "./pack.js";
import { nameObject, type StoredObject } from "./stored-object.js";

/** The objects of a repository and of those that it borrows from. */
export interface ObjectStore {
  /** An object, loose or packed; null when it is in none of the places. Throws `Damage`. */
  read(oid: Oid): Promise<StoredObject | null>;
}

/** Bytes kept of what was read, and of what others are told as differences to. */
const keptObjects = 24 * 1024 * 1024;
const keptBases = 16 * 1024 * 1024;

/**
 * Opens the object folders of these git directories, the first one first. Names of loose objects are listed
 * rather than tried, and packs are read in part: a fresh clone of 10,000 versions has no loose object, and
 * one object of a large pack is a few reads. What another process adds or packs anew meanwhile is found, by
 * looking again before an object is said to be absent. Each object read is checked against its id.
 */
export function openObjectStore(fs: WorldFs, homes: readonly string[]): ObjectStore {
  const known = byteCache<StoredObject>(keptObjects);
  const bases = byteCache<StoredObject>(keptBases);
  let folders = homes.map((home) => openFolder(fs, join(home, "objects"), bases));

  const find = async (oid: Oid): Promise<StoredObject | null> => {
    for (const folder of folders) {
      const found = await folder.read(oid);
      if (found !== null) return found;
    }
    return null;
  };
  const again = (oid: Oid): Promise<StoredObject | null> => {
    folders = homes.map((home) => openFolder(fs, join(home, "objects"), bases));
    return find(oid);
  };
  return {
    async read(oid) {
      const kept = known.get(oid);
      if (kept !== undefined) return kept;
      const found =
        (await find(oid).catch((error: unknown) => {
          // Packed by a `git gc` since it was listed.
          if (isMissing(error)) return null;
          throw error;
        })) ?? (await again(oid));
      if (found === null) return null;
      if (nameObject(found.type, found.bytes) !== oid) throw damage(oid);
      // A tag is parsed and then asked for no more.
      if (found.type !== "tag") known.set(oid, found, found.bytes.length);
      return found;
    },
  };
}

/** One `objects/` folder, as it is when it is first looked at. */
function openFolder(fs: WorldFs, directory: string, bases: Parameters<typeof openPack>[3]): ObjectStore {
  const lists = new Map<string, Promise<ReadonlySet<string>>>();
  const namesIn = (below: string): Promise<ReadonlySet<string>> => {
    const listing = lists.get(below) ?? listNames(fs, join(directory, below));
    lists.set(below, listing);
    return listing;
  };
  let packs: Promise<readonly (() => Promise<Pack>)[]> | null = null;
  const listPacks = async (): Promise<readonly (() => Promise<Pack>)[]> => {
    const names = await namesIn("pack");
    return [...names]
      .filter((name) => name.endsWith(".idx") && names.has(`${name.slice(0, -4)}.pack`))
      .map((name) => {
        let pack: Promise<Pack> | null = null;
        return () => {
          pack ??= openPack(fs, join(directory, "pack"), name.slice(0, -4), bases);
          return pack;
        };
      });
  };
  return {
    async read(oid) {
      const [prefix, rest] = [oid.slice(0, 2), oid.slice(2)];
      if ((await namesIn("")).has(prefix) && (await namesIn(prefix)).has(rest))
        return readLooseObject(fs, join(directory, prefix, rest), oid);
      packs ??= listPacks();
      const id = Buffer.from(oid, "hex");
      for (const open of await packs) {
        const found = await (await open()).read(id);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

async function listNames(fs: WorldFs, directory: string): Promise<ReadonlySet<string>> {
  const names = await fs.readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return new Set(names);
}
