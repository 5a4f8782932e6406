import { createHash } from "node:crypto";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import git from "isomorphic-git";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import { writeDurably } from "./durable.js";
import { errnoOf } from "./errno.js";
import type { Repository } from "./repository.js";

export type ObjectType = "blob" | "tree" | "commit" | "tag";

/** An object that is ready to be written: its bytes and the id that git computes for them. */
export interface NewObject {
  readonly oid: Oid;
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

/** Names bytes as git does: sha1 over `<type> <length>\0<bytes>`. */
export function newObject(type: ObjectType, bytes: Uint8Array): NewObject {
  const oid = createHash("sha1").update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
  return { oid, type, bytes };
}

/** Reads an object of any type, loose or packed, here or in an alternate; null when it is nowhere. */
export async function readObject(
  repo: Repository,
  oid: Oid,
): Promise<{ type: ObjectType; bytes: Uint8Array } | null> {
  for (const gitdir of repo.objectHomes) {
    try {
      const found = await git.readObject({
        fs: { promises: repo.world.fs },
        gitdir,
        oid,
        format: "content",
        cache: repo.cache,
      });
      return { type: found.type as ObjectType, bytes: found.object as Uint8Array };
    } catch (error) {
      if (errnoOf(error) !== "NotFoundError") throw error;
    }
  }
  return null;
}

/** Reads an object that must be there. Throws `unsupported-repository` when a needed object is missing. */
export async function mustReadObject(repo: Repository, oid: Oid, type: ObjectType): Promise<Uint8Array> {
  const found = await readObject(repo, oid);
  if (found === null)
    throw failure("unsupported-repository", {
      reason: `the ${type} ${oid} is missing (a partial clone, or a damaged one)`,
      hint: "git fsck",
    });
  if (found.type !== type)
    throw failure("unsupported-repository", {
      reason: `${oid} is a ${found.type} where a ${type} is due`,
      hint: "git fsck",
    });
  return found.bytes;
}

/**
 * Writes objects that are not there yet, each to a temporary file, fsynced, then renamed. One that exists
 * loose is freshened, so that a `git gc` running now does not prune it before a ref reaches it.
 */
export async function writeObjects(repo: Repository, objects: readonly NewObject[]): Promise<void> {
  for (const object of objects) {
    const directory = join(repo.commondir, "objects", object.oid.slice(0, 2));
    const path = join(directory, object.oid.slice(2));
    const now = new Date(repo.world.clock.now());
    const freshened = await repo.world.fs.utimes(path, now, now).then(
      () => true,
      () => false,
    );
    if (freshened) continue;
    const header = Buffer.from(`${object.type} ${object.bytes.length}\0`);
    await repo.world.fs.mkdir(directory, { recursive: true });
    await writeDurably(repo.world.fs, path, deflateSync(Buffer.concat([header, object.bytes])), {
      // Its own for each process, since two may write the same object; `git gc` removes what a kill leaves.
      temporary: join(
        repo.commondir,
        "objects",
        `tmp_obj_${object.oid}_${await repo.world.processes.self()}`,
      ),
      mode: 0o444,
    });
  }
}
