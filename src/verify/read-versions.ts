import type { CommitLog } from "../git/commit-log.js";
import { parseTag } from "../git/commit-object.js";
import type { Repository } from "../git/repository.js";
import { readSoundObject } from "../git/sound-object.js";
import { entryKind, parseTree } from "../git/tree-object.js";
import { agentsDirectory } from "../model/agent.js";
import { parseTagMessage } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import type { AgentsFact, CommitFact, HeldObject, TagFact } from "./facts.js";

const batchSize = 32;

/**
 * Reads what the refs hold, and what the trailers of those tags name that no ref holds any more: the objects of
 * moved and deleted tags, as long as git has not dropped them. Each object is read once.
 */
export async function readTagObjects(
  repo: Repository,
  refs: readonly Oid[],
): Promise<ReadonlyMap<Oid, HeldObject>> {
  const objects = new Map<Oid, HeldObject>();
  for (let wanted = new Set(refs); wanted.size > 0; ) {
    const read = await inBatches([...wanted], async (oid) => [oid, await readHeld(repo, oid)] as const);
    for (const [oid, held] of read) objects.set(oid, held);
    const named = read.flatMap(([, held]) => (held.kind === "tag" ? (held.tag.previous?.tagOid ?? []) : []));
    wanted = new Set(named.filter((oid) => !objects.has(oid)));
  }
  return objects;
}

async function readHeld(repo: Repository, oid: Oid): Promise<HeldObject> {
  const found = await readSoundObject(repo, oid);
  if (found === null) return { kind: "absent" };
  if (found.type !== "tag") return { kind: "other", type: found.type };
  const { object, type, name, message, isSigned } = parseTag(found.bytes);
  const { configTree, previous, renumberedFrom } = parseTagMessage(0, message);
  const isRenumbered = renumberedFrom !== null;
  return { kind: "tag", tag: { oid, name, type, object, configTree, previous, isRenumbered, isSigned } };
}

/** Reads the commits of versions, and of each tree the oid of `agents/`; no deeper. */
export async function readCommits(
  repo: Repository,
  log: CommitLog,
  tags: readonly TagFact[],
): Promise<ReadonlyMap<Oid, CommitFact>> {
  const trees = new Map<Oid, Promise<AgentsFact>>();
  const read = async (oid: Oid): Promise<CommitFact> => {
    const commit = await log.read(oid);
    if (commit === null) return { kind: "absent" };
    const { tree, deployed } = commit;
    const agents = trees.get(tree) ?? agentsIn(repo, tree);
    trees.set(tree, agents);
    return { kind: "found", tree, deployed, agents: await agents };
  };
  const oids = [...new Set(tags.map(({ object }) => object))];
  return new Map(await inBatches(oids, async (oid) => [oid, await read(oid)] as const));
}

/** Reads some at a time: enough to keep the disk busy, few enough to keep memory flat. */
async function inBatches<T>(oids: readonly Oid[], read: (oid: Oid) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < oids.length; at += batchSize)
    results.push(...(await Promise.all(oids.slice(at, at + batchSize).map(read))));
  return results;
}

async function agentsIn(repo: Repository, tree: Oid): Promise<AgentsFact> {
  const found = await readSoundObject(repo, tree);
  if (found?.type !== "tree") return { kind: "absent", tree };
  const entry = parseTree(found.bytes).find(({ name }) => name === agentsDirectory);
  return {
    kind: "known",
    oid: entry !== undefined && entryKind(entry.mode) === "directory" ? entry.oid : null,
  };
}
