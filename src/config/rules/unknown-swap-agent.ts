import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { handOversOf } from "./hand-overs.js";
import type { Rule } from "./rule.js";

/** Ids that only the platform gives out: 26 hex digits behind `agent_`, or 32 letters and digits. */
const platformShaped = /^(?:agent_[0-9a-f]{26}|(?:agent_)?[A-Za-z0-9]{32})$/;

/** Who takes a call over, by swap or by warm transfer, must be an agent of this repository or a known platform id. */
export const unknownSwapAgent: Rule = {
  kinds: ["llm", "flow"],
  *check(value, { slugs, platformIds }): Iterable<Finding> {
    for (const { agent, path, does } of handOversOf(value)) {
      if (slugs.has(agent) || platformIds.has(agent)) continue;
      const place = { path: [...path, "agent_id"], at: "value" } as const;
      if (platformShaped.test(agent))
        yield {
          severity: "warning",
          code: "unknown-platform-agent",
          ...place,
          message: `${does} ${agent}, which tagline.ids.yaml does not know.`,
          hint: "import that agent, and name it by its slug",
        };
      else
        yield {
          severity: "error",
          code: "unknown-swap-agent",
          ...place,
          message: `${does} the agent "${agent}", which does not exist.`,
          ...didYouMean(agent, slugs),
        };
    }
  },
};
