import { dirname } from "node:path";
import type { WorldFs } from "../world.js";
import { errnoOf } from "./errno.js";

/** What the system says where a file cannot have two names: FAT, shared folders of virtual machines. */
export const noLinks = ["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EXDEV", "EMLINK"];

/**
 * Writes a file so that a crash leaves the old content or the new, never a part: temporary file, fsync,
 * rename, fsync of the directory. Rejects with the system's error; the temporary file is then removed.
 */
export async function writeDurably(
  fs: WorldFs,
  path: string,
  bytes: Uint8Array,
  options: { readonly temporary: string; readonly mode?: number },
): Promise<void> {
  try {
    await writeSynced(fs, options.temporary, bytes, "w");
    // After the writing: memfs refuses to write to a file that was opened read-only for others.
    if (options.mode !== undefined) await fs.chmod(options.temporary, options.mode);
    await fs.rename(options.temporary, path);
  } catch (error) {
    await fs.unlink(options.temporary).catch(() => undefined);
    throw error;
  }
  await syncDirectory(fs, dirname(path));
}

/** `writeDurably` with a temporary name beside the file, for files of the working tree. */
export async function writeFile(fs: WorldFs, path: string, bytes: Uint8Array): Promise<void> {
  await writeDurably(fs, path, bytes, { temporary: `${path}.tagline-tmp` });
}

/**
 * Makes a file that must not exist yet, whole or not at all: written beside its place, then linked to it. Rejects with
 * the system's error, `EEXIST` when something is there.
 */
export async function createFile(fs: WorldFs, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tagline-tmp`;
  try {
    await writeSynced(fs, temporary, bytes, "w");
    await fs.link(temporary, path).catch(async (error: unknown) => {
      if (!noLinks.includes(errnoOf(error) ?? "")) throw error;
      await writeSynced(fs, path, bytes, "wx");
    });
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
  await syncDirectory(fs, dirname(path));
}

/** Writes a whole file and fsyncs it. `flags` is `w`, or `wx` to fail when the file exists. */
export async function writeSynced(
  fs: WorldFs,
  path: string,
  bytes: Uint8Array,
  flags: "w" | "wx",
): Promise<void> {
  const file = await fs.open(path, flags);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename or a new file inside `directory` survive a power cut. */
export async function syncDirectory(fs: WorldFs, directory: string): Promise<void> {
  // Windows cannot open a directory, and some file systems refuse to sync one: both keep renames in order.
  try {
    const handle = await fs.open(directory, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!["EISDIR", "EPERM", "EINVAL", "EACCES", "ENOTSUP"].includes(errnoOf(error) ?? "")) throw error;
  }
}
