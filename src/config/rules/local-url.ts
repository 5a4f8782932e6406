import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";
import { urlsOf } from "./urls-of.js";

/** An address that exists only on one machine or in one network: the platform cannot reach it. */
export const localUrl: Rule = {
  kinds: ["agent", "llm", "flow", "manifest"],
  *check(value): Iterable<Finding> {
    for (const { url, path, who } of urlsOf(value)) {
      if (url === null || !isLocalHost(url.hostname)) continue;
      yield {
        severity: "error",
        code: "local-url",
        path,
        at: "value",
        message: `The address of ${who} is ${url.host}, which the platform cannot reach.`,
        hint: "use an address that is open to the internet",
      };
    }
  },
};

/** Loopback, private and link-local addresses, and names that only a local network resolves. `URL` has made numbers plain. */
const localHosts =
  /^(?:localhost|.+\.(?:localhost|local|internal|lan)|0\.0\.0\.0|127\..+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|\[(?:::1?|f[cd][\da-f]{2}:.*|fe80:.*)\])$/;

/** True for a host, as `URL` writes it, that exists only on one machine or in one network. */
export function isLocalHost(host: string): boolean {
  return localHosts.test(host);
}
