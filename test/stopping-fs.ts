import type { WorldFs } from "../src/world.js";

/** A file system of which everything fails once it was stopped: what a killed process leaves behind. */
export interface StoppingFs {
  readonly fs: WorldFs;
  /** How many writing operations were begun. */
  readonly writes: () => number;
}

const writing = ["mkdir", "rmdir", "rename", "link", "unlink", "utimes", "writeFile", "symlink", "chmod"];

/** `fs`, stopped at writing operation number `at` (from 0): a file being written gets half of its bytes. */
export function stoppingFs(fs: WorldFs, at: number): StoppingFs {
  let count = 0;
  const isStopped = (): boolean => count > at;
  const refuse = (): Promise<never> => Promise.reject(new Error("stopped"));
  const begin = (): boolean => {
    count++;
    return !isStopped();
  };
  const wrapped = new Proxy(fs, {
    get(target, name: keyof WorldFs) {
      const original = target[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]): Promise<unknown> => {
        if (isStopped()) return refuse();
        if (name === "open") return open(original.apply(target, args), args[1] !== "r");
        if (writing.includes(name) && !begin()) return refuse();
        return original.apply(target, args);
      };
    },
  });
  const open = async (opening: Promise<unknown>, writes: boolean): Promise<unknown> => {
    if (writes && !begin()) return refuse();
    const handle = (await opening) as { writeFile(bytes: Uint8Array): Promise<void> };
    return new Proxy(handle, {
      get(target, name) {
        const original = Reflect.get(target, name) as unknown;
        if (typeof original !== "function") return original;
        return async (...args: unknown[]): Promise<unknown> => {
          if (isStopped()) return refuse();
          if (name !== "writeFile") return original.apply(target, args);
          if (begin()) return original.apply(target, args);
          const bytes = Buffer.from(args[0] as Uint8Array);
          await target.writeFile(bytes.subarray(0, Math.floor(bytes.length / 2)));
          return refuse();
        };
      },
    });
  };
  return { fs: wrapped, writes: () => count };
}
