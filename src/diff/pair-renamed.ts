import type { Agent } from "../model/agent.js";
import type { Oid } from "../model/version.js";
import type { ComparedSide } from "./compare-configurations.js";
import { agentDocument } from "./documents.js";
import { leavesOf, likeness } from "./likeness.js";

/** Two agents are one under a new name when this much of their content is the same. */
const leastAlike = 0.6;

/** Agents that have another slug now, from new to old: the same directory, or very similar content. */
export function pairRenamed(before: ComparedSide, after: ComparedSide): ReadonlyMap<string, string> {
  const gone = new Set([...before.oids.keys()].filter((slug) => !after.oids.has(slug)));
  const come = [...after.oids.keys()].filter((slug) => !before.oids.has(slug));
  const renamed = new Map(pairMoved(before.oids, after.oids));
  for (const old of renamed.values()) gone.delete(old);
  const leaves = new Map([...gone].flatMap((slug) => leavesOfAgent(before.agents.get(slug))));
  for (const slug of come) {
    const [now] = renamed.has(slug) ? [] : leavesOfAgent(after.agents.get(slug));
    const old = now === undefined ? undefined : mostAlike(now[1], gone, leaves);
    if (old === undefined) continue;
    renamed.set(slug, old);
    gone.delete(old);
  }
  return renamed;
}

/** Agents whose very directory stands under another slug now, from new to old: known without reading them. */
export function pairMoved(
  before: ReadonlyMap<string, Oid>,
  after: ReadonlyMap<string, Oid>,
): ReadonlyMap<string, string> {
  const gone = new Map<Oid, string[]>();
  for (const [slug, oid] of before) if (!after.has(slug)) gone.set(oid, [...(gone.get(oid) ?? []), slug]);
  const moved = new Map<string, string>();
  for (const [slug, oid] of after) {
    const old = before.has(slug) ? undefined : gone.get(oid)?.shift();
    if (old !== undefined) moved.set(slug, old);
  }
  return moved;
}

/** An agent's engine and its leaves, which are compared with those of many others. */
interface Leaves {
  readonly engine: Agent["engine"]["kind"];
  readonly leaves: ReadonlySet<string>;
}

/** By the agent's slug; nothing for one that could not be read. */
function leavesOfAgent(agent: Agent | undefined): [slug: string, leaves: Leaves][] {
  if (agent === undefined) return [];
  return [[agent.slug, { engine: agent.engine.kind, leaves: leavesOf(agentDocument(agent)) }]];
}

function mostAlike(
  now: Leaves,
  candidates: ReadonlySet<string>,
  leaves: ReadonlyMap<string, Leaves>,
): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const old = leaves.get(candidate);
    if (old === undefined || old.engine !== now.engine) continue;
    const share = likeness(old.leaves, now.leaves);
    if (share >= leastAlike && share > most) [best, most] = [candidate, share];
  }
  return best;
}
