import { dirname, join, relative, resolve } from "node:path";
import { failure } from "../errors.js";
import { isMissing } from "./errno.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** The setting `core.hooksPath`: its value, the scope that git names (`local`, `global` …) and its file. */
export interface HooksSetting {
  readonly value: string;
  readonly scope: string;
  /** `.git/config`, `/etc/gitconfig`, or git's word for what is no file (`command line:`). */
  readonly origin: string;
}

/** Where git looks for the hooks of a repository. */
export interface HooksPlace {
  /** Absolute and without symbolic links; it need not exist. */
  readonly directory: string;
  /** Whether that is inside the (common) git directory, inside the working tree, or in neither. */
  readonly within: "git-directory" | "working-tree" | "elsewhere";
  /** False when hooks cannot be there, so that git runs none (`core.hooksPath` is `/dev/null` or empty). */
  readonly usable: boolean;
  /** The setting that says so; null where git uses its own place. */
  readonly setting: HooksSetting | null;
}

/** Asks git where it looks for hooks, and why. Throws `git-not-found` and `unsupported-repository`. */
export async function readHooksPlace(repo: Repository): Promise<HooksPlace> {
  const setting = await readSetting(repo);
  const directory = await realPath(
    repo,
    resolve(rootOf(repo), await ask(repo, "rev-parse", "--git-path", "hooks")),
  );
  return {
    directory,
    within: await locate(repo, directory),
    usable: setting?.value !== "" && (await isDirectoryOrMissing(repo, directory)),
    setting,
  };
}

/** The directory that git uses without `core.hooksPath`: absolute, without symbolic links. */
export async function ownHooksDirectory(repo: Repository): Promise<string> {
  return realPath(repo, join(repo.commondir, "hooks"));
}

/** The version of the git program, such as `2.39.5`. Throws `git-not-found`. */
export async function gitVersion(repo: Repository): Promise<string> {
  return /\d+(\.\d+)+/.exec(await ask(repo, "version"))?.[0] ?? "0";
}

/** Hooks run at the root of the working tree, or in the git directory of a bare repository. */
function rootOf(repo: Repository): string {
  return repo.workdir ?? repo.gitdir;
}

async function ask(repo: Repository, ...args: readonly string[]): Promise<string> {
  const said = await runGit(repo.world, rootOf(repo), args);
  if (said === null) throw failure("git-not-found");
  if (said.code !== 0) {
    const [first = ""] = said.stderr.split("\n");
    throw failure("unsupported-repository", { reason: `git says: ${first.replace(/^fatal: |\.$/g, "")}` });
  }
  return said.stdout.toString("utf8").replace(/\n$/, "");
}

async function readSetting(repo: Repository): Promise<HooksSetting | null> {
  const args = ["config", "-z", "--show-scope", "--show-origin", "--get", "core.hooksPath"];
  const said = await runGit(repo.world, rootOf(repo), args);
  if (said === null || said.code !== 0) return null;
  const [scope = "", origin = "", value = ""] = said.stdout.toString("utf8").split("\0");
  return { value, scope, origin: origin.replace(/^file:/, "") };
}

async function locate(repo: Repository, directory: string): Promise<HooksPlace["within"]> {
  if (isInside(directory, await realPath(repo, repo.commondir))) return "git-directory";
  if (repo.workdir === null) return "elsewhere";
  return isInside(directory, await realPath(repo, repo.workdir)) ? "working-tree" : "elsewhere";
}

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return (
    way !== ".." &&
    !/^\.\.[/\\]/.test(way) &&
    resolve(directory, way) === path &&
    !/^([A-Za-z]:|\/)/.test(way)
  );
}

/** Resolves links as far as the path exists: the last parts of it may be about to be made. */
async function realPath(repo: Repository, path: string): Promise<string> {
  try {
    return await repo.world.fs.realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    return join(await realPath(repo, dirname(path)), relative(dirname(path), path));
  }
}

async function isDirectoryOrMissing(repo: Repository, path: string): Promise<boolean> {
  try {
    return (await repo.world.fs.stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}
