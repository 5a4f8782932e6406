import { writeDurably } from "./durable.js";
import { errnoOf } from "./errno.js";
import { journalDirectory, ownPath } from "./journal.js";
import type { Repository } from "./repository.js";

/** What a file of the working tree is called while it is written, where it cannot be written aside. */
export const besideSuffix = ".tagline-tmp";

/**
 * Writes a file of the working tree so that nothing half-written ever stands in it, not even after a crash: aside
 * in the git directory, then renamed. A temporary file beside its target would be part of the next deploy. `mode`
 * is the usual one unless given. Rejects with the system's error.
 */
export async function writeAside(
  repo: Repository,
  path: string,
  bytes: Uint8Array,
  mode: number | undefined,
): Promise<void> {
  const { fs } = repo.world;
  const options = mode === undefined ? {} : { mode };
  await fs.mkdir(journalDirectory(repo), { recursive: true });
  try {
    await writeDurably(fs, path, bytes, { temporary: await ownPath(repo, ".tmp"), ...options });
  } catch (error) {
    // The git directory is on another disk: a name beside the file is the only one to rename from.
    if (errnoOf(error) !== "EXDEV") throw error;
    await writeDurably(fs, path, bytes, { temporary: `${path}${besideSuffix}`, ...options });
  }
}
