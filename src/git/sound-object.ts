import type { Oid } from "../model/version.js";
import { isDamage } from "./object-database/damage.js";
import type { StoredObject } from "./object-database/stored-object.js";
import { readObjectHere } from "./objects.js";
import type { Repository } from "./repository.js";

/** Reads an object; null when it is not here, and also when it is damaged: for whoever goes on without it. */
export async function readSoundObject(repo: Repository, oid: Oid): Promise<StoredObject | null> {
  // A ref may hold anything, if only because a disk was full once.
  if (!/^[0-9a-f]{40}$/.test(oid)) return null;
  try {
    return await readObjectHere(repo, oid);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}
