import type { Side } from "../compare/side.js";
import { idsPath } from "../config/list-agents.js";
import type { Tree } from "../model/tree.js";

/**
 * Agents that are the same on both sides, and so are their problems. Those may also speak of other agents: where
 * one of those went, or the ids of the platform changed, there are none.
 */
export async function untouchedAgents(from: Side, to: Side): Promise<ReadonlySet<string>> {
  const isGone = [...from.agents.keys()].some((slug) => !to.agents.has(slug));
  if (isGone || !(await isSameFile(idsPath, from.tree, to.tree))) return new Set();
  return new Set([...to.agents].filter(([slug, oid]) => from.agents.get(slug) === oid).map(([slug]) => slug));
}

async function isSameFile(path: string, before: Tree, after: Tree): Promise<boolean> {
  const [old, now] = await Promise.all([before.read(path), after.read(path)]);
  return old === null || now === null ? old === now : Buffer.from(old).equals(now);
}
