import { type Change, commitChange } from "../git/commit-change.js";
import { commitObject, tagObject } from "../git/commit-object.js";
import { readIdentity } from "../git/identity.js";
import type { IndexChange } from "../git/index-file.js";
import { type NewObject, newObject } from "../git/objects.js";
import { stageRoot } from "../git/stage.js";
import { directoryMode } from "../git/tree-object.js";
import type { Workspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import { formatDeployMessage, formatTagMessage } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import type { GatheredFacts } from "./facts.js";
import type { DeployPlan } from "./plan.js";

/** What was made: the commit that carries the version, and its tag. */
export interface Deployed {
  readonly commit: Oid;
  readonly tagOid: Oid;
}

/**
 * Carries out a plan. `manifest` is the manifest's text with the plan's numbers attached, or null when there
 * is none. Throws as `commitChange` does, and `no-identity`.
 */
export async function applyDeploy(
  workspace: Workspace,
  gathered: GatheredFacts,
  plan: DeployPlan,
  manifest: { readonly text: string | null; readonly edited: boolean },
): Promise<Deployed> {
  const { repo, workTree } = workspace;
  const { author, committer } = await readIdentity(repo);
  const objects: NewObject[] = [...gathered.staged.objects];
  const index: IndexChange[] = [...gathered.staged.index];
  const replace = new Map<string, { mode: string; oid: Oid } | null>();
  replace.set(agentsDirectory, { mode: directoryMode, oid: plan.configTree });

  if (manifest.text !== null) {
    const blob = newObject("blob", Buffer.from(manifest.text));
    objects.push(blob);
    replace.set(manifestPath, { mode: "100644", oid: blob.oid });
    // Outside of a scoped deploy, or when numbers were attached, the index follows the commit.
    if (plan.scope === null || manifest.edited)
      index.push({ path: manifestPath, oid: blob.oid, mode: 0o100644, stat: null });
  }

  const root = await stageRoot(gathered.base, replace);
  const baseTree = await stageRoot(gathered.base, new Map());
  const toCommit = plan.base.commit === null || root.oid !== baseTree.oid;
  const commit = commitObject({
    tree: root.oid,
    parents: plan.base.commit === null ? [] : [plan.base.commit],
    author,
    committer,
    message: formatDeployMessage(plan.version, plan.title),
  });
  const target = toCommit || plan.base.commit === null ? commit.oid : plan.base.commit;
  const tag = tagObject({
    commit: target,
    name: `v${plan.version}`,
    tagger: committer,
    message: formatTagMessage(plan.version, plan.title, plan),
  });
  objects.push(...(toCommit ? [root, commit] : []), tag);

  const change: Change = {
    base: plan.base,
    commit: toCommit ? commit.oid : null,
    tag: { version: plan.version, oid: tag.oid },
    objects,
    index,
    workFiles: manifest.edited && manifest.text !== null ? [await manifestEdit(workTree, manifest.text)] : [],
    committer,
    reflog: `deploy: v${plan.version}`,
  };
  await commitChange(repo, change);
  return { commit: target, tagOid: tag.oid };
}

async function manifestEdit(
  workTree: Workspace["workTree"],
  text: string,
): Promise<{ path: string; before: Uint8Array | null; after: Uint8Array }> {
  return { path: manifestPath, before: await workTree.readRaw(manifestPath), after: Buffer.from(text) };
}
