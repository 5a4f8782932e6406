import { editManifest } from "../config/edit-manifest.js";
import type { IndexChange } from "../git/index-file.js";
import { type NewObject, newObject } from "../git/objects.js";
import { stageRoot } from "../git/stage.js";
import { directoryMode } from "../git/tree-object.js";
import type { WorkTree } from "../git/work-tree.js";
import { agentsDirectory } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import type { Oid } from "../model/version.js";
import type { GatheredFacts } from "./facts.js";
import type { DeployPlan } from "./plan.js";

/** The content of a deploy's commit: computed, not written. */
export interface StagedCommit {
  /** The root tree: the base's with `agents/` and the manifest replaced. */
  readonly root: NewObject;
  /** False when HEAD has all of it already, as after a pull request. */
  readonly isNew: boolean;
  readonly objects: readonly NewObject[];
  readonly index: readonly IndexChange[];
  /** The manifest on disk with the plan's numbers attached; null when none was attached. */
  readonly manifest: string | null;
}

/** Computes what a plan will commit. Throws `unreadable-file`. */
export async function stageCommit(
  workTree: WorkTree,
  { base, staged, manifestText, facts }: GatheredFacts,
  plan: DeployPlan,
): Promise<StagedCommit> {
  const manifest = plan.attach.length === 0 ? null : await attached(workTree, plan);
  const kept = manifestText === null ? null : Buffer.from(manifestText);
  const bytes = manifest === null ? kept : await workTree.toGit(manifestPath, Buffer.from(manifest));
  const objects: NewObject[] = [...staged.objects];
  const index: IndexChange[] = [...staged.index];
  const replace = new Map<string, { mode: string; oid: Oid } | null>();
  replace.set(agentsDirectory, { mode: directoryMode, oid: plan.configTree });
  if (bytes !== null) {
    const blob = newObject("blob", bytes);
    // What HEAD has as it is need not be written.
    if ((await base.find(manifestPath))?.oid !== blob.oid) objects.push(blob);
    replace.set(manifestPath, { mode: "100644", oid: blob.oid });
    // Outside of a scoped deploy, or when numbers were attached, the index follows the commit.
    if (plan.scope === null || manifest !== null)
      index.push({ path: manifestPath, oid: blob.oid, mode: 0o100644, stat: null });
  }
  const root = await stageRoot(base, replace);
  const baseRoot = await stageRoot(base, new Map());
  const isNew = facts.base.commit === null || root.oid !== baseRoot.oid;
  return { root, isNew, objects: [...objects, root], index, manifest };
}

/** Edits the file as it is on disk, so that its line ends stay. */
async function attached(workTree: WorkTree, plan: DeployPlan): Promise<string> {
  const raw = await workTree.readRaw(manifestPath);
  const text = raw === null ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(raw);
  const edits = plan.attach.map(({ number, direction, after }) => ({ number, direction, pins: after }));
  return editManifest(text, edits);
}
