import { join } from "node:path";
import { failure } from "../errors.js";
import { isMissing } from "../git/errno.js";
import { ignoredAmong } from "../git/ignored.js";
import { openWorkspace } from "../git/workspace.js";
import { slugWith } from "../import/slug-of.js";
import { writeImport } from "../import/write-import.js";
import { agentsDirectory } from "../model/agent.js";
import { schemasDirectory } from "../schemas/place-schemas.js";
import type { World } from "../world.js";
import { type AgentPlan, type AgentRequest, planAgent } from "./plan-agent.js";

/** A new agent that was planned and can be written once. */
export interface PlannedAgent {
  readonly plan: AgentPlan;
  /** Whether the schemas that its files name are in the repository. */
  readonly hasSchemas: boolean;
  /** Writes its directory, whole or not at all. Throws as `writeImport` does. */
  apply(): Promise<void>;
}

/**
 * Plans a new agent in the repository around the world's current directory. Throws as `planAgent` and
 * `openWorkspace` do, and `file-exists`.
 */
export async function planNewAgent(world: World, request: AgentRequest): Promise<PlannedAgent> {
  const plan = await planAgent(request);
  const { repo } = await openWorkspace(world, "make an agent in", []);
  const { slug } = plan;
  const isThere = async (path: string): Promise<boolean> => {
    const stat = await world.fs.lstat(join(repo.workdir, path)).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    return stat !== null;
  };
  if (await isThere(`${agentsDirectory}/${slug}`))
    throw failure("file-exists", {
      path: `${agentsDirectory}/${slug}`,
      hint: `edit it, or choose another name: tagline new ${slugWith(slug, "2")}`,
    });
  const [lost] = await ignoredAmong(repo, [...plan.files.keys()]);
  if (lost !== undefined) throw failure("ignored-by-git", { path: lost });
  return {
    plan,
    hasSchemas: await isThere(`${schemasDirectory}/agent.schema.json`),
    apply: () => writeImport(world, repo.workdir, { agents: [plan], ids: null }),
  };
}
