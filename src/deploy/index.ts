import { planAttachment } from "../attach/index.js";
import { manifestIsEdited } from "../attach/manifest-edited.js";
import { editManifest } from "../config/edit-manifest.js";
import { failure, type TaglineError } from "../errors.js";
import { unknownVersion } from "../git/revs.js";
import { openWorkspace, type Workspace } from "../git/workspace.js";
import type { Configuration } from "../model/configuration.js";
import { manifestPath } from "../model/manifest.js";
import { formatPin } from "../model/pin.js";
import type { Problem } from "../model/problem.js";
import { cleanTitle } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import type { World } from "../world.js";
import { applyDeploy } from "./apply.js";
import { type GatheredFacts, gatherFacts } from "./facts.js";
import { type DeployPlan, type DeployRefusal, type DeployRequest, planDeploy } from "./plan.js";

/** What `deploy` is asked, as users give it. */
export interface DeployOptions extends Omit<DeployRequest, "title"> {
  readonly title: string | null;
  /** The branch that versions are made on, where it is not the usual one. */
  readonly branch: string | null;
}

/** A deploy that was planned and can be applied once. */
export interface PlannedDeploy {
  readonly plan: DeployPlan;
  /** Warnings of the configuration; errors never get here. */
  readonly problems: readonly Problem[];
  readonly sources: Configuration["sources"];
  /** Applies the plan. Throws exit-3 errors when the repository moved since; then nothing was written. */
  apply(): Promise<DeployResult>;
}

/** What `deploy` did. `version` is the version that now holds this configuration. */
export interface DeployResult {
  readonly status: "deployed" | "unchanged";
  readonly version: number;
  readonly commit: Oid;
  readonly tagOid: Oid;
}

/**
 * Plans a deploy: reads, validates and compares, writes nothing. Throws `invalid-configuration` (with its
 * problems) and every refusal of DESIGN section 4.
 */
export async function planDeployment(world: World, options: DeployOptions): Promise<PlannedDeploy> {
  const workspace = await openWorkspace(world, "deploy from", options.scope);
  const request: DeployRequest = {
    ...options,
    title: options.title === null ? null : cleanTitle(options.title),
  };
  const gathered = await gatherFacts(workspace, options.scope, options.branch);
  refuseUnknown(options.scope, gathered);
  if (request.attach.length > 0) await refuseEditedManifest(workspace);

  const plan = planDeploy(request, gathered.facts);
  if ("refused" in plan) throw refusal(plan.refused, gathered);
  if (plan.kind === "deploy") {
    const fault = await workspace.versions.fault(plan.version);
    if (fault !== null) throw failure("number-blocked", { version: plan.version, reason: fault });
  }
  const { problems, sources } = gathered.configuration;
  return { plan, problems, sources, apply: () => apply(world, workspace, gathered, plan) };
}

async function apply(
  world: World,
  workspace: Workspace,
  gathered: GatheredFacts,
  plan: DeployPlan,
): Promise<DeployResult> {
  const edits = plan.attach.map(({ number, direction, after }) => ({ number, direction, pins: after }));
  if (plan.kind === "unchanged") {
    for (const { number, direction, after } of plan.attach) {
      const request = { numbers: [number], pins: after, direction, replace: false, commit: true };
      await (await planAttachment(world, request)).apply();
    }
    const version = await workspace.versions.read(plan.version);
    if (version === null) throw await unknownVersion(workspace.versions, plan.version);
    return { status: "unchanged", version: plan.version, commit: version.commit, tagOid: version.tagOid };
  }
  const edited = edits.length > 0;
  const text = edited ? editManifest(gathered.manifestText, edits) : gathered.manifestText;
  const made = await applyDeploy(workspace, gathered, plan, { text, edited });
  return { status: "deployed", version: plan.version, ...made };
}

function refuseUnknown(scope: readonly string[] | null, gathered: GatheredFacts): void {
  for (const slug of scope ?? [])
    if (!gathered.staged.agents.has(slug) && !gathered.facts.newest?.agents.has(slug))
      throw failure("unknown-agent", { agent: slug, where: "the working tree" });
}

async function refuseEditedManifest(workspace: Workspace): Promise<void> {
  if (await manifestIsEdited(workspace)) throw failure("manifest-edited", { path: manifestPath });
}

function refusal(refused: DeployRefusal, gathered: GatheredFacts): TaglineError {
  switch (refused.kind) {
    case "no-agents":
      return failure("no-agents");
    case "unknown-number":
      return failure("attach-needs-agent", {
        number: refused.number,
        reason: "is not in phone-numbers.yaml yet",
      });
    case "needs-agent":
      return failure("attach-needs-agent", {
        number: refused.number,
        reason: refused.lines.length > 1 ? `has several lines (${refused.lines.join(", ")})` : "has no agent",
      });
    case "unknown-agent":
      return failure("unknown-agent", {
        agent: refused.agent,
        where: gathered.facts.base.commit === null ? "the working tree" : "what would be deployed",
      });
    case "weighted-line":
      return failure("weighted-line", {
        number: refused.number,
        direction: refused.direction,
        pins: refused.pins.map((pin) => `${formatPin(pin)}:${pin.weight}`).join(" "),
      });
  }
}
