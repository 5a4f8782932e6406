import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** A reply as it is sent: JSON, and a strong validator of its bytes. */
export interface WrittenReply {
  readonly text: string;
  readonly etag: string;
}

/** Remembers replies by what they depend on. */
export interface ReplyCache {
  /** `key` null is never remembered. */
  get(key: string | null, make: () => Promise<unknown>): Promise<WrittenReply>;
}

/** Characters of JSON that are remembered. */
const maximumSize = 32 * 1024 * 1024;

export function replyCache(): ReplyCache {
  const known = new LRUCache<string, WrittenReply>({
    maxSize: maximumSize,
    maxEntrySize: maximumSize / 8,
    sizeCalculation: ({ text }) => text.length,
  });
  const making = new Map<string, Promise<WrittenReply>>();
  return {
    async get(key, make) {
      if (key === null) return writtenReply(await make());
      const found = known.get(key);
      if (found !== undefined) return found;
      // Of many who ask at once for what nobody asked for yet, one has it made.
      const begun = making.get(key) ?? make().then(writtenReply);
      making.set(key, begun);
      try {
        const reply = await begun;
        known.set(key, reply);
        return reply;
      } finally {
        making.delete(key);
      }
    },
  };
}

/** A value as it is sent. */
export function writtenReply(value: unknown): WrittenReply {
  const text = JSON.stringify(value);
  return { text, etag: `"${createHash("sha1").update(text).digest("base64url")}"` };
}
