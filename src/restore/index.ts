import { failure, type TaglineError } from "../errors.js";
import { readPublished } from "../git/published-version.js";
import { readHead } from "../git/refs.js";
import { unknownVersion } from "../git/revs.js";
import { refuseUnfinished } from "../git/state.js";
import { filesBelow, isTreacherous } from "../git/tree-files.js";
import { type CommittedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { openWorkspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import { unknownAgent } from "../validate/index.js";
import type { World } from "../world.js";
import { applyRestore } from "./apply.js";
import { gatherFiles } from "./facts.js";
import { planRestore, type RestorePlan, type RestoreRefusal } from "./plan.js";

/** A restore that was planned and can be applied once. */
export interface PlannedRestore {
  readonly plan: RestorePlan;
  /** The version's number where its tag was moved by hand: what is restored is what it was published as. */
  readonly moved: number | null;
  /** Changes the working tree; nothing is staged or committed. Throws as `applyRestore` does. */
  apply(): Promise<void>;
}

/**
 * Plans to make the agents in the working tree what they were in a version; all of them, or those named. The
 * manifest is never touched. Throws `uncommitted-edits`, `cannot-write` for links and the like, `unknown-version`,
 * `unknown-agent`, and `cannot-restore` for a version that holds no agents or more than files, and as
 * `readPublished` does.
 */
export async function planRestoration(
  world: World,
  version: number,
  agents: readonly string[],
): Promise<PlannedRestore> {
  const named = agents.length === 0 ? null : [...new Set(agents)];
  const workspace = await openWorkspace(world, "restore into", named);
  const { repo, versions } = workspace;
  await refuseUnfinished(repo);
  const found = await readPublished(repo, versions, version);
  if (found === null) throw await unknownVersion(versions, version);
  const target = await treeOfCommit(repo, found.version.commit);
  await refuseAgents(target, version, named);
  const { commit: base } = await readHead(repo);
  const head = base === null ? emptyTree : await treeOfCommit(repo, base);
  const files = await gatherFiles(workspace, { target, head, agents: named });
  const plan = planRestore({ version, base, ...files });
  if ("refused" in plan) throw refusal(version, plan.refused);
  return { plan, moved: found.isMoved ? version : null, apply: () => applyRestore(workspace, plan) };
}

async function refuseAgents(
  target: CommittedTree,
  version: number,
  named: readonly string[] | null,
): Promise<void> {
  const entries = (await target.entries(agentsDirectory)) ?? [];
  if (entries.length === 0) throw failure("cannot-restore", { version, reason: "it has no agents" });
  const slugs = new Set(entries.filter(({ kind }) => kind === "directory").map(({ name }) => name));
  for (const slug of named ?? [])
    if (!slugs.has(slug)) throw unknownAgent(slug, slugs, { kind: "version", version });
  const tops = named?.map((slug) => `${agentsDirectory}/${slug}`) ?? [agentsDirectory];
  for (const top of tops)
    for (const [path, { kind }] of await filesBelow(target, top)) {
      if (kind !== "file")
        throw failure("cannot-restore", {
          version,
          reason: `its ${path} is a ${kind}, which is never followed`,
        });
      if (path.split("/").some(isTreacherous))
        throw failure("cannot-restore", {
          version,
          reason: `its ${path} is a name that git never checks out`,
        });
    }
}

function refusal(version: number, { edited, untracked, blocked }: RestoreRefusal): TaglineError {
  const [first] = blocked;
  if (first !== undefined)
    return failure("cannot-write", { file: first.path, reason: `it is ${first.what}` });
  return failure("uncommitted-edits", { version, edited, untracked });
}
