import type { WorldFs } from "../../world.js";

/** A file that is read in pieces: a pack may be larger than memory, and of it a command needs a few objects. */
export interface FileWindows {
  /** Bytes. */
  readonly size: number;
  /** `length` bytes from `at`, fewer at the end of the file. Rejects with the system's error. */
  read(at: number, length: number): Promise<Buffer>;
}

/** Large enough that ten thousand neighbouring tags take a few reads, small enough for one object alone. */
const windowSize = 256 * 1024;
/** Windows kept of one file: 8 MB. */
const kept = 32;

/**
 * Opens a file for reading in pieces; what was read last stays in memory. Nothing is held open in between, so
 * that there is nothing to close. Rejects with the system's error.
 */
export async function openWindows(fs: WorldFs, path: string): Promise<FileWindows> {
  const { size } = await fs.stat(path);
  const windows = new Map<number, Promise<Buffer>>();
  const load = async (at: number, length: number): Promise<Buffer> => {
    const file = await fs.open(path, "r");
    try {
      const bytes = Buffer.allocUnsafe(Math.min(length, size - at));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, at + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await file.close();
    }
  };
  let last: { readonly number: number; readonly bytes: Buffer } = { number: -1, bytes: Buffer.alloc(0) };
  const window = async (number: number): Promise<Buffer> => {
    if (number === last.number) return last.bytes;
    const loading = windows.get(number) ?? load(number * windowSize, windowSize);
    // The one used last comes last, so that the first is the one to give up.
    windows.delete(number);
    windows.set(number, loading);
    const [oldest] = windows.keys();
    if (windows.size > kept && oldest !== undefined) windows.delete(oldest);
    const bytes = await loading;
    last = { number, bytes };
    return bytes;
  };
  return {
    size,
    async read(at, length) {
      const end = Math.min(at + length, size);
      if (end <= at) return Buffer.alloc(0);
      if (end - at > windowSize) return load(at, end - at);
      const first = Math.floor(at / windowSize);
      const start = first * windowSize;
      const found = await window(first);
      if (end <= start + windowSize) return found.subarray(at - start, end - start);
      const next = await window(first + 1);
      return Buffer.concat([found.subarray(at - start), next.subarray(0, end - start - windowSize)]);
    },
  };
}
