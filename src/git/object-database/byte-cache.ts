/** Values by key, as many as fit into a number of bytes; what came first goes first. */
export interface ByteCache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, size: number): void;
}

/** Makes a cache of at most `limit` bytes. A value above a quarter of that is not kept. */
export function byteCache<T>(limit: number): ByteCache<T> {
  const values = new Map<string, { readonly value: T; readonly size: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= values.get(key)?.size ?? 0;
    values.delete(key);
  };
  return {
    get: (key) => values.get(key)?.value,
    set(key, value, size) {
      drop(key);
      if (size > limit / 4) return;
      values.set(key, { value, size });
      total += size;
      for (const oldest of values.keys()) {
        if (total <= limit) break;
        drop(oldest);
      }
    },
  };
}
