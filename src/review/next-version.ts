import { openSide, type Side } from "../compare/side.js";
import { changedAgents } from "../deploy/plan.js";
import { failure } from "../errors.js";
import { highestTrailer, isShallow } from "../git/history.js";
import { readHead, readVersionRefs } from "../git/refs.js";
import { remoteNames } from "../git/state.js";
import type { OpenRepository } from "../git/workspace.js";
import { directions, type Manifest } from "../model/manifest.js";
import type { NextVersion } from "../model/review.js";

/**
 * The number that the next version would get if this side were deployed: above every tag, deploy and pin that
 * this clone knows of. Throws `tags-not-fetched` where numbers are in use but their tags are not here.
 */
export async function nextVersion(
  opened: OpenRepository,
  side: Side,
  manifest: Manifest,
): Promise<NextVersion> {
  const { repo, versions } = opened;
  const newest = await versions.newest();
  const { commit } = await readHead(repo);
  const known = new Set(
    [...(await readVersionRefs(repo)).refs.values()].flatMap(({ peeled }) => peeled ?? []),
  );
  if (newest !== null) known.add(newest.commit);
  const trailer = commit === null ? null : await highestTrailer(repo, commit, known);
  const used = Math.max(versions.numbers[0] ?? -1, trailer ?? -1, highestPin(manifest));
  if (newest === null && (await remoteNames(repo)).length > 0) {
    const shallow = await isShallow(repo);
    if (used >= 0 || shallow) throw failure("tags-not-fetched", { version: Math.max(used, 0), shallow });
  }
  if (newest !== null) {
    const published = await openSide(opened, { kind: "version", version: newest.version });
    if (changedAgents(side.agents, published.agents).length === 0)
      return { kind: "unchanged", version: newest.version };
  }
  return { kind: "next", version: used + 1 };
}

function highestPin(manifest: Manifest): number {
  let highest = -1;
  for (const { lines } of manifest.numbers.values())
    for (const direction of directions)
      for (const { version } of lines[direction] ?? []) highest = Math.max(highest, version ?? -1);
  return highest;
}
