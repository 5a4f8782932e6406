import type { Finding } from "../finding.js";
import { isLocalHost } from "./local-url.js";
import type { Rule } from "./rule.js";
import { urlsOf } from "./urls-of.js";

/** What callers say travels to these addresses: over http anyone on the way can read it. */
export const insecureUrl: Rule = {
  kinds: ["agent", "llm", "flow", "manifest"],
  *check(value): Iterable<Finding> {
    for (const { url, path, who } of urlsOf(value)) {
      if (url === null || (url.protocol !== "http:" && url.protocol !== "ws:")) continue;
      // That it cannot be reached at all is worse, and said.
      if (isLocalHost(url.hostname)) continue;
      const scheme = url.protocol.slice(0, -1);
      yield {
        severity: "warning",
        code: "insecure-url",
        path,
        at: "value",
        message: `The address of ${who} begins with ${scheme}, so what callers say is sent unencrypted.`,
        hint: `use ${scheme}s`,
      };
    }
  },
};
