import { createHash, randomBytes } from "node:crypto";

/**
 * Draws one of several by weight. With a key the draw is always the same for it, and few keys change sides when
 * weights do.
 */
export function draw<T extends { readonly weight: number }>(
  items: readonly T[],
  key: string | null,
): T | undefined {
  const bytes = key === null ? randomBytes(6) : createHash("sha256").update(key).digest();
  let left = bytes.readUIntBE(0, 6) / 2 ** 48;
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  // Weights may miss 1 by a millionth.
  return items.at(-1);
}
