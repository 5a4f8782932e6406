import { join } from "node:path";
import { deployedVersion } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import { parseCommit } from "./commit-object.js";
import { isMissing } from "./errno.js";
import { mustReadObject, readObject } from "./objects.js";
import type { Repository } from "./repository.js";

/** True when `ancestor` is `commit` or one of its ancestors. Stops early at the cut of a shallow clone. */
export async function isAncestor(repo: Repository, ancestor: Oid, commit: Oid): Promise<boolean> {
  let found = false;
  await walk(repo, commit, (oid) => {
    found = oid === ancestor;
    return found ? "stop" : "on";
  });
  return found;
}

/**
 * The highest number that a `Version:` trailer on the branch names, or null. `isKnown` tells commits of versions
 * whose tags exist: history below them was numbered lower, so the walk does not go there.
 */
export async function highestTrailer(
  repo: Repository,
  head: Oid,
  isKnown: (commit: Oid) => boolean,
): Promise<number | null> {
  let highest: number | null = null;
  await walk(repo, head, (oid, message) => {
    const version = deployedVersion(message());
    if (version !== null && (highest === null || version > highest)) highest = version;
    return version !== null || isKnown(oid) ? "skip" : "on";
  });
  return highest;
}

/** True when this clone's history is cut off. */
export async function isShallow(repo: Repository): Promise<boolean> {
  const stat = await repo.world.fs.lstat(join(repo.commondir, "shallow")).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  return stat !== null;
}

async function walk(
  repo: Repository,
  from: Oid,
  visit: (oid: Oid, message: () => string) => "on" | "skip" | "stop",
): Promise<void> {
  const seen = new Set([from]);
  const queue = [from];
  for (let oid = queue.shift(); oid !== undefined; oid = queue.shift()) {
    // At the cut of a shallow clone the parents are named but absent.
    const found =
      oid === from ? await mustReadObject(repo, oid, "commit") : (await readObject(repo, oid))?.bytes;
    if (found === undefined) continue;
    const commit = parseCommit(found);
    const next = visit(oid, () => commit.message);
    if (next === "stop") return;
    if (next === "skip") continue;
    for (const parent of commit.parents) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      queue.push(parent);
    }
  }
}
