import type { AgentsOfVersions } from "../git/version-lookup.js";
import { directions, type Manifest, manifestPath } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import type { Blocker } from "../model/review.js";

/** What decides whether a branch may be merged. */
export interface BlockerFacts {
  /** Problems that the branch brings. */
  readonly fresh: readonly Problem[];
  readonly manifest: Manifest;
  /** Agents of the new side. */
  readonly slugs: { has(slug: string): boolean };
  /** Agents that the branch removes or renames, by their old slug. */
  readonly gone: ReadonlySet<string>;
  readonly versions: Pick<AgentsOfVersions, "agentExists">;
}

/** Codes of pins that lead nowhere, which are told number by number instead of counted. */
const pinCodes: ReadonlySet<string> = new Set(["unknown-agent", "unknown-version", "agent-not-in-version"]);

/** Every reason why the branch must not be merged; a pin that leads nowhere is one however old it is. */
export async function findBlockers(facts: BlockerFacts): Promise<Blocker[]> {
  const blockers: Blocker[] = [];
  const inUse = new Map<string, Set<string>>();
  for (const { number, lines } of facts.manifest.numbers.values())
    for (const direction of directions)
      for (const { agent, version } of lines[direction] ?? []) {
        if (version === null && facts.gone.has(agent) && !facts.slugs.has(agent))
          inUse.set(agent, (inUse.get(agent) ?? new Set()).add(number));
        else if (
          version === null
            ? !facts.slugs.has(agent)
            : (await facts.versions.agentExists(version, agent)) !== "yes"
        )
          blockers.push({ kind: "dangling-pin", number, direction, pin: { agent, version } });
      }
  for (const [agent, numbers] of inUse)
    blockers.unshift({ kind: "agent-in-use", agent, numbers: [...numbers] });
  const count = facts.fresh.filter(
    ({ severity, code, file }) => severity === "error" && !(file === manifestPath && pinCodes.has(code)),
  ).length;
  return count === 0 ? blockers : [{ kind: "new-errors", count }, ...blockers];
}
