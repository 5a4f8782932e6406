import { damage } from "./damage.js";

/** 2 GB; what says that it is more is not a difference. */
const largest = 2 ** 31;

/**
 * Applies a difference as packs keep it: copies from `base`, and bytes of its own (git's gitformat-pack,
 * "Deltified representation"). Throws `Damage` when it does not fit.
 */
export function applyDelta(base: Uint8Array, delta: Uint8Array, what: string): Buffer {
  let at = 0;
  const byte = (): number => {
    const value = delta[at++];
    if (value === undefined) throw damage(what);
    return value;
  };
  const size = (): number => {
    let total = 0;
    for (let scale = 1; ; scale *= 128) {
      const value = byte();
      total += (value & 0x7f) * scale;
      if ((value & 0x80) === 0) return total;
    }
  };
  /** A number of which only the bytes that are not zero are there; bits of `flags` say which. */
  const sparse = (flags: number, count: number): number => {
    let total = 0;
    for (let i = 0, scale = 1; i < count; i++, scale *= 256)
      if ((flags & (1 << i)) !== 0) total += byte() * scale;
    return total;
  };

  if (size() !== base.length) throw damage(what);
  const length = size();
  if (length > largest) throw damage(what);
  const result = Buffer.allocUnsafe(length);
  let filled = 0;
  const put = (from: Uint8Array, start: number, count: number): void => {
    if (start + count > from.length || filled + count > length) throw damage(what);
    result.set(from.subarray(start, start + count), filled);
    filled += count;
  };
  while (at < delta.length) {
    const code = byte();
    if ((code & 0x80) !== 0) {
      const start = sparse(code, 4);
      put(base, start, sparse(code >> 4, 3) || 0x10000);
    } else if (code === 0) throw damage(what);
    else {
      put(delta, at, code);
      at += code;
    }
  }
  if (filled !== length) throw damage(what);
  return result;
}
