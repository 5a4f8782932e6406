import { join } from "node:path";
import { isMissing } from "./errno.js";
import { readHead } from "./refs.js";
import type { Repository } from "./repository.js";

/** What tells cheaply whether branch, tags or packs are as they were. */
export interface RefState {
  /** Equal texts mean that nothing changed, as long as `isSettled`. */
  readonly text: string;
  /** The same of the packs alone. */
  readonly packs: string;
  /** False shortly after a change: another one may hide behind the same time. */
  readonly isSettled: boolean;
}

/** As long as a file system may give two changes one time: FAT counts in steps of 2 s. */
const resolution = 2000;

/** Looks at the branch, and at the times of the places where refs and packs are kept. */
export async function readRefState(repo: Repository): Promise<RefState> {
  const { commit } = await readHead(repo);
  const refs = ["packed-refs", "refs/tags"].map((path) => place(repo, path));
  const [packed, tags, packs] = await Promise.all([...refs, place(repo, "objects/pack")]);
  const newest = Math.max(packed?.time ?? 0, tags?.time ?? 0, packs?.time ?? 0);
  return {
    text: [commit, packed?.name, tags?.name, packs?.name].join(" "),
    packs: packs?.name ?? "",
    isSettled: Math.abs(repo.world.clock.now() - newest) > resolution,
  };
}

async function place(repo: Repository, path: string): Promise<{ name: string; time: number } | null> {
  try {
    const { mtimeNs, size, ino } = await repo.world.fs.stat(join(repo.commondir, path), { bigint: true });
    return { name: `${mtimeNs}.${size}.${ino}`, time: Number(mtimeNs / 1_000_000n) };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
