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
  const tops = scope === null ? [`${agentsDirectory}/`] : scope.map((slug) => `${agentsDirectory}/${slug}/`);
  const inScope = (path: string): boolean => tops.some((top) => path.startsWith(top));
  const indexed = new Map(index.map((entry) => [entry.path, entry]));
  const changes: IndexChange[] = [];
  // Links and submodules are problems of the configuration: a deploy never gets here with one.
  const files = (await workTree.agentFiles()).filter(({ path, kind }) => kind === "file" && inScope(path));
  const modeOf = (file: WorkFile): number => fileMode(file, indexed.get(file.path)?.mode, options.fileMode);
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
    const isIndexed = (file: WorkFile): boolean =>
      workTree.knownOid(file) !== null && indexed.get(file.path)?.mode === modeOf(file);
    const asIndexed = workTree.indexedTree(`${agentsDirectory}/${name}`);
    const quick =
      asIndexed?.files === below.length && below.every(isIndexed)
        ? { entry: { name, mode: directoryMode, oid: asIndexed.oid }, index: [], objects: [] }
        : await stageTop(workTree, name, below, modeOf, (file) => workTree.knownOid(file));
    const isInBase = quick.entry.oid === known.get(name);
    const staged = isInBase ? quick : await stageTop(workTree, name, below, modeOf, () => null);
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

/** Files by what of `agents/` they are in: an agent's directory, or the file itself. */
function groupByTop(files: readonly WorkFile[]): ReadonlyMap<string, readonly WorkFile[]> {
  const groups = new Map<string, WorkFile[]>();
  for (const file of files) {
    const from = agentsDirectory.length + 1;
    const end = file.path.indexOf("/", from);
    const top = file.path.slice(from, end < 0 ? undefined : end);
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
  files: readonly WorkFile[],
  modeOf: (file: WorkFile) => number,
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
    const { path, stat } = file;
    const mode = modeOf(file);
    let oid = oidOf(file);
    if (oid === null) {
      const bytes = await workTree.read(path);
      if (bytes === null) throw failure("stale-plan", { what: path });
      const blob = newObject("blob", bytes);
      objects.push(blob);
      oid = blob.oid;
    }
    index.push({ path, oid, mode, stat });
    insert(root, path.split("/").slice(1), { mode: mode.toString(8), oid });
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

/** git's mode of a file. With `core.fileMode=false` the disk's executable bit means nothing: the index's stands. */
function fileMode(file: WorkFile, indexed: number | undefined, trusted: boolean): number {
  const executable = trusted ? file.executable : indexed === 0o100755;
  return executable ? 0o100755 : 0o100644;
}
