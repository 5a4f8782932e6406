import { manifestIsEdited } from "../attach/manifest-edited.js";
import { failure } from "../errors.js";
import { isAncestor } from "../git/history.js";
import { unknownVersion } from "../git/revs.js";
import { refuseUnfinished, remoteNames, shortBranch } from "../git/state.js";
import { readVersions } from "../git/versions.js";
import { manifestPath } from "../model/manifest.js";
import type { Oid } from "../model/version.js";
import { openForWriting, type WritableWorkspace } from "../push/index.js";
import type { World } from "../world.js";
import { applyRenumber } from "./apply.js";
import { type GatheredFacts, gatherFacts } from "./facts.js";
import { planRenumber, type RenumberPlan, type RenumberRefusal } from "./plan.js";

/** A renumbering that was planned and can be applied once. */
export interface PlannedRenumber {
  readonly plan: RenumberPlan;
  /** Applies it; gives the commit that moves the pins, or null when none moves. Throws exit-3 errors. */
  apply(): Promise<{ readonly commit: Oid | null }>;
}

/**
 * Plans the one way out for a version that never left this clone while the remote (`remote`, or the usual one)
 * has another of its number: it gets the next free number, and the old one becomes the remote's here too. Writes
 * nothing but what it fetches. Throws `version-published`, `nothing-to-renumber`, `version-not-merged`,
 * `unknown-version`, `manifest-edited`, and as `openForWriting` and `listRemote` do.
 */
export async function planRenumbering(
  world: World,
  { version, remote }: { readonly version: number; readonly remote: string | null },
): Promise<PlannedRenumber> {
  const workspace = await openForWriting(world, "edit", [], { kind: "no" });
  const { repo, versions } = workspace;
  await refuseUnfinished(repo);
  if (remote === null && remoteNames(repo).length === 0) {
    if (!versions.numbers.includes(version)) throw await unknownVersion(versions, version);
    throw failure("nothing-to-renumber", { version, remote });
  }
  const gathered = await gatherFacts(workspace, remote);
  const plan = planRenumber(version, gathered.facts);
  if ("refused" in plan) throw await refusal(plan.refused, workspace, version, gathered);
  for (const { from, there, commit } of plan.versions) {
    if (there !== null) refuseLightweight(gathered, from);
    if (await isAncestor(workspace.repo, commit, plan.base.commit)) continue;
    throw failure("version-not-merged", { version: from, branch: shortBranch(plan.base.ref) });
  }
  if (await manifestIsEdited(workspace))
    throw failure("manifest-edited", { path: manifestPath, beside: false });
  return { plan, apply: async () => ({ commit: await applyRenumber(workspace, gathered, plan) }) };
}

/** A tag that was made by hand there is no version, and must not become one's successor here. */
function refuseLightweight({ facts, there }: GatheredFacts, version: number): void {
  if (there.get(version)?.peeled !== null) return;
  const reason = `on ${facts.remote} it is a lightweight tag, which is no version`;
  throw failure("number-blocked", { version, reason });
}

async function refusal(
  refused: RenumberRefusal,
  { repo }: WritableWorkspace,
  version: number,
  { facts: { remote } }: GatheredFacts,
): Promise<Error> {
  switch (refused.kind) {
    case "unknown":
      return unknownVersion(await readVersions(repo), version);
    case "published":
      return failure("version-published", refused);
    case "not-on-remote":
      return failure("nothing-to-renumber", { version, remote });
  }
}
