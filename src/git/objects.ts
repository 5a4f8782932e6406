import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import git from "isomorphic-git";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import { writeDurably } from "./durable.js";
import { errnoOf } from "./errno.js";
import { isPartialClone } from "./partial-clone.js";
import { runGit } from "./program.js";
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

/** An object as it is stored. */
export interface StoredObject {
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

/**
 * Reads an object of any type, loose or packed, here or in an alternate; a partial clone gets it from its
 * remote, through git. Null when it is nowhere.
 */
export async function readObject(repo: Repository, oid: Oid): Promise<StoredObject | null> {
  const unwritten = repo.unwritten?.get(oid);
  if (unwritten !== undefined) return unwritten;
  const found = await readObjectHere(repo, oid);
  if (found !== null) return found;
  return (await isPartialClone(repo)) ? fetchObject(repo, oid) : null;
}

/** As `readObject`, of what this clone has by itself. */
export async function readObjectHere(repo: Repository, oid: Oid): Promise<StoredObject | null> {
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

/** git gets a promised object when it is asked for it. */
async function fetchObject(repo: Repository, oid: Oid): Promise<StoredObject | null> {
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["cat-file", "--batch"], {
    input: `${oid}\n`,
    optional: true,
  });
  const end = said?.stdout.indexOf("\n") ?? -1;
  const [, type, size] = said?.stdout.toString("latin1", 0, Math.max(end, 0)).split(" ") ?? [];
  if (said === null || size === undefined) return null;
  return { type: type as ObjectType, bytes: said.stdout.subarray(end + 1, end + 1 + Number(size)) };
}

/** What isomorphic-git throws for an object whose bytes are cut off, or are not those that its name hashes. */
export function isDamage(error: unknown): boolean {
  return ["DecompressionError", "InternalError"].includes(errnoOf(error) ?? "");
}

/** Reads an object that must be there. Throws `unsupported-repository` when a needed object is missing. */
export async function mustReadObject(repo: Repository, oid: Oid, type: ObjectType): Promise<Uint8Array> {
  const found = await readObject(repo, oid).catch((error: unknown) => {
    if (!isDamage(error)) throw error;
    throw failure("unsupported-repository", { reason: `the ${type} ${oid} is damaged`, hint: "git fsck" });
  });
  if (found === null)
    throw failure("unsupported-repository", {
      reason: `the ${type} ${oid} is missing (a partial clone without its remote, or a damaged one)`,
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
 * Writes objects, each to a temporary file, fsynced, then renamed. One that is there already is written anew:
 * it may be damaged, and a `git gc` running now does not prune what is young.
 */
export async function writeObjects(repo: Repository, objects: readonly NewObject[]): Promise<void> {
  for (const object of objects) await writeObject(repo, object);
}

/** Freshens objects that were written a moment ago, and writes again what a `git gc` took since. */
export async function keepObjects(repo: Repository, objects: readonly NewObject[]): Promise<void> {
  const now = new Date(repo.world.clock.now());
  for (const object of objects) {
    const isThere = await repo.world.fs.utimes(pathOf(repo, object.oid), now, now).then(
      () => true,
      () => false,
    );
    if (!isThere) await writeObject(repo, object);
  }
}

/** The repository as it will be once these objects are written. */
export function withUnwritten<R extends Repository>(repo: R, objects: readonly NewObject[]): R {
  return { ...repo, unwritten: new Map(objects.map((object) => [object.oid, object])) };
}

/** Counts for the whole process: two repositories opened in it may write the same object. */
let temporaries = 0;

async function writeObject(repo: Repository, { oid, type, bytes }: NewObject): Promise<void> {
  const path = pathOf(repo, oid);
  const header = Buffer.from(`${type} ${bytes.length}\0`);
  await repo.world.fs.mkdir(dirname(path), { recursive: true });
  await writeDurably(repo.world.fs, path, deflateSync(Buffer.concat([header, bytes])), {
    // Its own for each write, since two may write the same object; `git gc` removes what a kill leaves.
    temporary: join(
      repo.commondir,
      "objects",
      `tmp_obj_${oid}_${await repo.world.processes.self()}_${++temporaries}`,
    ),
    mode: 0o444,
  });
}

function pathOf(repo: Repository, oid: Oid): string {
  return join(repo.commondir, "objects", oid.slice(0, 2), oid.slice(2));
}
