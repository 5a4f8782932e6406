import { failure } from "../errors.js";
import { agentsDirectory } from "../model/agent.js";
import type { Oid } from "../model/version.js";
import type { WorkFile } from "./agent-files.js";
import type { IndexChange, IndexEntry } from "./index-file.js";
import { type NewObject, newObject } from "./objects.js";
import { directoryMode, type TreeObjectEntry, treeObject } from "./tree-object.js";
import type { CommittedTree } from "./trees.js";
import type { WorkTree } from "./work-tree.js";

/** `agents/` as a commit would hold it: computed, not written. */
export interface StagedAgents {
  /** Oid of the tree `agents/`; null when there are no agents at all. */
  readonly tree: Oid | null;
  /** Oid of each agent's directory. */
  readonly agents: ReadonlyMap<string, Oid>;
  /** What has to be written: nothing of agents that are in the base as they are, whose objects a ref holds. */
  readonly objects: readonly NewObject[];
  /** What differs from the index. */
  readonly index: readonly IndexChange[];
}

/**
 * Computes the tree `agents/` from the working tree; with `scope`, only those agents' directories are taken
 * from it and the rest stays as in `base`. Nothing is written.
 */
export async function stageAgents(
  workTree: WorkTree,
  base: CommittedTree,
  index: readonly IndexEntry[],
  options: { readonly scope: readonly string[] | null; readonly fileMode: boolean },
): Promise<StagedAgents> {
  const { scope } = options;
  const inScope = (path: string): boolean =>
    scope === null
      ? path.startsWith(`${agentsDirectory}/`)
      : scope.some((slug) => path.startsWith(`${agentsDirectory}/${slug}/`));
  const indexed = new Map(index.map((entry) => [entry.path, entry]));
  const changes: IndexChange[] = [];
  const files = (await workTree.agentFiles())
    // Links and submodules are problems of the configuration: a deploy never gets here with one.
    .filter(({ path, kind }) => kind === "file" && inScope(path))
    .map((file) => ({ ...file, mode: fileMode(file, indexed.get(file.path)?.mode, options.fileMode) }));
  const present = new Set(files.map(({ path }) => path));
  for (const entry of index)
    if (inScope(entry.path) && !present.has(entry.path))
      changes.push({ path: entry.path, oid: null, mode: 0, stat: null });

  const based = (await base.objectEntries(agentsDirectory)) ?? [];
  const known = new Map(based.map(({ name, oid }) => [name, oid]));
  const entries = scope === null ? [] : based.filter(({ name }) => !scope.includes(name));
  const objects: NewObject[] = [];
  for (const [name, below] of groupByTop(files)) {
    // What is as in the base by what the index knows need not be read; of the rest everything is, to be written.
    const isIndexed = (file: StageableFile): boolean =>
      workTree.knownOid(file) !== null && indexed.get(file.path)?.mode === Number.parseInt(file.mode, 8);
    const asIndexed = workTree.indexedTree(`${agentsDirectory}/${name}`);
    const quick =
      asIndexed?.files === below.length && below.every(isIndexed)
        ? { entry: { name, mode: directoryMode, oid: asIndexed.oid }, index: [], objects: [] }
        : await stageTop(workTree, name, below, (file) => workTree.knownOid(file));
    const isInBase = quick.entry.oid === known.get(name);
    const staged = isInBase ? quick : await stageTop(workTree, name, below, () => null);
    entries.push(staged.entry);
    for (const change of staged.index) {
      const entry = indexed.get(change.path);
      if (entry?.oid !== change.oid || entry?.mode !== change.mode) changes.push(change);
    }
    if (staged.entry.oid !== known.get(name)) objects.push(...staged.objects);
  }
  const agents = new Map(
    entries.filter(({ mode }) => mode === directoryMode).map(({ name, oid }) => [name, oid]),
  );
  if (entries.length === 0) return { tree: null, agents, objects, index: changes };
  const tree = treeObject(entries);
  return { tree: tree.oid, agents, objects: [...objects, tree], index: changes };
}

/** A file to stage, with git's mode for it. */
interface StageableFile extends WorkFile {
  readonly mode: string;
}

/** Files by what of `agents/` they are in: an agent's directory, or the file itself. */
function groupByTop(files: readonly StageableFile[]): ReadonlyMap<string, readonly StageableFile[]> {
  const groups = new Map<string, StageableFile[]>();
  for (const file of files) {
    const [, top = ""] = file.path.split("/", 2);
    const group = groups.get(top);
    if (group === undefined) groups.set(top, [file]);
    else group.push(file);
  }
  return groups;
}

/** Stages an entry of `agents/`. What `oidOf` does not know is read; the objects are those of what was read. */
async function stageTop(
  workTree: WorkTree,
  name: string,
  files: readonly StageableFile[],
  oidOf: (file: WorkFile) => Oid | null,
): Promise<{
  readonly entry: TreeObjectEntry;
  readonly objects: readonly NewObject[];
  readonly index: readonly IndexChange[];
}> {
  const objects: NewObject[] = [];
  const index: IndexChange[] = [];
  const root = directoryNode();
  for (const file of files) {
    const { path, mode, stat } = file;
    let oid = oidOf(file);
    if (oid === null) {
      const bytes = await workTree.read(path);
      if (bytes === null) throw failure("stale-plan", { what: path });
      const blob = newObject("blob", bytes);
      objects.push(blob);
      oid = blob.oid;
    }
    index.push({ path, oid, mode: Number.parseInt(mode, 8), stat });
    insert(root, path.split("/").slice(1), { mode, oid });
  }
  const entry = build(name, root.children.get(name) ?? root, objects);
  return { entry, objects, index };
}

/** The root tree of a commit: `base`'s, with some entries replaced (null removes). */
export async function stageRoot(
  base: CommittedTree,
  replace: ReadonlyMap<string, { readonly mode: string; readonly oid: Oid } | null>,
): Promise<NewObject> {
  const entries: TreeObjectEntry[] = [];
  for (const entry of (await base.objectEntries("")) ?? []) if (!replace.has(entry.name)) entries.push(entry);
  for (const [name, entry] of replace) if (entry !== null) entries.push({ name, ...entry });
  return treeObject(entries);
}

interface Leaf {
  readonly mode: string;
  readonly oid: Oid;
}

interface DirectoryNode {
  readonly children: Map<string, DirectoryNode | Leaf>;
}

function directoryNode(): DirectoryNode {
  return { children: new Map() };
}

function insert(node: DirectoryNode, steps: readonly string[], leaf: Leaf): void {
  const [name, ...rest] = steps;
  if (name === undefined) return;
  if (rest.length === 0) {
    node.children.set(name, leaf);
    return;
  }
  const found = node.children.get(name);
  const child = found !== undefined && "children" in found ? found : directoryNode();
  node.children.set(name, child);
  insert(child, rest, leaf);
}

/** The entry of a node; the trees that it needs are added to `objects`. */
function build(name: string, node: DirectoryNode | Leaf, objects: NewObject[]): TreeObjectEntry {
  if (!("children" in node)) return { name, ...node };
  const tree = treeObject([...node.children].map(([below, child]) => build(below, child, objects)));
  objects.push(tree);
  return { name, mode: directoryMode, oid: tree.oid };
}

/** With `core.fileMode=false` the disk's executable bit means nothing: the index's stands. */
function fileMode(file: WorkFile, indexed: number | undefined, trusted: boolean): string {
  const executable = trusted ? file.executable : indexed === 0o100755;
  return executable ? "100755" : "100644";
}
