import { dirname } from "node:path";
import { failure } from "../errors.js";
import type { World } from "../world.js";
import { syncDirectory } from "./durable.js";
import { errnoOf, isMissing } from "./errno.js";

/** A lock as git makes it: `<path>.lock`, created exclusively, renamed over the path or removed. */
export interface Lock {
  /** Makes `bytes` the content of the locked path and gives the lock back. */
  commit(bytes: Uint8Array): Promise<void>;
  /** Gives the lock back without a change; does nothing after `commit`. */
  release(): Promise<void>;
}

const attempts = 20;
const pause = 50;

/**
 * Takes git's lock on `path`, waiting about a second for whoever holds it. Throws `locked` naming the file
 * and its age, or `cannot-write` when the lock cannot be made at all.
 */
export async function lock(world: World, path: string): Promise<Lock> {
  const file = `${path}.lock`;
  for (let attempt = 1; ; attempt++) {
    try {
      await world.fs.mkdir(dirname(path), { recursive: true });
      const handle = await world.fs.open(file, "wx");
      return heldLock(world, path, file, handle);
    } catch (error) {
      if (errnoOf(error) !== "EEXIST") throw cannotWrite(file, error);
      if (attempt === attempts) throw failure("locked", { file, age: await ageOf(world, file) });
      await world.clock.sleep(pause);
    }
  }
}

/** The refusal for a file that the system would not let us write. */
export function cannotWrite(file: string, error: unknown): Error {
  const code = errnoOf(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  const reasons: Record<string, string> = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
  };
  return failure("cannot-write", { file, reason: reasons[code] ?? code });
}

function heldLock(
  world: World,
  path: string,
  file: string,
  handle: Awaited<ReturnType<World["fs"]["open"]>>,
): Lock {
  let held = true;
  return {
    async commit(bytes) {
      try {
        await handle.writeFile(bytes);
        await handle.sync();
        await handle.close();
        await world.fs.rename(file, path);
      } catch (error) {
        throw cannotWrite(path, error);
      }
      held = false;
      await syncDirectory(world.fs, dirname(path));
    },
    async release() {
      if (!held) return;
      held = false;
      await handle.close().catch(() => undefined);
      await world.fs.unlink(file).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },
  };
}

async function ageOf(world: World, file: string): Promise<string> {
  const stat = await world.fs.lstat(file).catch(() => null);
  const seconds = stat === null ? 0 : Math.max(0, Math.round((world.clock.now() - stat.mtimeMs) / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
