import { join } from "node:path";
import { agentsDirectory } from "../model/agent.js";
import type { EntryKind } from "../model/tree.js";
import type { Oid } from "../model/version.js";
import type { RunResult } from "../world.js";
import { isMissing } from "./errno.js";
import { ignoredAmong } from "./ignored.js";
import {
  type Index,
  type IndexEntry,
  type IndexStat,
  indexStamp,
  isAssumed,
  isClean,
  sizeOf,
} from "./index-file.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";
import { entryKind } from "./tree-object.js";

/** One file of the working tree, listed but not read. */
export interface WorkFile {
  readonly path: string;
  readonly kind: EntryKind;
  readonly executable: boolean;
  /** Null where it is not on disk, and where it is what the index has. */
  readonly stat: IndexStat | null;
  /** git's id of its content, where that is known without reading it; else null. */
  readonly oid: Oid | null;
}

/** A file that is on disk. */
export interface ListedFile extends WorkFile {
  /** Bytes. */
  readonly size: number;
}

type Rooted = Repository & { readonly workdir: string };

/** From here on git is asked: it looks at 2,000 files in 13 ms, most of which pass beside our own work. */
const many = 500;

/**
 * Lists the files under `agents/`, or in some agents' directories, by path: those that git would take, whatever they
 * are. A file that the index has and that did not change since comes with its id.
 */
export async function listAgentFiles(
  repo: Rooted,
  index: Index,
  agents: readonly string[] | null,
  asked: AskedChanges | null = null,
): Promise<readonly ListedFile[]> {
  const tops = topsOf(agents);
  const entries = index.entries.filter(({ path }) => tops.some((top) => isAtOrBelow(path, top)));
  const isFew = entries.length < many;
  if (isFew) asked?.drop();
  const files = isFew
    ? null
    : await listByGit(repo, index, entries, asked ?? (await askForChanges(repo, agents)));
  return (files ?? (await listByWalking(repo, entries, tops))).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Every file found on disk, apart from those that git ignores and the index does not have. */
export async function listByWalking(
  repo: Rooted,
  index: readonly IndexEntry[],
  tops: readonly string[],
): Promise<ListedFile[]> {
  const tracked = new Map(index.map((entry) => [entry.path, entry]));
  const files: ListedFile[] = [];
  const add = async (path: string): Promise<void> => {
    const found = await lstatFile(repo, path);
    if (found === null) return;
    const entry = tracked.get(path);
    const isKnown = found.kind === "file" && entry !== undefined && isClean(entry, found.stat);
    files.push(isKnown ? { ...found, oid: entry.oid } : found);
  };
  const enter = async (path: string): Promise<void> => {
    const entries = await repo.world.fs.readdir(`${repo.workdir}/${path}`, { withFileTypes: true });
    // A directory with a repository of its own inside is a submodule, or would become one: never entered.
    if (path !== agentsDirectory && entries.some(({ name }) => name === ".git")) {
      const found = await lstatFile(repo, path);
      if (found !== null) files.push({ ...found, kind: "submodule" });
      return;
    }
    for (const entry of entries) await visit(`${path}/${entry.name}`, entry.isDirectory());
  };
  const visit = (path: string, isDirectory: boolean): Promise<void> =>
    isDirectory ? enter(path) : add(path);
  const isDirectory = async (path: string): Promise<boolean> =>
    (await lstatFile(repo, path))?.kind === "directory";

  if (await isDirectory(agentsDirectory)) for (const top of tops) await visit(top, await isDirectory(top));
  else await add(agentsDirectory);
  const ignored = await ignoredAmong(
    repo,
    files.map(({ path }) => path).filter((path) => !tracked.has(path)),
  );
  return files.filter(({ path }) => !ignored.has(path));
}

/** What git was asked of the files, and which index it saw. */
export interface AskedChanges {
  readonly stamp: string | null;
  readonly said: Promise<RunResult | null>;
  /** Ends git where nobody wants the answer: in a new clone it reads all that the index is unsure of first. */
  drop(): void;
}

/** Bytes of an index from which on it may have so many files that git is asked. */
const large = many * 64;

/** Asks git ahead what changed since the index, where that has many files of agents; other work goes on meanwhile. */
export async function askAheadForChanges(
  repo: Rooted,
  agents: readonly string[] | null,
): Promise<AskedChanges | null> {
  const index = await indexStamp(repo);
  if (index === null || index.size < large) return null;
  const bytes = await repo.world.fs.readFile(join(repo.gitdir, "index")).catch(() => null);
  return bytes !== null && mayHaveMany(Buffer.from(bytes)) ? ask(repo, agents, index.stamp) : null;
}

/** Whether so many paths of agents may be in an index, as far as its bytes tell: reading its entries takes longer. */
function mayHaveMany(index: Buffer): boolean {
  let count = 0;
  for (let at = -1; count < many; count++) {
    at = index.indexOf(`${agentsDirectory}/`, at + 1, "latin1");
    if (at < 0) return false;
  }
  return true;
}

/** Asks git what changed since the index. */
export async function askForChanges(repo: Rooted, agents: readonly string[] | null): Promise<AskedChanges> {
  return ask(repo, agents, (await indexStamp(repo))?.stamp ?? null);
}

function ask(repo: Rooted, agents: readonly string[] | null, stamp: string | null): AskedChanges {
  const args = ["--literal-pathspecs", "ls-files", "-t", "-m", "-d", "-o", "--exclude-standard", "-z", "--"];
  const control = new AbortController();
  const said = runGit(repo.world, repo.workdir, [...args, ...topsOf(agents)], {
    optional: true,
    signal: control.signal,
  });
  // Who does not wait for the answer does not hear of an error either.
  said.catch(() => undefined);
  return { stamp, said, drop: () => control.abort() };
}

function topsOf(agents: readonly string[] | null): readonly string[] {
  return agents?.map((slug) => `${agentsDirectory}/${slug}`) ?? [agentsDirectory];
}

/**
 * The same from the index and from what git says has changed since. Null where git cannot tell: it is not there, or
 * the index has become another one meanwhile.
 */
export async function listByGit(
  repo: Rooted,
  index: Index,
  entries: readonly IndexEntry[],
  asked: AskedChanges,
): Promise<ListedFile[] | null> {
  const said = await asked.said;
  const isSame = asked.stamp === index.stamp && (await indexStamp(repo))?.stamp === index.stamp;
  if (said?.code !== 0 || !isSame) return null;
  const changes = parseChanges(said.stdout);

  const files: ListedFile[] = [];
  const looked = new Set<string>();
  const look = async (path: string): Promise<void> => {
    if (looked.has(path)) return;
    looked.add(path);
    const found = await lstatFile(repo, path);
    if (found === null) return;
    if (found.kind !== "directory") files.push(found);
    // What became a directory has files below it, which git lists; or it is a repository of its own.
    else if ((await lstatFile(repo, `${path}/.git`)) !== null) files.push({ ...found, kind: "submodule" });
  };
  // git looks through a directory that became a link at what is behind it.
  const links = new Set(changes.others);
  const isBehindLink = (path: string): boolean =>
    links.size > 0 && ancestorsOf(path).some((ancestor) => links.has(ancestor));
  for (const entry of entries) {
    const { path, oid, stage, mode } = entry;
    if (changes.removed.has(path) || isBehindLink(path)) continue;
    const size = sizeOf(entry);
    const kind = entryKind(mode.toString(8));
    if (stage !== 0 || changes.changed.has(path) || isAssumed(entry) || size === null || kind !== "file")
      await look(path);
    else files.push({ path, kind, executable: mode === 0o100755, stat: null, size, oid });
  }
  // A repository that is not a submodule yet ends in a slash.
  for (const path of changes.others) await look(path.replace(/\/$/, ""));
  return files;
}

/** What `git ls-files -t -z` lists: a letter, a space and a path each. */
function parseChanges(said: Buffer): {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly others: readonly string[];
} {
  const lines = said.toString("utf8").split("\0");
  const marked = (mark: string): string[] =>
    lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2));
  return { changed: new Set(marked("C")), removed: new Set(marked("R")), others: marked("?") };
}

/** The directories that a path is in, innermost first. */
function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1))
    ancestors.push(path.slice(0, end));
  return ancestors;
}

function isAtOrBelow(path: string, top: string): boolean {
  return path.startsWith(top) && (path.length === top.length || path.charAt(top.length) === "/");
}

/** What is at a path; null when nothing is. */
export async function lstatFile(
  repo: Rooted,
  path: string,
): Promise<(ListedFile & { readonly stat: IndexStat }) | null> {
  const stat = await repo.world.fs
    .lstat(`${repo.workdir}/${path}`, { bigint: true })
    .catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
  if (stat === null) return null;
  const kind: EntryKind = stat.isDirectory()
    ? "directory"
    : stat.isFile()
      ? "file"
      : stat.isSymbolicLink()
        ? "symlink"
        : "other";
  const executable = (Number(stat.mode) & 0o100) !== 0;
  return { path, kind, executable, stat, size: Number(stat.size), oid: null };
}
