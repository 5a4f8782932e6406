import { openSide, type Side } from "../compare/side.js";
import { highestNumber } from "../deploy/highest-number.js";
import { changedAgents } from "../deploy/plan.js";
import { readHead } from "../git/refs.js";
import type { OpenRepository } from "../git/workspace.js";
import type { Manifest } from "../model/manifest.js";
import type { NextVersion } from "../model/review.js";

/**
 * The number that the next version would get if this side were deployed, as far as this clone knows. Throws
 * `tags-not-fetched` where numbers are in use but their tags are not here.
 */
export async function nextVersion(
  opened: OpenRepository,
  side: Side,
  manifest: Manifest,
): Promise<NextVersion> {
  const { repo, versions } = opened;
  const newest = await versions.newest();
  const { commit } = await readHead(repo);
  const used = await highestNumber(
    { repo, versions, workTree: side.tree, push: null },
    commit,
    newest,
    manifest,
  );
  if (newest !== null) {
    const published = await openSide(opened, { kind: "version", version: newest.version });
    if (changedAgents(side.agents, published.agents).length === 0)
      return { kind: "unchanged", version: newest.version };
  }
  return { kind: "next", version: (used ?? -1) + 1 };
}
