import { dirname, join } from "node:path";
import { failure } from "../errors.js";
import { syncDirectory, writeFile, writeSynced } from "../git/durable.js";
import { errnoOf, isMissing } from "../git/errno.js";
import { agentsDirectory } from "../model/agent.js";
import type { World, WorldFs } from "../world.js";
import type { ImportPlan, PlannedAgent } from "./plan-import.js";

/** Agents to write, with the ids that go with them. */
export interface WritableAgents extends Pick<ImportPlan, "ids"> {
  readonly agents: readonly Pick<PlannedAgent, "slug" | "files">[];
}

/**
 * Writes a plan below `root`, all of it or nothing: every agent into a directory beside its place, then each
 * renamed into it, then tagline.ids.yaml. Throws `file-exists`, `stale-plan` when the ids changed meanwhile,
 * and `cannot-write`.
 */
export async function writeImport(
  world: World,
  root: string,
  plan: WritableAgents,
  onAgent?: (done: number) => void,
): Promise<void> {
  const { fs } = world;
  const agents = join(root, agentsDirectory);
  await refuseLink(fs, agents);
  await checkIds(fs, root, plan);
  const places = plan.agents.map(({ slug, files }) => ({
    slug,
    files,
    temporary: join(agents, `.import-${slug}`),
    target: join(agents, slug),
  }));
  const made: string[] = [];
  let at = agents;
  try {
    await fs.mkdir(agents, { recursive: true });
    for (const [done, { slug, files, temporary, target }] of places.entries()) {
      onAgent?.(done);
      at = target;
      await refuseExisting(fs, slug, target);
      // Left by an import that was killed.
      await remove(fs, temporary);
      made.push(temporary);
      for (const [path, text] of files) {
        at = join(temporary, path.slice(`${agentsDirectory}/${slug}/`.length));
        await fs.mkdir(dirname(at), { recursive: true });
        await writeSynced(fs, at, Buffer.from(text), "wx");
      }
    }
    for (const { slug, temporary, target } of places) {
      at = target;
      await refuseExisting(fs, slug, target);
      await fs.rename(temporary, target);
      made.push(target);
    }
    await syncDirectory(fs, agents);
    if (plan.ids !== null) {
      at = join(root, plan.ids.path);
      await writeFile(fs, at, Buffer.from(plan.ids.text));
    }
  } catch (error) {
    for (const path of made) await remove(fs, path).catch(() => undefined);
    if (errnoOf(error)?.startsWith("E") !== true || !(error instanceof Error)) throw error;
    throw failure("cannot-write", { file: at, reason: error.message });
  }
}

/** Through a link the files would land outside the repository. */
async function refuseLink(fs: WorldFs, agents: string): Promise<void> {
  const stat = await lstatOrNull(fs, agents);
  if (stat !== null && !stat.isDirectory())
    throw failure("cannot-write", { file: agents, reason: "it is not a directory" });
}

async function refuseExisting(fs: WorldFs, slug: string, target: string): Promise<void> {
  if ((await lstatOrNull(fs, target)) !== null)
    throw failure("file-exists", {
      path: `${agentsDirectory}/${slug}`,
      hint: "choose another name: --as <slug>",
    });
}

async function checkIds(fs: WorldFs, root: string, { ids }: WritableAgents): Promise<void> {
  if (ids === null) return;
  const path = join(root, ids.path);
  const stat = await lstatOrNull(fs, path);
  if (stat !== null && !stat.isFile())
    throw failure("cannot-write", { file: path, reason: "it is not a plain file" });
  const now = stat === null ? null : await fs.readFile(path, "utf8");
  if (now !== ids.before) throw failure("stale-plan", { what: ids.path });
}

async function lstatOrNull(fs: WorldFs, path: string): Promise<Awaited<ReturnType<WorldFs["lstat"]>> | null> {
  try {
    return await fs.lstat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Removes what this import wrote; nothing is followed. */
async function remove(fs: WorldFs, path: string): Promise<void> {
  const stat = await lstatOrNull(fs, path);
  if (stat === null) return;
  if (!stat.isDirectory()) return fs.unlink(path);
  for (const name of await fs.readdir(path)) await remove(fs, join(path, name));
  await fs.rmdir(path);
}
