import { join } from "node:path";
import { isMissing } from "../git/errno.js";
import { gitVersion, ownHooksDirectory, readHooksPlace } from "../git/hooks.js";
import type { Repository } from "../git/repository.js";
import type { WorldFs } from "../world.js";
import { hookRevision, hookText, keptEnding } from "./hook-text.js";
import type { HookFacts, HookFile, HookReach, HookSpot } from "./plan.js";

/** Looks at the hook and at everything that decides whether git runs it. Throws as `readHooksPlace` does. */
export async function readHookFacts(repo: Repository): Promise<HookFacts> {
  const { fs } = repo.world;
  const version = await gitVersion(repo);
  const place = await readHooksPlace(repo);
  const own = await ownHooksDirectory(repo);
  const mark = join(repo.commondir, "tagline", "protected");
  return {
    git: { version, runsHook: runsHook(version) },
    revision: hookRevision,
    within: place.within,
    usable: place.usable,
    setting: place.setting,
    spot: await readSpot(fs, place.directory),
    unused: own === place.directory ? null : await readSpot(fs, own),
    mark: { path: mark, exists: (await lstatOrNull(fs, mark)) !== null },
  };
}

/** git has the reference-transaction hook since 2.28. */
function runsHook(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 2 || (major === 2 && minor >= 28);
}

async function readSpot(fs: WorldFs, directory: string): Promise<HookSpot> {
  const path = join(directory, "reference-transaction");
  const keptPath = `${path}${keptEnding}`;
  const file = await readHook(fs, path);
  if ((await lstatOrNull(fs, keptPath)) === null) return { path, file, keptPath, kept: "absent" };
  const isSame = file.kind === "foreign" && (await contentOf(fs, path)) === (await contentOf(fs, keptPath));
  return { path, file, keptPath, kept: isSame ? "same" : "other" };
}

async function readHook(fs: WorldFs, path: string): Promise<HookFile> {
  if ((await lstatOrNull(fs, path)) === null) return { kind: "absent" };
  const stat = await fs.stat(path).catch(() => null);
  if (stat === null || !stat.isFile()) return { kind: "foreign" };
  const text = await fs.readFile(path, "utf8");
  const revision = /^#!.*\n# tagline protect, hook (\d{1,9})\n/.exec(text)?.[1];
  if (revision === undefined) return { kind: "foreign" };
  const reaches: readonly HookReach[] = ["repository", "marked"];
  return {
    kind: "ours",
    revision: Number(revision),
    reach: reaches.find((reach) => hookText(reach) === text) ?? null,
    executable: (stat.mode & 0o111) !== 0,
  };
}

/** What a file holds or a link points to, in a form that can be compared. */
async function contentOf(fs: WorldFs, path: string): Promise<string> {
  const stat = await fs.lstat(path);
  if (stat.isSymbolicLink()) return `link ${await fs.readlink(path, "utf8")}`;
  return stat.isFile() ? `file ${(await fs.readFile(path)).toString("base64")}` : "neither";
}

async function lstatOrNull(fs: WorldFs, path: string): Promise<Awaited<ReturnType<WorldFs["lstat"]>> | null> {
  try {
    return await fs.lstat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
