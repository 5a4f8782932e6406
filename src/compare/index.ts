import { changedAgents } from "../deploy/plan.js";
import { compareConfigurations } from "../diff/compare-configurations.js";
import { pairMoved } from "../diff/pair-renamed.js";
import { failure } from "../errors.js";
import { type OpenRepository, openRepository } from "../git/workspace.js";
import type { Agent } from "../model/agent.js";
import type { ConfigurationDiff } from "../model/change.js";
import type { Oid, Rev } from "../model/version.js";
import { unknownAgent } from "../validate/index.js";
import type { World } from "../world.js";
import { openSide, readSide, type Side, type SideRev } from "./side.js";

/** Which side, as it is told. */
export interface SideName {
  readonly rev: SideRev;
  readonly commit: Oid | null;
}

/** Two sides, compared. `before` and `after` hold the changed agents that could be read. */
export interface Comparison {
  readonly from: SideName;
  readonly to: SideName;
  readonly diff: ConfigurationDiff;
  readonly before: ReadonlyMap<string, Agent>;
  readonly after: ReadonlyMap<string, Agent>;
  /** Versions whose tags were moved by hand: they are compared as they were published. */
  readonly moved: readonly number[];
}

/** What to compare. A null side is the usual one: the last version; the working tree, or the draft in a bare repository. */
export interface CompareOptions {
  readonly from: SideRev | null;
  readonly to: Rev | null;
  /** Only these agents, and no numbers but those that they reach; null for everything. */
  readonly agents: readonly string[] | null;
}

/** Compares two sides of the repository around the world's directory. Throws `unknown-agent`, and as `findRev`. */
export async function compare(world: World, options: CompareOptions): Promise<Comparison> {
  const opened = await openRepository(world);
  const from = await openSide(opened, options.from ?? (await lastVersion(opened)));
  const to = await openSide(
    opened,
    options.to ?? { kind: opened.repo.workdir === null ? "draft" : "worktree" },
  );
  return compareSides(from, to, options.agents);
}

/** Compares two opened sides. Agents whose directories are the same are neither read nor parsed. */
export async function compareSides(
  from: Side,
  to: Side,
  only: readonly string[] | null,
): Promise<Comparison> {
  for (const slug of only ?? [])
    if (!from.agents.has(slug) && !to.agents.has(slug)) throw missing(slug, from, to);
  const within = (agents: Side["agents"]): Side["agents"] =>
    only === null ? agents : new Map([...agents].filter(([slug]) => only.includes(slug)));
  const [before, after] = [within(from.agents), within(to.agents)];
  const changed = changedAgents(after, before);
  const sameManifest = from.manifestOid === to.manifestOid;
  const moved = pairMoved(before, after);
  const unread = new Set([...moved.keys(), ...moved.values()]);
  const wanted = changed.filter((slug) => !unread.has(slug));
  const old = await readSide(from, wanted, !sameManifest && only === null);
  const now = await readSide(to, wanted, !sameManifest || changed.length > 0);
  const diff = compareConfigurations(
    // The same manifest on both sides is read once; of some agents only, its own changes are not asked for.
    {
      oids: before,
      agents: old.agents,
      manifest: sameManifest || only !== null ? now.manifest : old.manifest,
    },
    { oids: after, agents: now.agents, manifest: now.manifest },
  );
  return {
    from: { rev: from.rev, commit: from.commit },
    to: { rev: to.rev, commit: to.commit },
    diff,
    before: old.agents,
    after: now.agents,
    moved: [from.moved, to.moved].filter((version) => version !== null),
  };
}

async function lastVersion(opened: OpenRepository): Promise<SideRev> {
  const newest = await opened.versions.newest();
  return newest === null ? { kind: "nothing" } : { kind: "version", version: newest.version };
}

function missing(slug: string, from: Side, to: Side): Error {
  if (to.rev.kind === "nothing") return failure("unknown-agent", { agent: slug, where: "either side" });
  return unknownAgent(slug, new Set([...from.agents.keys(), ...to.agents.keys()]), to.rev);
}
