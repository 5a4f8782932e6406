import { writtenReply } from "../library/reply-cache.js";
import type { HttpProblem } from "./problem.js";
import type { Lifetime, Reply } from "./route.js";

const cacheControl: Readonly<Record<Lifetime, string>> = {
  immutable: "private, max-age=31536000, immutable",
  current: "no-cache",
  none: "private, no-store",
};

/** What guards and replies look at in a request. */
export interface Incoming {
  readonly method: string;
  /** As it was sent; without a socket, with scheme and host before it. */
  readonly url: string;
  header(name: string): string | undefined;
}

/** A reply as it goes out. */
export interface Sent {
  readonly status: number;
  readonly body: string | null;
  readonly headers: Record<string, string>;
}

/** A reply with its headers; 304 where the client has it. */
export function toSend(reply: Reply, request: Pick<Incoming, "header">): Sent {
  switch (reply.kind) {
    case "empty":
      return { status: reply.status, body: null, headers: { "cache-control": "no-store" } };
    case "text":
      return {
        status: 200,
        body: reply.text,
        headers: { "content-type": reply.type, "cache-control": "no-store" },
      };
    case "json":
    case "written": {
      const { text, etag } = reply.kind === "json" ? writtenReply(reply.value) : reply;
      const status = reply.kind === "json" ? reply.status : 200;
      const { lifetime } = reply;
      const headers: Record<string, string> = {
        "content-type": "application/json",
        "cache-control": cacheControl[lifetime],
        // With another key the same address may have its secrets filled in.
        vary: "authorization",
      };
      if (lifetime === "none") return { status, body: text, headers };
      headers.etag = etag;
      const isKnown = matches(request.header("if-none-match"), etag);
      return isKnown ? { status: 304, body: null, headers } : { status, body: text, headers };
    }
  }
}

/** `*`, or a list of validators; a weak one matches for a GET. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}

/** A refusal in the platform's form. */
export function refusal({ status, message, retry, allow }: HttpProblem): Sent {
  return {
    status,
    body: JSON.stringify({ status: "error", message }),
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      ...(retry === null ? {} : { "x-should-retry": String(retry) }),
      ...(allow === undefined ? {} : { allow: allow.join(", ") }),
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
  };
}
