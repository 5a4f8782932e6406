import { join } from "node:path";
import type { WorldFs } from "../world.js";
import { errnoOf, isMissing } from "./errno.js";

/**
 * Removes a file, or a directory with all that is in it; nothing when it is not there. A directory that a
 * program is still writing to may stay. Rejects with the system's error.
 */
export async function removeTree(fs: WorldFs, path: string): Promise<void> {
  try {
    // Not followed: a link is removed, not what it leads to.
    if (!(await fs.lstat(path)).isDirectory()) return await fs.unlink(path);
    for (const name of await fs.readdir(path)) await removeTree(fs, join(path, name));
    await fs.rmdir(path);
  } catch (error) {
    if (!isMissing(error) && errnoOf(error) !== "ENOTEMPTY") throw error;
  }
}
