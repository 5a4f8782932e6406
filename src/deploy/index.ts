import { join } from "node:path";
import { moveMessage, planLines } from "../attach/index.js";
import { manifestIsEdited } from "../attach/manifest-edited.js";
import { nearest } from "../config/did-you-mean.js";
import { readSettings } from "../config/settings.js";
import { failure, TaglineError } from "../errors.js";
import { askAhead } from "../git/make-objects.js";
import { readHead } from "../git/refs.js";
import { unknownVersion } from "../git/revs.js";
import { shortBranch } from "../git/state.js";
import { readUpstream, usualRemote } from "../git/upstream.js";
import { agentsDirectory } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import { manifestPath } from "../model/manifest.js";
import { pushWithUpstream } from "../model/next-step.js";
import { formatPin } from "../model/pin.js";
import type { Problem } from "../model/problem.js";
import { cleanTitle } from "../model/tag-message.js";
import type { Oid, Version } from "../model/version.js";
import {
  openForWriting,
  type PushRequest,
  pushOnly,
  refuseBehind,
  type WritableWorkspace,
} from "../push/index.js";
import type { World } from "../world.js";
import { applyDeploy } from "./apply.js";
import { earlierPush, isThisPlan } from "./earlier-push.js";
import { type GatheredFacts, gatherFacts } from "./facts.js";
import {
  type DeployPlan,
  type DeployRefusal,
  type DeployRequest,
  planDeploy,
  sameButNumber,
} from "./plan.js";
import { type StagedCommit, stageCommit } from "./stage-commit.js";

/** What `deploy` is asked, as users give it. */
export interface DeployOptions extends Omit<DeployRequest, "title"> {
  readonly title: string | null;
  /** The branch that versions are made on, where it is not the usual one. */
  readonly branch: string | null;
  readonly push: PushRequest;
  /** The number that the version must get; any when absent. */
  readonly version?: number;
}

/** A deploy that was planned and can be applied once. */
export interface PlannedDeploy {
  readonly plan: DeployPlan;
  /** Warnings of the configuration; errors never get here. */
  readonly problems: readonly Problem[];
  readonly sources: Configuration["sources"];
  /** The command that pushes later what this deploy leaves in this clone; null when it pushes, or nothing could. */
  readonly pushLater: string | null;
  /**
   * Applies the plan. When its number is taken or the branch moves meanwhile, the whole plan is made again; if
   * more than its number and its base differ, it is refused. Throws exit-3 errors; then nothing was written.
   */
  apply(): Promise<DeployResult>;
}

/** What `deploy` did. `version` is the version that now holds this configuration. */
export interface DeployResult {
  readonly status: "deployed" | "unchanged";
  readonly version: number;
  readonly commit: Oid;
  readonly tagOid: Oid;
  /** The plan that was carried out: another number than planned at first, where that one was taken. */
  readonly plan: DeployPlan;
}

const attempts = 5;

/**
 * Plans a deploy: reads, validates and compares, writes nothing but what it fetches. Throws
 * `invalid-configuration` (with its problems), `not-the-draft` and every refusal of DESIGN section 4.
 */
export async function planDeployment(world: World, options: DeployOptions): Promise<PlannedDeploy> {
  const prepared = await prepare(world, options);
  const { problems, sources } = prepared.gathered.configuration;
  return {
    plan: prepared.plan,
    problems,
    sources,
    pushLater: await pushLater(prepared),
    apply: () => apply(world, options, prepared),
  };
}

async function pushLater({ plan, workspace: { repo, workTree, push } }: Prepared): Promise<string | null> {
  const { ref } = plan.base;
  if (push !== null || ref === null) return null;
  const upstream = await readUpstream(repo, await readHead(repo));
  if (upstream !== null) return "tagline deploy";
  const remote = await usualRemote(repo, null, readSettings(await workTree.read("tagline.yaml")).remote);
  return remote === null ? null : pushWithUpstream(remote, shortBranch(ref));
}

interface Prepared {
  readonly workspace: WritableWorkspace;
  readonly gathered: GatheredFacts;
  readonly plan: DeployPlan;
  readonly staged: StagedCommit;
  /** A version on the remote that is this very plan. */
  readonly earlier: Version | null;
}

async function prepare(world: World, options: DeployOptions): Promise<Prepared> {
  const workspace = await openForWriting(world, "deploy from", options.scope, options.push);
  workspace.workTree.agentFiles().catch(() => undefined);
  askAhead(workspace.repo);
  const title = options.title === null ? null : cleanTitle(options.title);
  const candidate = await earlierPush(workspace);
  const gathered = await gatherFacts(workspace, { ...options, without: candidate?.version ?? null });
  await refuseUnknown(options.scope, workspace, gathered);
  if (options.attach.length > 0) await refuseEditedManifest(workspace);

  const plan = planDeploy({ ...options, title }, gathered.facts);
  if ("refused" in plan) throw refusal(plan.refused, gathered);
  if (options.version !== undefined && plan.version !== options.version)
    throw failure("not-the-draft", { version: options.version, draft: plan.version });
  const staged = await stageCommit(workspace.workTree, gathered, plan);
  const earlier =
    candidate !== null && (await isThisPlan(workspace, candidate, plan, staged)) ? candidate : null;
  if (plan.kind === "deploy" && earlier === null) await refuseMaking(workspace, plan, staged, candidate);
  return { workspace, gathered, plan, staged, earlier };
}

async function refuseMaking(
  workspace: WritableWorkspace,
  plan: DeployPlan,
  staged: StagedCommit,
  foreign: Version | null,
): Promise<void> {
  if (staged.isNew) refuseBehind(workspace.push);
  // It was left out of the plan as maybe ours, and it is not; HEAD is its parent.
  if (foreign !== null)
    throw failure("newest-not-ancestor", {
      version: foreign.version,
      branch: shortBranch(plan.base.ref ?? "HEAD"),
    });
  // A tag must not reach the remote without its commit on the branch.
  if (workspace.push?.relation === "diverged") throw failure("remote-moved", workspace.push);
  if (staged.isNew && plan.base.ref === null) throw failure("detached-head");
  const fault = await workspace.versions.fault(plan.version);
  if (fault !== null) throw failure("number-blocked", { version: plan.version, reason: fault });
}

async function apply(world: World, options: DeployOptions, prepared: Prepared): Promise<DeployResult> {
  if (prepared.plan.kind === "unchanged") return applyUnchanged(world, options, prepared);
  let current = prepared;
  for (let attempt = 1; ; attempt++) {
    const { workspace, staged, plan, earlier } = current;
    try {
      const made = await applyDeploy(workspace, staged, plan, earlier);
      const { commit, tagOid } = made;
      return { status: "deployed", version: plan.version, commit, tagOid, plan };
    } catch (error) {
      const isOvertaken =
        error instanceof TaglineError && (error.code === "number-taken" || error.code === "stale-plan");
      if (!isOvertaken || attempt === attempts) throw error;
      current = await prepare(world, options);
      if (!sameButNumber(current.plan, prepared.plan)) throw error;
    }
  }
}

async function applyUnchanged(
  world: World,
  options: DeployOptions,
  prepared: Prepared,
): Promise<DeployResult> {
  const { plan, workspace } = prepared;
  const { versions } = workspace;
  const lines = { commit: true, push: options.push, message: moveMessage };
  if (plan.attach.length > 0)
    await (await planLines(world, { ...lines, choose: () => Promise.resolve(plan.attach) })).apply();
  else if (!plan.isIdle) await pushOnly(workspace, plan.base);
  const version = await versions.read(plan.version);
  if (version === null) throw await unknownVersion(versions, plan.version);
  const { commit, tagOid } = version;
  return { status: "unchanged", version: plan.version, commit, tagOid, plan };
}

async function refuseUnknown(
  scope: readonly string[] | null,
  { repo }: WritableWorkspace,
  { staged, facts }: GatheredFacts,
): Promise<void> {
  const unknown = scope?.find((slug) => !staged.agents.has(slug) && !facts.newest?.agents.has(slug));
  if (unknown === undefined) return;
  // What was listed is limited to the agents that were named.
  const directory = repo.workdir === null ? null : join(repo.workdir, agentsDirectory);
  const onDisk = directory === null ? [] : await repo.world.fs.readdir(directory).catch(() => []);
  throw unknownAgent(unknown, "the working tree", [...staged.agents.keys(), ...onDisk]);
}

function unknownAgent(agent: string, where: string, known: Iterable<string>): TaglineError {
  const agents = [...new Set(known)].sort();
  const didYouMean = nearest(agent, agents);
  return failure("unknown-agent", { agent, where, agents, ...(didYouMean === null ? {} : { didYouMean }) });
}

async function refuseEditedManifest(workspace: WritableWorkspace): Promise<void> {
  if (await manifestIsEdited(workspace))
    throw failure("manifest-edited", { path: manifestPath, beside: false });
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
      return unknownAgent(
        refused.agent,
        gathered.facts.base.commit === null ? "the working tree" : "what would be deployed",
        gathered.staged.agents.keys(),
      );
    case "weighted-line":
      return failure("weighted-line", {
        number: refused.number,
        direction: refused.direction,
        pins: refused.pins.map((pin) => `${formatPin(pin)}:${pin.weight}`).join(" "),
      });
  }
}
