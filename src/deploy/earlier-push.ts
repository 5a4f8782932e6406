import { parseCommit } from "../git/commit-object.js";
import { mustReadObject } from "../git/objects.js";
import { readHead } from "../git/refs.js";
import type { Version } from "../model/version.js";
import type { WritableWorkspace } from "../push/index.js";
import type { DeployPlan } from "./plan.js";
import type { StagedCommit } from "./stage-commit.js";

/**
 * The version at the tip of the remote's branch whose only parent is HEAD: maybe a push of ours that died
 * before anything was written here. Null when there is none.
 */
export async function earlierPush({ repo, push, versions }: WritableWorkspace): Promise<Version | null> {
  if (push === null || push.relation !== "behind" || push.tip === null) return null;
  const { parents } = parseCommit(await mustReadObject(repo, push.tip, "commit"));
  const head = await readHead(repo);
  if (head.kind !== "branch" || parents.length !== 1 || parents[0] !== head.commit) return null;
  const newest = await versions.newest();
  return newest?.commit === push.tip ? newest : null;
}

/** Whether a version is what a plan would make, number and manifest included. */
export async function isThisPlan(
  { repo }: WritableWorkspace,
  version: Version,
  plan: DeployPlan,
  staged: StagedCommit,
): Promise<boolean> {
  if (plan.kind !== "deploy" || plan.version !== version.version || plan.title !== version.title)
    return false;
  if (plan.description !== version.description) return false;
  const { tree } = parseCommit(await mustReadObject(repo, version.commit, "commit"));
  return tree === staged.root.oid;
}
