import { failure } from "../errors.js";
import { agentsDirectory } from "../model/agent.js";
import type { Oid } from "../model/version.js";
import type { IndexChange, IndexEntry } from "./index-file.js";
import { type NewObject, newObject } from "./objects.js";
import { directoryMode, type TreeObjectEntry, treeObject } from "./tree-object.js";
import type { CommittedTree } from "./trees.js";
import type { WorkFile, WorkTree } from "./work-tree.js";

/** `agents/` as a commit would hold it: computed, not written. */
export interface StagedAgents {
  /** Oid of the tree `agents/`; null when there are no agents at all. */
  readonly tree: Oid | null;
  /** Oid of each agent's directory. */
  readonly agents: ReadonlyMap<string, Oid>;
  /** What has to be written: nothing of agents that are in the base as they are, whose objects a ref holds. */
  readonly objects: readonly NewObject[];
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
  const blobs = new Map<string, NewObject[]>();
  const changes: IndexChange[] = [];
  const modes = new Map(index.map((entry) => [entry.path, entry.mode]));
  const root = directoryNode();

  const files = (await workTree.agentFiles()).filter(
    // Links and submodules are problems of the configuration: a deploy never gets here with one.
    ({ path, kind }) => kind === "file" && inScope(path),
  );
  for (const file of files) {
    const blob = file.oid === undefined ? await readBlob(workTree, file.path) : null;
    const oid = blob?.oid ?? file.oid ?? "";
    const mode = fileMode(file, modes.get(file.path), options.fileMode);
    const steps = file.path.split("/").slice(1);
    const [top = ""] = steps;
    if (blob !== null) blobs.set(top, [...(blobs.get(top) ?? []), blob]);
    changes.push({ path: file.path, oid, mode: Number.parseInt(mode, 8), stat: file.stat });
    insert(root, steps, { mode, oid });
  }
  const present = new Set(files.map(({ path }) => path));
  for (const entry of index)
    if (inScope(entry.path) && !present.has(entry.path))
      changes.push({ path: entry.path, oid: null, mode: 0, stat: null });

  const based = (await base.objectEntries(agentsDirectory)) ?? [];
  const known = new Map(based.map(({ name, oid }) => [name, oid]));
  const entries = scope === null ? [] : based.filter(({ name }) => !scope.includes(name));
  const objects: NewObject[] = [];
  for (const [name, child] of root.children) {
    const made = blobs.get(name) ?? [];
    const entry = build(name, child, made);
    entries.push(entry);
    if (known.get(name) !== entry.oid) objects.push(...made);
  }
  const agents = new Map(
    entries.filter(({ mode }) => mode === directoryMode).map(({ name, oid }) => [name, oid]),
  );
  if (entries.length === 0) return { tree: null, agents, objects, index: changes };
  const tree = treeObject(entries);
  return { tree: tree.oid, agents, objects: [...objects, tree], index: changes };
}

async function readBlob(workTree: WorkTree, path: string): Promise<NewObject> {
  const bytes = await workTree.read(path);
  if (bytes === null) throw failure("stale-plan", { what: path });
  return newObject("blob", bytes);
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
