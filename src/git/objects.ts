import { dirname, join } from "node:path";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import { writeDurably } from "./durable.js";
import { isMissing } from "./errno.js";
import { isDamage } from "./object-database/damage.js";
import { looseObject } from "./object-database/loose-object.js";
import type { ObjectType, StoredObject } from "./object-database/stored-object.js";
import { nameObject } from "./object-database/stored-object.js";
import { isPartialClone } from "./partial-clone.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** An object that is ready to be written: its bytes and the id that git computes for them. */
export interface NewObject {
  readonly oid: Oid;
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

/** Names bytes as git does: sha1 over `<type> <length>\0<bytes>`. */
export function newObject(type: ObjectType, bytes: Uint8Array): NewObject {
  return { oid: nameObject(type, bytes), type, bytes };
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
  return isPartialClone(repo) ? fetchObject(repo, oid) : null;
}

/** As `readObject`, of what this clone has by itself. */
export async function readObjectHere(repo: Repository, oid: Oid): Promise<StoredObject | null> {
  return oid === emptyTree ? { type: "tree", bytes: new Uint8Array() } : repo.objects.read(oid);
}

/** git knows it without having it: the first commit of `git commit --allow-empty` names it, and nothing stores it. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

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
  // Side by side, since each waits for the disk; some at a time, since each holds a file open.
  for (let at = 0; at < objects.length; at += besides)
    await Promise.all(objects.slice(at, at + besides).map((object) => writeObject(repo, object)));
}

const besides = 16;

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

/** How often a `git gc` may take a folder or a temporary file from under one object. */
const attempts = 5;

async function writeObject(repo: Repository, object: NewObject): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await tryToWrite(repo, object);
      return;
    } catch (error) {
      if (!isMissing(error) || attempt === attempts) throw error;
    }
  }
}

async function tryToWrite(repo: Repository, { oid, type, bytes }: NewObject): Promise<void> {
  const path = pathOf(repo, oid);
  await repo.world.fs.mkdir(dirname(path), { recursive: true });
  await writeDurably(repo.world.fs, path, looseObject(type, bytes), {
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
