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
  const objects: NewObject[] = [];
  const changes: IndexChange[] = [];
  const modes = new Map(index.map((entry) => [entry.path, entry.mode]));
  const root = directoryNode();

  const files = (await workTree.agentFiles()).filter(
    // Links and submodules are problems of the configuration: a deploy never gets here with one.
    ({ path, kind }) => kind === "file" && inScope(path),
  );
  for (const file of files) {
    const bytes = await workTree.read(file.path);
    if (bytes === null) throw failure("stale-plan", { what: file.path });
    const blob = newObject("blob", bytes);
    const mode = fileMode(file, modes.get(file.path), options.fileMode);
    objects.push(blob);
    changes.push({ path: file.path, oid: blob.oid, mode: Number.parseInt(mode, 8), stat: file.stat });
    insert(root, file.path.split("/").slice(1), { mode, oid: blob.oid });
  }
  const present = new Set(files.map(({ path }) => path));
  for (const entry of index)
    if (inScope(entry.path) && !present.has(entry.path))
      changes.push({ path: entry.path, oid: null, mode: 0, stat: null });

  const kept = scope === null ? [] : ((await base.objectEntries(agentsDirectory)) ?? []);
  const built = build(root, objects);
  const entries = [...kept.filter(({ name }) => !scope?.includes(name)), ...built];
  const agents = new Map(
    entries.filter(({ mode }) => mode === directoryMode).map(({ name, oid }) => [name, oid]),
  );
  if (entries.length === 0) return { tree: null, agents, objects, index: changes };
  const tree = treeObject(entries);
  return { tree: tree.oid, agents, objects: [...objects, tree], index: changes };
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

interface DirectoryNode {
  readonly children: Map<string, DirectoryNode | { readonly mode: string; readonly oid: Oid }>;
}

function directoryNode(): DirectoryNode {
  return { children: new Map() };
}

function insert(node: DirectoryNode, steps: readonly string[], leaf: { mode: string; oid: Oid }): void {
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

function build(node: DirectoryNode, objects: NewObject[]): TreeObjectEntry[] {
  return [...node.children].map(([name, child]) => {
    if (!("children" in child)) return { name, ...child };
    const tree = treeObject(build(child, objects));
    objects.push(tree);
    return { name, mode: directoryMode, oid: tree.oid };
  });
}

/** With `core.fileMode=false` the disk's executable bit means nothing: the index's stands. */
function fileMode(file: WorkFile, indexed: number | undefined, trusted: boolean): string {
  const executable = trusted ? file.executable : indexed === 0o100755;
  return executable ? "100755" : "100644";
}
