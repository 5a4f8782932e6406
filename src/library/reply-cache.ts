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
  return {
    async get(key, make) {
      const found = key === null ? undefined : known.get(key);
      if (found !== undefined) return found;
      const reply = writtenReply(await make());
      if (key !== null) known.set(key, reply);
      return reply;
    },
  };
}

/** A value as it is sent. */
export function writtenReply(value: unknown): WrittenReply {
  const text = JSON.stringify(value);
  return { text, etag: `"${createHash("sha1").update(text).digest("base64url")}"` };
}
