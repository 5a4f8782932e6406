import type { Installation } from "./action-source.js";
import { applyInit } from "./apply.js";
import { gatherFacts, type InitRequest } from "./facts.js";
import type { Place } from "./place.js";
import { type InitPlan, planInit } from "./plan.js";

/** What is missing from a repository of agents, planned; it can be made once. */
export interface PlannedInit {
  readonly plan: InitPlan;
  /** Throws as `applyInit` does. */
  apply(): Promise<void>;
}

/**
 * Plans whatever a place lacks to be a repository of agents: the repository itself, an agent, the manifest, files for
 * editors, git and GitHub, a README. What is there stays as it is. Throws as `gatherFacts`.
 */
export async function planInitialization(
  place: Place,
  installation: Installation,
  request: InitRequest,
): Promise<PlannedInit> {
  const plan = planInit(await gatherFacts(place, installation, request));
  return { plan, apply: () => applyInit(place.world, plan) };
}
