import type { WorldFs } from "../src/world.js";

/** What a faulty file system throws once it has stopped: nothing that the product could take for a refusal. */
export class Stopped extends Error {}

/** A file system that counts what is written and goes wrong at one of those operations. */
export interface FaultyFs {
  readonly fs: WorldFs;
  /** Write operations so far. */
  readonly count: () => number;
}

const writing = [
  "mkdir",
  "rmdir",
  "rename",
  "link",
  "unlink",
  "utimes",
  "writeFile",
  "symlink",
  "chmod",
] as const;

/**
 * Wraps `fs` so that the write operation with the number `at` (from 1) goes wrong. `stop` is a power cut: half
 * of what was being written is there, and from then on every operation fails, reading too: what
 * lost its power does not go on. An errno is refused once and for all later writes of the same kind.
 */
export function faultyFs(fs: WorldFs, at: number, fault: "stop" | "ENOSPC" | "EACCES" | "EROFS"): FaultyFs {
  let count = 0;
  let isStopped = false;
  const refuse = (operation: string): Error =>
    Object.assign(new Error(`${fault}: ${operation}`), { code: fault, errno: -1 });
  const alive = (): void => {
    if (isStopped) throw new Stopped("the file system has stopped");
  };
  /** Does `operation` unless it is the one that goes wrong; `half` is what a power cut leaves of it. */
  const step = async <T>(
    name: string,
    operation: () => Promise<T>,
    half?: () => Promise<void>,
  ): Promise<T> => {
    alive();
    count += 1;
    if (fault === "stop" && count === at) {
      await half?.();
      isStopped = true;
      alive();
    }
    // Removing works on a full disk.
    if (
      fault !== "stop" &&
      count >= at &&
      !(fault === "ENOSPC" && ["unlink", "rmdir", "close"].includes(name))
    )
      throw refuse(name);
    return operation();
  };

  const wrapped = new Proxy(fs, {
    get(target, name: keyof WorldFs) {
      const call = (target[name] as (...args: unknown[]) => Promise<unknown>).bind(target);
      if (name === "open") return (...args: unknown[]) => openFile(call, args);
      if ((writing as readonly string[]).includes(name))
        return (...args: unknown[]) => step(name, () => call(...args));
      return async (...args: unknown[]) => {
        alive();
        return call(...args);
      };
    },
  });
  return { fs: wrapped, count: () => count };

  async function openFile(call: (...args: unknown[]) => Promise<unknown>, args: unknown[]): Promise<unknown> {
    alive();
    if (args[1] === "r" || args[1] === undefined) return call(...args);
    const handle = (await step("open", () => call(...args))) as Awaited<ReturnType<WorldFs["open"]>>;
    return {
      writeFile: (bytes: Uint8Array | string) =>
        step(
          "write",
          () => handle.writeFile(bytes),
          async () => {
            const whole = Buffer.from(bytes as Uint8Array);
            await handle.writeFile(whole.subarray(0, whole.length >> 1));
          },
        ),
      sync: async () => alive(),
      close: async () => {
        await handle.close();
        alive();
      },
    };
  }
}
