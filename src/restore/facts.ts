import { join } from "node:path";
import type { WorkFile } from "../git/agent-files.js";
import { besideSuffix } from "../git/aside.js";
import { isMissing } from "../git/errno.js";
import { lineEndsOnDisk, type ToDisk } from "../git/line-ends.js";
import { mustReadObject, newObject } from "../git/objects.js";
import { filesBelow, type TreeFile } from "../git/tree-files.js";
import type { CommittedTree } from "../git/trees.js";
import type { DiskWorkspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import type { OnDisk, RestoreFacts, RestoreFile } from "./plan.js";

/** The trees that a restore compares. */
export interface RestoreTrees {
  readonly target: CommittedTree;
  readonly head: CommittedTree;
  /** null is all of `agents/`. */
  readonly agents: readonly string[] | null;
}

/** Everything below `agents/`, or in those agents' directories, that the version or the disk has, by path. */
export async function gatherFiles(
  workspace: DiskWorkspace,
  trees: RestoreTrees,
): Promise<Pick<RestoreFacts, "files" | "emptied">> {
  const tops = trees.agents?.map((slug) => `${agentsDirectory}/${slug}`) ?? [agentsDirectory];
  const target = await filesOf(trees.target, tops);
  const head = await filesOf(trees.head, tops);
  const listed = new Map<string, Entry>(
    (await workspace.workTree.agentFiles()).map((file) => [file.path, file]),
  );
  for (const path of placesOf(target.keys()))
    if (!listed.has(path)) {
      const found = await unlisted(workspace, path, target.has(path));
      if (found !== null) listed.set(path, found);
    }
  const indexed = new Set(workspace.index.map(({ path }) => path));
  const paths = [...new Set([...target.keys(), ...listed.keys()])].sort();
  const toDisk = await lineEndsOnDisk(workspace.repo, paths);
  const trusted = workspace.repo.config("core.filemode") !== "false";
  const files: RestoreFile[] = [];
  for (const path of paths) {
    const wanted = target.get(path) ?? null;
    const compare = { target: wanted, head: head.get(path), trusted, toDisk };
    const disk = await onDisk(workspace, listed.get(path), compare);
    const isTracked = head.has(path) || indexed.has(path);
    const isLeftOver =
      !isTracked && target.has(path.slice(0, -besideSuffix.length)) && path.endsWith(besideSuffix);
    // What a restore was writing when it was stopped is nobody's work: it goes as HEAD's would.
    const kept = disk.kind === "file" && isLeftOver ? { ...disk, isHeads: true } : disk;
    files.push({ path, target: wanted, isTracked, disk: kept });
  }
  return { files, emptied: emptiedDirectories(head.keys(), target.keys()) };
}

/** Directories that HEAD has and the version has not, each before the one that it is in. */
function emptiedDirectories(head: Iterable<string>, target: Iterable<string>): string[] {
  const kept = placesOf(target);
  const parents = [...head].map((path) => path.slice(0, path.lastIndexOf("/")));
  return [...placesOf(parents)]
    .filter((path) => path.includes("/") && !kept.has(path))
    .sort()
    .reverse();
}

async function filesOf(tree: CommittedTree, tops: readonly string[]): Promise<ReadonlyMap<string, TreeFile>> {
  const all = await Promise.all(tops.map((top) => filesBelow(tree, top)));
  return new Map(all.flatMap((files) => [...files]));
}

/** The paths and every directory that they need. */
function placesOf(paths: Iterable<string>): ReadonlySet<string> {
  const places = new Set<string>();
  for (const path of paths)
    for (let at = path; at !== "" && !places.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf("/"))))
      places.add(at);
  return places;
}

/** What stands where a file or directory is due although the listing passes it over: ignored, or a directory. */
async function unlisted(workspace: DiskWorkspace, path: string, isFileDue: boolean): Promise<Entry | null> {
  const found = await lstatEntry(workspace, path);
  return found === null || (found.kind === "directory" && !isFileDue) ? null : found;
}

type Entry = Pick<WorkFile, "path" | "kind" | "executable">;

async function lstatEntry({ repo }: DiskWorkspace, path: string): Promise<Entry | null> {
  const stat = await repo.world.fs.lstat(join(repo.workdir, path)).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (stat === null) return null;
  const kind = stat.isDirectory()
    ? "directory"
    : stat.isFile()
      ? "file"
      : stat.isSymbolicLink()
        ? "symlink"
        : "other";
  return { path, kind, executable: (Number(stat.mode) & 0o100) !== 0 };
}

async function onDisk(
  workspace: DiskWorkspace,
  entry: Entry | undefined,
  compare: {
    target: TreeFile | null;
    head: TreeFile | undefined;
    trusted: boolean;
    toDisk: ToDisk | null;
  },
): Promise<OnDisk> {
  if (entry === undefined) return { kind: "absent" };
  const { repo, workTree } = workspace;
  if (entry.kind === "directory")
    return { kind: "directory", files: await filesInside(workspace, entry.path) };
  if (entry.kind !== "file") return { kind: "never-followed", what: entry.kind };
  const bytes = await repo.world.fs.readFile(join(repo.workdir, entry.path));
  const fingerprint = newObject("blob", bytes).oid;
  // What git would store, the bytes as they are, or what git writes of its own: not all it stores comes back.
  const names = [fingerprint, newObject("blob", await workTree.toGit(entry.path, bytes)).oid];
  const isOf = async (file: TreeFile | null | undefined): Promise<boolean> => {
    if (file === null || file === undefined) return false;
    if (names.includes(file.oid)) return true;
    if (compare.toDisk === null || file.kind !== "file") return false;
    const written = compare.toDisk(entry.path, await mustReadObject(repo, file.oid, "blob"));
    return newObject("blob", written).oid === fingerprint;
  };
  return {
    kind: "file",
    fingerprint,
    isTargets: await isOf(compare.target),
    isHeads: await isOf(compare.head),
    isExecutable: compare.trusted ? entry.executable : null,
  };
}

async function filesInside(workspace: DiskWorkspace, path: string): Promise<string[]> {
  const { fs } = workspace.repo.world;
  const names = await fs.readdir(join(workspace.repo.workdir, path));
  const found = await Promise.all(
    names.map(async (name) => {
      const inside = `${path}/${name}`;
      const entry = await lstatEntry(workspace, inside);
      return entry?.kind === "directory" ? filesInside(workspace, inside) : [inside];
    }),
  );
  return found.flat().sort();
}
