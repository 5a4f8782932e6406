import { isUtf8 } from "node:buffer";
import { join } from "node:path";
import { editManifest } from "../config/edit-manifest.js";
import { readSettings } from "../config/settings.js";
import { failure } from "../errors.js";
import { firstBranch } from "../git/init-repository.js";
import { mustReadObject } from "../git/objects.js";
import { readHead } from "../git/refs.js";
import { remoteHeadBranch, shortBranch } from "../git/state.js";
import { readUpstream, usualRemote } from "../git/upstream.js";
import type { DiskWorkspace } from "../git/workspace.js";
import { slugOf } from "../import/slug-of.js";
import { agentsDirectory, type EngineType, isSlug } from "../model/agent.js";
import { attributesPath, attributesText, isInAttributesText } from "../model/attributes-file.js";
import { manifestPath } from "../model/manifest.js";
import { badSlug, planAgent } from "../new/plan-agent.js";
import { findActionSource, type Installation, parseActionSource } from "./action-source.js";
import { editorFiles } from "./editor-files.js";
import { atPath, type Place } from "./place.js";
import { type InitFacts, type LeftOut, type NewFile, type ReadmeFound, readmeMark } from "./plan.js";
import { readmeSection } from "./readme-section.js";
import { readWorkflows } from "./workflows.js";

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

/** Gathers what `planInit` decides on. Throws as `planAgent` and `parseActionSource`, and `usage`. */
export async function gatherFacts(
  place: Place,
  installation: Installation,
  request: InitRequest,
): Promise<InitFacts> {
  const { world, directory, workspace } = place;
  const branch = workspace === null ? firstBranch : await deployBranch(workspace);
  const agent = await agentFacts(place, request);
  const number = numberFacts(place, request, agent?.slug ?? null);
  const leftOut: LeftOut[] = [];
  const files: NewFile[] = [{ path: manifestPath, text: manifestText(number) }];
  if (number !== null && place.hasManifest && !(await mentions(place, number.number)))
    leftOut.push({
      path: number.number,
      reason: `${manifestPath} is yours`,
      hint: `tagline attach ${number.number} ${number.agent}@draft`,
    });
  const crlf = workspace === null ? null : await storedWithCrlf(workspace);
  if (crlf === null) files.push({ path: attributesPath, text: attributesText });
  else if ((await atPath(world.fs, directory, attributesPath)).kind !== "there")
    leftOut.push({ path: attributesPath, reason: `${crlf} is in git with CRLF line ends`, hint: null });
  if (request.editor) files.push(...(await editorFiles(world.fs, installation.directory)));
  if (request.workflows) {
    const found =
      request.actions === null
        ? await findActionSource(world, installation)
        : { kind: "known" as const, source: parseActionSource(request.actions, installation.version) };
    if (found.kind === "known")
      files.push(
        ...(await readWorkflows(world.fs, installation.directory, { source: found.source, branch })),
      );
    else
      leftOut.push({
        path: ".github/workflows",
        reason: found.reason,
        hint: "--actions <owner>/tagline@<commit> makes them",
      });
  }
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

function manifestText(number: InitFacts["number"]): string {
  const text = `# yaml-language-server: $schema=schemas/manifest.schema.json
# Which agent each phone number runs, and at which version. tagline attach adds numbers and moves them.
numbers:
`;
  if (number === null) return text;
  const pins = [{ agent: number.agent, version: null, weight: 1 }];
  return editManifest(text, [{ number: number.number, direction: "inbound", pins }]);
}

async function mentions({ world, directory }: Place, number: string): Promise<boolean> {
  const text = await world.fs.readFile(join(directory, manifestPath), "utf8").catch(() => "");
  return text.includes(number);
}

/** As `deploy` finds it: that of tagline.yaml, else the remote's own, else the one that HEAD is on. */
async function deployBranch({ repo, workTree }: DiskWorkspace): Promise<string> {
  const head = await readHead(repo);
  const settings = readSettings(await workTree.read("tagline.yaml"));
  const remote = await usualRemote(repo, await readUpstream(repo, head), settings.remote);
  const own = settings.branch ?? (remote === null ? null : await remoteHeadBranch(repo, remote));
  return own ?? (head.kind === "branch" ? shortBranch(head.ref) : firstBranch);
}

/**
 * A file that git has with CRLF, of those that `.gitattributes` would speak of: it would turn to LF with its next
 * edit, and a prompt would no longer be the same text.
 */
async function storedWithCrlf({ repo, index }: DiskWorkspace): Promise<string | null> {
  for (const { path, oid } of index) {
    if (!isInAttributesText(path)) continue;
    const bytes = await mustReadObject(repo, oid, "blob");
    if (Buffer.from(bytes).includes("\r\n")) return path;
  }
  return null;
}

async function findReadme({ world, directory }: Place): Promise<ReadmeFound> {
  const names = await world.fs.readdir(directory).catch(() => []);
  const readmes = names.filter((name) => /^readme(\.\w+)?$/i.test(name)).sort();
  const path = readmes.find((name) => /\.(md|markdown)$/i.test(name)) ?? readmes[0];
  if (path === undefined) return { kind: "none" };
  const stat = await world.fs.lstat(join(directory, path));
  if (!stat.isFile() || !/\.(md|markdown)$/i.test(path)) return { kind: "other", path };
  const bytes = await world.fs.readFile(join(directory, path));
  if (!isUtf8(bytes)) return { kind: "other", path };
  const text = bytes.toString("utf8");
  return text.includes(readmeMark) ? { kind: "marked", path } : { kind: "own", path, text };
}
