import { readSettings } from "../config/settings.js";
import { failure } from "../errors.js";
import { ignoredAmong } from "../git/ignored.js";
import { firstBranch } from "../git/init-repository.js";
import { readHead } from "../git/refs.js";
import { remoteHeadBranch, shortBranch } from "../git/state.js";
import { readUpstream, usualRemote } from "../git/upstream.js";
import type { DiskWorkspace } from "../git/workspace.js";
import { badSlug, slugOf } from "../import/slug-of.js";
import { agentsDirectory, type EngineType, isSlug } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import { planAgent } from "../new/plan-agent.js";
import type { Installation } from "./action-source.js";
import { findReadme } from "./find-readme.js";
import { atPath, type Place } from "./place.js";
import type { InitFacts } from "./plan.js";
import { readmeSection } from "./readme-section.js";
import { wantedFiles } from "./wanted-files.js";

/** What to make; null is the usual. */
export interface InitRequest {
  /** An agent by its name, in any spelling; without one, `receptionist` where there are no agents. */
  readonly agent: string | null;
  readonly engine: EngineType | null;
  readonly voice: string | null;
  /** E.164: a number that follows the agent's draft. */
  readonly number: string | null;
  /** Where the workflows take their actions from: `owner/name@commit`. */
  readonly actions: string | null;
  readonly workflows: boolean;
  readonly editor: boolean;
  /** Whether a README that is there gets a section. */
  readonly readme: boolean;
}

/** The agent of a repository that has none, unless another is asked for. */
export const usualAgent = "receptionist";

/** Gathers what `planInit` decides on. Throws as `planAgent` and `wantedFiles`, `usage` and `ignored-by-git`. */
export async function gatherFacts(
  place: Place,
  installation: Installation,
  request: InitRequest,
): Promise<InitFacts> {
  const { world, directory, workspace } = place;
  const branch = workspace === null ? firstBranch : await deployBranch(workspace);
  const agent = await agentFacts(place, request);
  const number = numberFacts(place, request, agent?.slug ?? null);
  const { files, leftOut } = await wantedFiles(place, installation, { request, branch, number });
  const ours = [...(agent?.files.keys() ?? []), manifestPath];
  const paths = [...ours, ...files.map(({ path }) => path), "README.md"];
  const ignored = workspace === null ? new Set<string>() : await ignoredAmong(workspace.repo, paths);
  const lost = ours.find((path) => ignored.has(path));
  if (lost !== undefined) throw failure("ignored-by-git", { path: lost });
  return {
    directory,
    hasRepository: workspace !== null,
    branch,
    draft: (workspace?.versions.numbers[0] ?? -1) + 1,
    agent,
    number,
    files: await Promise.all(
      files.map(async (file) => ({ ...file, at: await atPath(world.fs, directory, file.path) })),
    ),
    readme: { found: await findReadme(place), section: readmeSection, appends: request.readme },
    leftOut,
    ignored,
  };
}

async function agentFacts(place: Place, request: InitRequest): Promise<InitFacts["agent"]> {
  if (request.agent === null && place.agents.length > 0) return null;
  const wanted = request.agent ?? usualAgent;
  const slug = isSlug(wanted) ? wanted : slugOf(wanted);
  if (slug === null) throw badSlug(wanted);
  if (place.agents.includes(slug)) return null;
  const at = await atPath(place.world.fs, place.directory, `${agentsDirectory}/${slug}`);
  if (at.kind !== "nothing")
    throw failure("cannot-write", {
      file: `${agentsDirectory}/${slug}`,
      reason: "something that is no directory is in its place",
    });
  const { engine, files } = await planAgent({
    slug,
    engine: request.engine ?? "retell-llm",
    name: slug === wanted ? null : wanted.trim(),
    voice: request.voice,
    language: null,
    url: null,
  });
  return { slug, engine, files, at };
}

/** The number with the agent that it follows: the new one, the one that was named, or the only one there is. */
function numberFacts(place: Place, request: InitRequest, made: string | null): InitFacts["number"] {
  if (request.number === null) return null;
  const named = request.agent === null ? null : slugOf(request.agent);
  const only = place.agents.length === 1 ? (place.agents[0] ?? null) : null;
  const agent = made ?? named ?? only;
  if (agent !== null) return { number: request.number, agent };
  throw failure("usage", {
    message: `There are several agents here, so it must be said which one ${request.number} follows.`,
    hint: `tagline init --number ${request.number} --agent ${place.agents[0]}`,
  });
}

/** As `deploy` finds it: that of tagline.yaml, else the remote's own, else the one that HEAD is on. */
async function deployBranch({ repo, workTree }: DiskWorkspace): Promise<string> {
  const head = await readHead(repo);
  const settings = readSettings(await workTree.read("tagline.yaml"));
  const remote = await usualRemote(repo, await readUpstream(repo, head), settings.remote);
  const own = settings.branch ?? (remote === null ? null : await remoteHeadBranch(repo, remote));
  return own ?? (head.kind === "branch" ? shortBranch(head.ref) : firstBranch);
}
