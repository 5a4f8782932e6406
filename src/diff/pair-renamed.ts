import type { Oid } from "../model/version.js";
import type { ComparedSide } from "./compare-configurations.js";
import { agentDocument } from "./documents.js";
import { likeness } from "./likeness.js";

/** Two agents are one under a new name when this much of their content is the same. */
const leastAlike = 0.6;

/** Agents that have another slug now, from new to old: the same directory, or very similar content. */
export function pairRenamed(before: ComparedSide, after: ComparedSide): ReadonlyMap<string, string> {
  const gone = new Set([...before.oids.keys()].filter((slug) => !after.oids.has(slug)));
  const come = [...after.oids.keys()].filter((slug) => !before.oids.has(slug));
  const renamed = new Map(pairMoved(before.oids, after.oids));
  for (const old of renamed.values()) gone.delete(old);
  for (const slug of come) {
    const old = renamed.has(slug) ? undefined : mostAlike(slug, gone, before, after);
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

function mostAlike(
  slug: string,
  candidates: ReadonlySet<string>,
  before: ComparedSide,
  after: ComparedSide,
): string | undefined {
  const now = after.agents.get(slug);
  let best: string | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const old = before.agents.get(candidate);
    if (old === undefined || now === undefined || old.engine.kind !== now.engine.kind) continue;
    const share = likeness(agentDocument(old), agentDocument(now));
    if (share >= leastAlike && share > most) [best, most] = [candidate, share];
  }
  return best;
}
