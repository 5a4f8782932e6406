import { join, resolve } from "node:path";
import { idsPath } from "../config/edit-ids.js";
import { failure } from "../errors.js";
import { errnoOf, isMissing } from "../git/errno.js";
import { openWorkspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import { schemasDirectory } from "../schemas/place-schemas.js";
import type { World } from "../world.js";
import { type ImportOptions, type ImportPlan, planImport } from "./plan-import.js";
import { writeImport } from "./write-import.js";

/** An import that was planned and can be applied once. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  /** Whether the schemas that the new files name are in the repository. */
  readonly hasSchemas: boolean;
  /** Writes all agents, or none. Throws as `writeImport` does. */
  apply(): Promise<void>;
}

/** A file refused unread above this size; real exports have a few hundred kilobytes. */
const maximumSize = 50 * 1024 * 1024;

/**
 * Plans the import of JSON files, given by path, into the repository around the world's current directory.
 * Throws as `planImport` does, and `bad-import` for a file that cannot be read.
 */
export async function planImportation(
  world: World,
  files: readonly string[],
  options: ImportOptions,
): Promise<PlannedImport> {
  const { repo } = await openWorkspace(world, "import into", []);
  return importFiles(world, repo.workdir, files, options);
}

/** `planImportation` for a known root of a repository. */
export async function importFiles(
  world: World,
  root: string,
  files: readonly string[],
  options: ImportOptions,
): Promise<PlannedImport> {
  const inputs: { name: string; text: string }[] = [];
  for (const name of files) inputs.push({ name, text: await readText(world, name) });
  const slugs = new Set(await listNames(world, join(root, agentsDirectory)));
  const idsFile = await world.fs.readFile(join(root, idsPath), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const plan = planImport(inputs, options, { slugs, idsFile });
  const hasSchemas = (await listNames(world, join(root, schemasDirectory))).includes("agent.schema.json");
  return { plan, hasSchemas, apply: () => writeImport(world, root, plan) };
}

async function listNames(world: World, directory: string): Promise<readonly string[]> {
  return world.fs.readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

async function readText(world: World, name: string): Promise<string> {
  const path = resolve(world.cwd, name);
  const refuse = (reason: string, hint?: string): Error =>
    failure("bad-import", { file: name, reason, ...(hint === undefined ? {} : { hint }) });
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    ENOTDIR: "there is no such file",
    EISDIR: "it is a directory",
    EACCES: "it may not be read",
  };
  try {
    const stat = await world.fs.stat(path);
    if (stat.isDirectory()) throw refuse("it is a directory");
    if (stat.size > maximumSize) throw refuse("it is larger than 50 MB");
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await world.fs.readFile(path));
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw refuse("it is not UTF-8", "save it as UTF-8; PowerShell's > writes UTF-16");
    const reason = code === undefined ? undefined : reasons[code];
    throw reason === undefined ? error : refuse(reason);
  }
}
