import { dirname, join } from "node:path";
import { readSettings } from "../config/settings.js";
import { failure, type TaglineError } from "../errors.js";
import { findRepository, type Repository } from "../git/repository.js";
import type { ProtectionState, ProtectionWish } from "../model/protection-state.js";
import type { World } from "../world.js";
import { applyProtection } from "./apply.js";
import { readHookFacts } from "./facts.js";
import { type HookFacts, type ProtectPlan, type ProtectRefusal, planInstall, planRemove } from "./plan.js";
import { isProtected, protectionState } from "./state.js";
import { protectionWish } from "./wish.js";

/** Whether version tags are protected here. `root` is the working tree, or the git directory of a bare repository. */
export interface Protection {
  readonly protected: boolean;
  readonly state: ProtectionState;
  readonly facts: HookFacts;
  readonly root: string;
  readonly wish: ProtectionWish;
}

/** An installation or a removal of the hook that was planned and can be applied once. */
export interface PlannedProtection {
  readonly plan: ProtectPlan;
  readonly facts: HookFacts;
  readonly root: string;
  /** Carries it out. Throws `stale-plan` when the hooks changed since, then nothing was written; `cannot-write`. */
  apply(): Promise<void>;
}

/** Reads whether version tags are protected. Throws `git-not-found`, and as `findRepository` does. */
export async function readProtection(world: World): Promise<Protection> {
  const repo = await findRepository(world, world.cwd);
  const facts = await readHookFacts(repo);
  const state = protectionState(facts);
  return { protected: isProtected(state), state, facts, root: rootOf(repo), wish: await readWish(repo) };
}

/**
 * Plans to install or to remove the hook that keeps version tags from being moved and deleted. Writes nothing.
 * Throws `git-too-old`, `hooks-off`, `two-hooks`, `git-not-found`, and as `findRepository` does.
 */
export async function planProtection(world: World, action: "install" | "remove"): Promise<PlannedProtection> {
  const repo = await findRepository(world, world.cwd);
  const { facts, plan } = await planIn(repo, action);
  return {
    plan,
    facts,
    root: rootOf(repo),
    async apply() {
      const now = await planIn(repo, action);
      if (JSON.stringify(now.plan) !== JSON.stringify(plan))
        throw failure("stale-plan", { what: facts.spot.path });
      await applyProtection(world.fs, plan);
    },
  };
}

async function readWish(repo: Repository): Promise<ProtectionWish> {
  const path = join(repo.workdir ?? repo.gitdir, "tagline.yaml");
  const bytes = repo.workdir === null ? null : await repo.world.fs.readFile(path).catch(() => null);
  return protectionWish(repo, readSettings(bytes).protect);
}

async function planIn(
  repo: Repository,
  action: "install" | "remove",
): Promise<{ readonly facts: HookFacts; readonly plan: ProtectPlan }> {
  const facts = await readHookFacts(repo);
  const plan = action === "install" ? planInstall(facts) : planRemove(facts);
  if ("refused" in plan) throw refusal(plan.refused, facts);
  return { facts, plan };
}

function rootOf(repo: Repository): string {
  return repo.workdir ?? repo.gitdir;
}

function refusal(refused: ProtectRefusal, facts: HookFacts): TaglineError {
  switch (refused.kind) {
    case "git-too-old":
      return failure("git-too-old", {
        version: facts.git.version,
        needed: "2.28",
        why: "has no hook for refs",
      });
    case "hooks-off":
      return failure("hooks-off", { directory: dirname(facts.spot.path), setting: facts.setting });
    case "two-hooks":
      return failure("two-hooks", { hook: facts.spot.path, kept: facts.spot.keptPath });
  }
}
