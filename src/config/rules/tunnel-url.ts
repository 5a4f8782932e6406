import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";
import { urlsOf } from "./urls-of.js";

/** Services that lead to someone's own machine for as long as it runs. */
const tunnels =
  /(?:^|\.)(?:ngrok\.(?:io|app|dev)|ngrok-free\.(?:app|dev)|trycloudflare\.com|loca\.lt|localtunnel\.me|serveo\.net|localhost\.run|lhr\.life|devtunnels\.ms|tunnelmole\.net|bore\.pub|pagekite\.me|sharedwithexpose\.com)$/;

/** An address that ends with the developer's session: calls break when that machine is off. */
export const tunnelUrl: Rule = {
  kinds: ["agent", "llm", "flow", "manifest"],
  *check(value): Iterable<Finding> {
    for (const { url, path, who } of urlsOf(value)) {
      if (url === null || !tunnels.test(url.hostname)) continue;
      yield {
        severity: "warning",
        code: "tunnel-url",
        path,
        at: "value",
        message: `The address of ${who} is the tunnel ${url.hostname}, which lasts only as long as a machine at its other end.`,
        hint: "use the address of a server",
      };
    }
  },
};
