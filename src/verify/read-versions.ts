import type { CommitLog } from "../git/commit-log.js";
import { parseTag } from "../git/commit-object.js";
import { readObject } from "../git/objects.js";
import type { Repository } from "../git/repository.js";
import { entryKind, parseTree } from "../git/tree-object.js";
import { agentsDirectory } from "../model/agent.js";
import { parseTagMessage } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import type { AgentsFact, CommitFact, HeldObject, TagFact } from "./facts.js";

/**
 * Reads what the refs hold, and what the trailers of those tags name that no ref holds any more: the objects of
 * moved and deleted tags, as long as git has not dropped them. Each object is read once.
 */
export async function readTagObjects(
  repo: Repository,
  refs: readonly Oid[],
): Promise<ReadonlyMap<Oid, HeldObject>> {
  const objects = new Map<Oid, HeldObject>();
  const queue = [...refs];
  for (let oid = queue.pop(); oid !== undefined; oid = queue.pop()) {
    if (objects.has(oid)) continue;
    const held = await readHeld(repo, oid);
    objects.set(oid, held);
    if (held.kind === "tag" && held.tag.previous !== null) queue.push(held.tag.previous.tagOid);
  }
  return objects;
}

async function readHeld(repo: Repository, oid: Oid): Promise<HeldObject> {
  // A ref may hold anything, if only because a disk was full once.
  const found = /^[0-9a-f]{40}$/.test(oid) ? await readObject(repo, oid) : null;
  if (found === null) return { kind: "absent" };
  if (found.type !== "tag") return { kind: "other", type: found.type };
  const { object, type, name, message, isSigned } = parseTag(found.bytes);
  const { configTree, previous } = parseTagMessage(0, message);
  return { kind: "tag", tag: { oid, name, type, object, configTree, previous, isSigned } };
}

/** Reads the commits of versions, and of each tree the oid of `agents/`; no deeper. */
export async function readCommits(
  repo: Repository,
  log: CommitLog,
  tags: readonly TagFact[],
): Promise<ReadonlyMap<Oid, CommitFact>> {
  const commits = new Map<Oid, CommitFact>();
  const trees = new Map<Oid, AgentsFact>();
  for (const { object } of tags) {
    if (commits.has(object)) continue;
    const commit = await log.read(object);
    if (commit === null) {
      commits.set(object, { kind: "absent" });
      continue;
    }
    const { tree, deployed } = commit;
    const agents = trees.get(tree) ?? (await agentsIn(repo, tree));
    trees.set(tree, agents);
    commits.set(object, { kind: "found", tree, deployed, agents });
  }
  return commits;
}

async function agentsIn(repo: Repository, tree: Oid): Promise<AgentsFact> {
  const found = await readObject(repo, tree);
  if (found?.type !== "tree") return { kind: "absent", tree };
  const entry = parseTree(found.bytes).find(({ name }) => name === agentsDirectory);
  return {
    kind: "known",
    oid: entry !== undefined && entryKind(entry.mode) === "directory" ? entry.oid : null,
  };
}
