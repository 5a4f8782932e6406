import { isAbsolute, join, relative, resolve } from "node:path";
import { idsPath } from "../config/edit-ids.js";
import { failure, TaglineError } from "../errors.js";
import { isMissing } from "../git/errno.js";
import { ignoredAmong } from "../git/ignored.js";
import type { Repository } from "../git/repository.js";
import { openWorkspace } from "../git/workspace.js";
import { agentsDirectory, isSlug } from "../model/agent.js";
import { schemasDirectory } from "../schemas/place-schemas.js";
import type { World } from "../world.js";
import { joinInputs } from "./join-inputs.js";
import { freeSlug, type NamedAgent, nameAgents, refuseTaken } from "./name-agents.js";
import { type ImportOptions, type ImportPlan, planImport } from "./plan-import.js";
import { readInputs } from "./read-inputs.js";
import { writeImport } from "./write-import.js";

/** An import that was planned and can be applied once. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  /** Whether the schemas that the new files name are in the repository. */
  readonly hasSchemas: boolean;
  /** Writes all agents, or none. Throws as `writeImport` does. */
  apply(): Promise<void>;
}

/** How far an import is. */
export interface ImportProgress {
  readonly step: "read" | "converted" | "written";
  readonly done: number;
  readonly total: number;
}

/** An agent whose name the repository has already. */
export interface TakenName {
  readonly slug: string;
  /** The file it comes from. */
  readonly source: string;
  /** A name that is free. */
  readonly free: string;
  isFree(slug: string): boolean;
}

/** Who is asked and told meanwhile. */
export interface ImportListener {
  /** Gives another name, or null to leave that agent out; without it, a taken name is refused. */
  readonly rename?: (taken: TakenName) => Promise<string | null>;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * Plans the import of JSON files, given by path, or by a directory of them, into the repository around the world's
 * current directory. Throws as `readInputs`, `joinInputs`, `nameAgents` and `planImport`, and `file-exists`.
 */
export async function planImportation(
  world: World,
  files: readonly string[],
  options: ImportOptions,
  listener: ImportListener = {},
): Promise<PlannedImport> {
  const { repo } = await openWorkspace(world, "import into", []).catch((error: unknown) => {
    if (!(error instanceof TaglineError) || error.code !== "not-a-repository") throw error;
    // What comes in is to be the repository's first agent: the one that init makes would only be in the way.
    throw failure("not-a-repository", { directory: world.cwd, hint: "git init" });
  });
  const planned = await importFiles(world, repo.workdir, files, options, listener);
  const hasMoved = planned.plan.agents.some(({ secrets }) => secrets.length > 0);
  const warning = hasMoved ? await secretsStay(world, repo, files) : null;
  if (warning === null) return planned;
  return { ...planned, plan: { ...planned.plan, warnings: [...planned.plan.warnings, warning] } };
}

/** What to say of imported files that lie where git would take them, when secrets were moved out of the agents; or null. */
async function secretsStay(
  world: World,
  repo: Repository & { readonly workdir: string },
  files: readonly string[],
): Promise<string | null> {
  const inside = new Map<string, string>();
  for (const file of files) {
    const path = relative(repo.workdir, resolve(world.cwd, file)).replaceAll("\\", "/");
    if (path !== "" && !path.startsWith("../") && !isAbsolute(path)) inside.set(path, file);
  }
  for (const path of await ignoredAmong(repo, [...inside.keys()])) inside.delete(path);
  const [first, ...others] = inside.values();
  if (first === undefined) return null;
  const holds = others.length === 0 ? `${first} still holds` : "The imported files still hold";
  return `${holds} these secrets: not for git.`;
}

/** `planImportation` for a known root of a repository. */
export async function importFiles(
  world: World,
  root: string,
  files: readonly string[],
  options: ImportOptions,
  { rename, onProgress }: ImportListener = {},
): Promise<PlannedImport> {
  const tell = (step: ImportProgress["step"], total: number) => (done: number) =>
    onProgress?.({ step, done, total });
  const inputs = await readInputs(world, files, (done, total) => tell("read", total)(done));
  const slugs = new Set(await listNames(world, join(root, agentsDirectory)));
  const idsFile = await world.fs.readFile(join(root, idsPath), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const { agents, warnings } = joinInputs(inputs, options);
  const proposed = nameAgents(agents, options.as, slugs);
  if (rename === undefined) refuseTaken(proposed);
  const named = rename === undefined ? proposed : await renameTaken(proposed, slugs, rename);
  const onAgent = tell("converted", named.length);
  const plan = planImport(named, options, { warnings, idsFile, onAgent });
  const hasSchemas = (await listNames(world, join(root, schemasDirectory))).includes("agent.schema.json");
  return { plan, hasSchemas, apply: () => writeImport(world, root, plan, tell("written", named.length)) };
}

/** The same agents, those with a taken name under another one, or left out. */
async function renameTaken(
  proposed: readonly NamedAgent[],
  existing: ReadonlySet<string>,
  rename: NonNullable<ImportListener["rename"]>,
): Promise<readonly NamedAgent[]> {
  const taken = new Set([...existing, ...proposed.map(({ slug }) => slug)]);
  const named: NamedAgent[] = [];
  for (const item of proposed) {
    if (!item.isTaken) {
      named.push(item);
      continue;
    }
    const { slug, agent } = item;
    const isFree = (other: string): boolean => isSlug(other) && !taken.has(other);
    const free = freeSlug(slug, taken);
    const answer = await rename({ slug, source: agent.source, free, isFree });
    if (answer === null) continue;
    taken.add(answer);
    named.push({ agent, slug: answer, isTaken: false, warning: null });
  }
  return named;
}

async function listNames(world: World, directory: string): Promise<readonly string[]> {
  return world.fs.readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}
