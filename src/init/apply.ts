import { dirname, join } from "node:path";
import { failure } from "../errors.js";
import { writeAside } from "../git/aside.js";
import { createFile } from "../git/durable.js";
import { errnoOf } from "../git/errno.js";
import { initRepository } from "../git/init-repository.js";
import { cannotWrite } from "../git/locks.js";
import { findRepository, type Repository } from "../git/repository.js";
import { writeImport } from "../import/write-import.js";
import { agentsDirectory } from "../model/agent.js";
import type { World } from "../world.js";
import { atPath } from "./place.js";
import { type AtPath, type InitPlan, isIdle } from "./plan.js";

/**
 * Makes what the plan says: the repository, the agent whole or not at all, then file by file. Stopped anywhere, the
 * same command makes the rest. Throws `stale-plan` before anything is written when something is in the way that the
 * plan did not see, and `cannot-write`.
 */
export async function applyInit(world: World, plan: InitPlan): Promise<void> {
  if (isIdle(plan)) return;
  const { fs } = world;
  const { directory, agent } = plan;
  await refuseChanged(world, plan);
  if (plan.makesRepository) {
    await makeDirectory(world, directory);
    await initRepository(world, directory);
  }
  const repo = await findRepository(world, directory);
  if (agent !== null) await writeImport(world, directory, { agents: [agent], ids: null });
  for (const { path, text } of plan.create) await create(repo, join(directory, path), text);
  if (plan.append !== null) {
    const file = join(directory, plan.append.path);
    const { mode } = await fs.stat(file);
    await writeAside(repo, file, Buffer.from(plan.append.text), Number(mode) & 0o777).catch(
      (error: unknown) => {
        throw cannotWrite(file, error);
      },
    );
  }
}

async function refuseChanged({ fs }: World, plan: InitPlan): Promise<void> {
  const { directory, agent, append } = plan;
  const paths = plan.create.map(({ path }) => path);
  if (agent !== null) paths.push(`${agentsDirectory}/${agent.slug}`);
  for (const path of paths) {
    const at: AtPath = await atPath(fs, directory, path);
    if (at.kind !== "nothing") throw failure("stale-plan", { what: path });
  }
  if (append !== null && (await fs.readFile(join(directory, append.path), "utf8")) !== append.before)
    throw failure("stale-plan", { what: append.path });
}

async function create({ world }: Repository, file: string, text: string): Promise<void> {
  try {
    await makeDirectory(world, dirname(file));
    await createFile(world.fs, file, Buffer.from(text));
  } catch (error) {
    if (errnoOf(error) === "EEXIST") throw failure("cannot-write", { file, reason: "it was made meanwhile" });
    throw cannotWrite(file, error);
  }
}

/** One by one: on a read-only disk Node's own way to make several says that something is missing. */
async function makeDirectory({ fs }: World, directory: string): Promise<void> {
  const missing: string[] = [];
  for (let at = directory; (await fs.stat(at).catch(() => null)) === null; at = dirname(at))
    missing.unshift(at);
  for (const path of missing)
    await fs.mkdir(path).catch((error: unknown) => {
      if (errnoOf(error) !== "EEXIST") throw cannotWrite(path, error);
    });
}
