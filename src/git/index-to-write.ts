import { join } from "node:path";
import { type IndexEntry, isAssumed, isClean, readIndex, withoutStat } from "./index-file.js";
import type { Repository } from "./repository.js";

/**
 * The index as it is to be written again. git goes by whole seconds, and reads a file again only when its time is not
 * before the index's: with a newer index, what was edited in the second of the old one would look unchanged. Such a
 * file keeps its stat only where it is, to the nanosecond, what the entry says (git's "smudging").
 */
export async function readIndexToWrite(repo: Repository): Promise<readonly IndexEntry[]> {
  const { fs } = repo.world;
  const index = await fs.stat(join(repo.gitdir, "index"), { bigint: true }).catch(() => null);
  const { entries } = await readIndex(repo);
  const { workdir } = repo;
  if (index === null || workdir === null) return entries;
  const second = Number(index.mtimeNs / 1_000_000_000n);
  return Promise.all(
    entries.map(async (entry) => {
      const isOlder = entry.raw.stat.readUInt32BE(8) < second;
      if (isOlder || entry.isLeftOut || isAssumed(entry)) return entry;
      const stat = await fs.lstat(join(workdir, entry.path), { bigint: true }).catch(() => null);
      return stat !== null && isClean(entry, stat) ? entry : withoutStat(entry);
    }),
  );
}
