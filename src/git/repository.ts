import { dirname, isAbsolute, join, resolve } from "node:path";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import type { World } from "../world.js";
import { parseConfig } from "./config-file.js";
import { errnoOf } from "./errno.js";
import { type ObjectStore, openObjectStore } from "./object-database/object-store.js";
import type { NewObject } from "./objects.js";

/** An opened repository: where its parts are, and what its reads share. */
export interface Repository {
  readonly world: World;
  /** Root of the working tree; null when the repository is bare, or a branch is worked on without one. */
  readonly workdir: string | null;
  /** The branch worked on in place of HEAD (`refs/heads/main`); null is HEAD itself. */
  readonly branch: string | null;
  /** HEAD, index and locks of this working tree. */
  readonly gitdir: string;
  /** Objects and refs; differs from `gitdir` in a linked working tree. */
  readonly commondir: string;
  /** Object folders to read from: our own first, then alternates. Each is a git directory's. */
  readonly objectHomes: readonly string[];
  /** What reads of objects share. */
  readonly objects: ObjectStore;
  /** Objects that are read as if they were written already. */
  readonly unwritten?: ReadonlyMap<Oid, NewObject>;
  /** Names and values of the repository's own config file, such as `core.bare`; later ones win. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** The value that the repository's own config file has under a name. */
  readonly config: (name: string) => string | undefined;
}

/**
 * Finds the repository that `directory` is in, upward as git does, and checks that its format is one that
 * Tagline reads correctly. Throws `not-a-repository` or `unsupported-repository`.
 */
export async function findRepository(world: World, directory: string): Promise<Repository> {
  for (let at = resolve(directory); ; at = dirname(at)) {
    const gitdir = await gitDirectoryIn(world, at);
    if (gitdir !== null) return open(world, gitdir, gitdir === at ? null : at);
    if (dirname(at) === at) throw failure("not-a-repository", { directory });
  }
}

async function gitDirectoryIn(world: World, directory: string): Promise<string | null> {
  const dotGit = join(directory, ".git");
  const stat = await world.fs.stat(dotGit).catch(() => null);
  if (stat?.isDirectory() && (await isGitDirectory(world, dotGit))) return dotGit;
  if (stat?.isFile()) {
    const text = await world.fs.readFile(dotGit, "utf8");
    const target = /^gitdir: (.*?)\r?\n?$/.exec(text)?.[1];
    if (target !== undefined) {
      const gitdir = isAbsolute(target) ? target : resolve(directory, target);
      if (await isGitDirectory(world, gitdir)) return gitdir;
      // A linked working tree or a submodule whose repository was moved or removed. git does not look further either.
      throw failure("unsupported-repository", {
        reason: `${dotGit} says that it is in ${target}, where no git directory is`,
        hint: "git worktree repair, run in the repository",
      });
    }
  }
  return (await isGitDirectory(world, directory)) ? directory : null;
}

async function isGitDirectory(world: World, directory: string): Promise<boolean> {
  const head = await world.fs.lstat(join(directory, "HEAD")).catch(() => null);
  if (head === null) return false;
  if ((await world.fs.lstat(join(directory, "commondir")).catch(() => null)) !== null) return true;
  const objects = await world.fs.stat(join(directory, "objects")).catch(() => null);
  const refs = await world.fs.stat(join(directory, "refs")).catch(() => null);
  return objects?.isDirectory() === true && refs?.isDirectory() === true;
}

async function open(world: World, gitdir: string, workdir: string | null): Promise<Repository> {
  const commondir = await commonDirectory(world, gitdir);
  const settings = parseConfig(await world.fs.readFile(join(commondir, "config"), "utf8").catch(() => ""));
  const values = new Map(settings);
  const config = (name: string): string | undefined => values.get(name);
  checkFormat(config, extensionNames(settings));
  const bare = config("core.bare") === "true";
  const objectHomes = [commondir, ...(await alternates(world, commondir))];
  return {
    world,
    workdir: bare || world.branch !== undefined ? null : workdir,
    branch: world.branch === undefined ? null : `refs/heads/${world.branch}`,
    gitdir,
    commondir,
    objectHomes,
    objects: openObjectStore(world.fs, objectHomes),
    settings,
    config,
  };
}

async function commonDirectory(world: World, gitdir: string): Promise<string> {
  const text = await world.fs.readFile(join(gitdir, "commondir"), "utf8").catch(() => null);
  return text === null ? gitdir : resolve(gitdir, text.trim());
}

/** Formats whose refs or objects we would misread: sha256, reftable and whatever comes later. */
function checkFormat(config: Repository["config"], extensions: readonly string[]): void {
  const version = Number(config("core.repositoryformatversion") ?? "0");
  if (version > 1) throw failure("unsupported-repository", { reason: `its format version is ${version}` });
  const objectFormat = config("extensions.objectformat");
  if (objectFormat !== undefined && objectFormat !== "sha1")
    throw failure("unsupported-repository", { reason: `its objects are named by ${objectFormat}` });
  const refStorage = config("extensions.refstorage");
  if (refStorage !== undefined && refStorage !== "files")
    throw failure("unsupported-repository", { reason: `its refs are stored as ${refStorage}` });
  const unknown = extensions.find((name) => !knownExtensions.includes(name));
  if (version === 1 && unknown !== undefined)
    throw failure("unsupported-repository", { reason: `it uses the extension ${unknown}` });
}

/** Extensions that change nothing of what is read here, and those whose values are checked. */
const knownExtensions = [
  "noop",
  "noop-v1",
  "preciousobjects",
  "partialclone",
  "worktreeconfig",
  "relativeworktrees",
  "objectformat",
  "refstorage",
];

function extensionNames(settings: Repository["settings"]): string[] {
  const prefix = "extensions.";
  return settings.flatMap(([name]) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

/** As deep as git follows alternates of alternates. */
const alternateDepth = 5;

/** `objects/info/alternates` names object folders, those name more; given is the folder above each. */
async function alternates(world: World, gitdir: string, depth = 0): Promise<string[]> {
  const objects = join(gitdir, "objects");
  const text = await world.fs
    .readFile(join(objects, "info", "alternates"), "utf8")
    .catch((error: unknown) => {
      if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return "";
      throw error;
    });
  const homes = text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => dirname(resolve(objects, line)));
  if (depth >= alternateDepth) return homes;
  const further = await Promise.all(homes.map((home) => alternates(world, home, depth + 1)));
  return [...new Set([...homes, ...further.flat()])];
}
