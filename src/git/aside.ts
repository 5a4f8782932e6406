import { join } from "node:path";
import { writeDurably } from "./durable.js";
import { errnoOf } from "./errno.js";
import { cannotWrite } from "./locks.js";
import type { Repository } from "./repository.js";

/** What a file of the working tree is called while it is written, where it cannot be written aside. */
export const besideSuffix = ".tagline-tmp";

/** Writes files of the working tree so that nothing half-written ever stands in it, not even after a crash. */
export interface AsidePlace {
  /** Writes one file durably; `mode` is the usual one unless given. Rejects with the system's error. */
  write(path: string, bytes: Uint8Array, mode: number | undefined): Promise<void>;
  /** Removes the place. */
  close(): Promise<void>;
}

/**
 * Opens a place inside the git directory, which no listing of the working tree sees: a temporary file beside its
 * target would be part of the next deploy if it were left over. What an earlier process left is removed. Throws
 * `cannot-write`.
 */
export async function openAside(repo: Repository): Promise<AsidePlace> {
  const { fs, clock } = repo.world;
  const home = join(repo.gitdir, "tagline", "aside");
  // A name of its own: two processes must not write to one file.
  const place = join(home, String(clock.now()));
  let count = 0;
  try {
    await fs.mkdir(home, { recursive: true });
    for (const name of await fs.readdir(home)) await removePlace(repo, join(home, name));
    await fs.mkdir(place);
  } catch (error) {
    throw cannotWrite(place, error);
  }
  return {
    async write(path, bytes, mode) {
      const options = mode === undefined ? {} : { mode };
      try {
        await writeDurably(fs, path, bytes, { temporary: join(place, String(count++)), ...options });
      } catch (error) {
        // The git directory is on another disk: the name beside the file is the only one to rename from.
        if (errnoOf(error) !== "EXDEV") throw error;
        await writeDurably(fs, path, bytes, { temporary: `${path}${besideSuffix}`, ...options });
      }
    },
    close: () => removePlace(repo, place).catch(() => undefined),
  };
}

async function removePlace(repo: Repository, place: string): Promise<void> {
  const { fs } = repo.world;
  for (const name of await fs.readdir(place)) await fs.unlink(join(place, name));
  await fs.rmdir(place);
}
