import type { Reply } from "./route.js";

/** Replies by the request that they answer, for as long as the repository stays as it is. */
export interface RecentReplies {
  get(moment: object | null, url: string): Reply | undefined;
  /** `moment` is the state of the repository before the reply was made; null is never remembered. */
  set(moment: object | null, url: string, reply: Reply): void;
}

/** Above the ten thousand versions of a busy agent. */
const maximumCount = 20_000;
/** A longer address is not one that a client sends again and again. */
const maximumLength = 200;

/**
 * Remembers which reply a request got, so that the same one needs no parsing, no checks and no look-up. The replies
 * themselves are those of the reply cache.
 */
export function recentReplies(): RecentReplies {
  let of: object | null = null;
  const replies = new Map<string, Reply>();
  return {
    get: (moment, url) => (moment !== null && moment === of ? replies.get(url) : undefined),
    set(moment, url, reply) {
      if (moment === null || reply.kind !== "written" || url.length > maximumLength) return;
      if (moment !== of || replies.size >= maximumCount) replies.clear();
      of = moment;
      replies.set(url, reply);
    },
  };
}
