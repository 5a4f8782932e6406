import type { Finding } from "../finding.js";
import { handOversOf } from "./hand-overs.js";
import type { Rule } from "./rule.js";

/**
 * A hand-over to a version of an agent of this repository must name one that has it. Versions of agents that are
 * named by the platform's id are the platform's.
 */
export const unknownSwapVersion: Rule = {
  kinds: ["llm", "flow"],
  *check(value, { slugs, versions }): Iterable<Finding> {
    for (const { agent, version, path, does } of handOversOf(value)) {
      const answer = version === null || !slugs.has(agent) ? "yes" : versions?.answerTo(version, agent);
      if (answer === undefined || answer === "yes") continue;
      const isThere = answer === "no-such-agent";
      const newest =
        versions?.newest === null
          ? "nothing is deployed, or tags are not fetched: git fetch --tags"
          : `the newest here is v${versions?.newest}; if it exists elsewhere: git fetch --tags`;
      yield {
        severity: "error",
        code: "unknown-swap-version",
        path: [...path, "agent_version"],
        at: "value",
        message: `${does} version ${version} of "${agent}", ${isThere ? "in which that agent is not" : "which does not exist here"}.`,
        hint: isThere ? `name a version that has it: tagline history ${agent}` : newest,
      };
    }
  },
};
