import { readSettings } from "../config/settings.js";
import { usualDeployBranch } from "../deploy/deploy-branch.js";
import { type Recovery, recover } from "../git/recover.js";
import { readHead } from "../git/refs.js";
import { findRepository } from "../git/repository.js";
import { unfinishedOperation } from "../git/state.js";
import { openRepository, withBranchTree, withWorkTree } from "../git/workspace.js";
import { nextStep, type Standing } from "../model/next-step.js";
import { readProtection } from "../protect/index.js";
import type { World } from "../world.js";
import { type Status, statusOf } from "./index.js";
import { remoteStanding } from "./remote-standing.js";

/** Where a repository stands, to its remote and to what is under way too, and the one thing to do next. */
export interface FullStatus extends Status, Omit<Standing, keyof Status> {
  /** What earlier commands were interrupted in, and what became of it just now. */
  readonly recovered: readonly Recovery[];
  readonly next: string;
}

/**
 * Reads all of it, without asking the remote: what is ahead and behind is as of the last fetch. Completes what an
 * interrupted command left, as every command does. Of a bare repository it tells what the branch holds. Throws as `findRepository` does.
 */
export async function readFullStatus(world: World): Promise<FullStatus> {
  const recovered = await recover(await findRepository(world, world.cwd), "here");
  const opened = await openRepository(world);
  // A bare repository has no files beside the branch's own.
  const isBare = opened.repo.workdir === null;
  const workspace = isBare ? await withBranchTree(opened) : await withWorkTree(opened, "look at");
  const { repo, workTree } = workspace;
  const [status, protection, head] = await Promise.all([
    statusOf(workspace),
    readProtection(world).then(
      (found) => found,
      // No git here, or one that cannot tell.
      () => null,
    ),
    readHead(repo),
  ]);
  const settings = readSettings(await workTree.read("tagline.yaml"));
  const { remote, own } = await usualDeployBranch(repo, head, settings, null);
  const upstream = await remoteStanding(repo, head);
  const standing = {
    ...status,
    errors: status.problems.filter(({ severity }) => severity === "error").length,
    isBare,
    unfinished: await unfinishedOperation(repo),
    hasConflicts: workspace.index.some(({ stage }) => stage > 0),
    deployBranch: own !== status.branch ? own : null,
    upstream,
    remote: upstream === null ? remote : null,
    undecided: recovered.some(({ outcome }) => outcome === "undecided"),
    protected: protection?.protected ?? null,
    protectionWish: protection?.wish ?? "unsaid",
  };
  return { ...standing, recovered, next: nextStep(standing) };
}
