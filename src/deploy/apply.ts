import { manifestFile } from "../attach/manifest-commit.js";
import { readSettings } from "../config/settings.js";
import { commitChange } from "../git/commit-change.js";
import { readIdentity } from "../git/identity.js";
import { indexSteps } from "../git/index-file.js";
import { makeCommit, makeTag } from "../git/make-objects.js";
import type { NewObject } from "../git/objects.js";
import { manifestPath } from "../model/manifest.js";
import { formatDeployMessage, formatTagMessage } from "../model/tag-message.js";
import type { Oid, Version } from "../model/version.js";
import { pushStep, type WritableWorkspace } from "../push/index.js";
import type { DeployPlan } from "./plan.js";
import type { StagedCommit } from "./stage-commit.js";

/** What was made: the commit that carries the version, and its tag. */
export interface Deployed {
  readonly commit: Oid;
  readonly tagOid: Oid;
}

/**
 * Carries out a plan. `earlier` is a version on the remote that is this very plan, pushed by a run that died:
 * it is taken over instead of made again. Throws as `commitChange` does, and `no-identity`.
 */
export async function applyDeploy(
  workspace: WritableWorkspace,
  staged: StagedCommit,
  plan: DeployPlan,
  earlier: Version | null,
): Promise<Deployed> {
  const { repo, workTree, push, index } = workspace;
  const { committer } = await readIdentity(repo);
  const { manifest } = staged;
  const { index: changes, stats } = indexSteps(index, staged.index);
  const files =
    manifest === null ? [] : [manifestFile({ raw: await workTree.readRaw(manifestPath), after: manifest })];
  const steps = { base: plan.base, index: changes, files, committer, reflog: `deploy: v${plan.version}` };
  if (earlier !== null) {
    const { commit, tagOid } = earlier;
    await commitChange(repo, { ...steps, commit, tag: null, push: null, objects: [], stats });
    return { commit, tagOid };
  }
  const made = await makeVersion(workspace, staged, plan);
  const commit = made.isNew ? made.commit : null;
  await commitChange(repo, {
    ...steps,
    commit,
    tag: { version: plan.version, oid: made.tagOid },
    push: pushStep(push, commit, plan.base.commit),
    objects: made.objects,
    stats,
  });
  return made;
}

async function makeVersion(
  { repo, workTree }: WritableWorkspace,
  staged: StagedCommit,
  plan: DeployPlan,
): Promise<Deployed & { readonly isNew: boolean; readonly objects: readonly NewObject[] }> {
  const { commit: head } = plan.base;
  const objects = [...staged.objects];
  let target = head;
  if (staged.isNew || target === null) {
    const commit = await makeCommit(repo, {
      tree: staged.root.oid,
      parents: head === null ? [] : [head],
      message: formatDeployMessage(plan.version, plan.title),
      needs: objects,
    });
    objects.push(commit);
    target = commit.oid;
  }
  const message = formatTagMessage(plan.version, plan.title, plan);
  const { signTags: sign } = readSettings(await workTree.read("tagline.yaml"));
  const tag = await makeTag(repo, { version: plan.version, commit: target, message, needs: objects, sign });
  return { commit: target, tagOid: tag.oid, isNew: target !== head, objects: [...objects, tag] };
}
