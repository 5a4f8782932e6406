import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";
import { type PlacedUrl, urlsOf } from "./urls-of.js";

const schemes = { http: ["https:", "http:"], websocket: ["wss:", "ws:"] } as const;

/** An address must be whole, with the scheme that the platform speaks there. */
export const badUrl: Rule = {
  kinds: ["agent", "llm", "flow", "manifest"],
  *check(value): Iterable<Finding> {
    for (const placed of urlsOf(value)) {
      if (isCallable(placed)) continue;
      const [wanted] = schemes[placed.kind];
      const isEmpty = placed.written.trim() === "";
      const what = isEmpty ? "empty" : `no ${placed.kind === "http" ? "web" : "WebSocket"} address`;
      yield {
        severity: "error",
        code: "bad-url",
        path: placed.path,
        at: "value",
        message: `The address of ${placed.who} is ${what}.`,
        hint: `write it in full, beginning with ${wanted}//`,
      };
    }
  },
};

function isCallable({ url, kind }: PlacedUrl): boolean {
  return url !== null && schemes[kind].some((scheme) => scheme === url.protocol) && url.hostname !== "";
}
