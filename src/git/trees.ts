import type { Tree, TreeEntry } from "../model/tree.js";
import type { Oid } from "../model/version.js";
import { parseCommit } from "./commit-object.js";
import { mustReadObject } from "./objects.js";
import type { Repository } from "./repository.js";
import { entryKind, parseTree, type TreeObjectEntry } from "./tree-object.js";

/** A committed tree: a `Tree` that also knows the oid of everything in it. */
export interface CommittedTree extends Tree {
  /** Entries with their oids, or null when `path` is not a directory. The root is the empty path. */
  objectEntries(path: string): Promise<readonly TreeObjectEntry[] | null>;
  /** The entry at `path`, or null. */
  find(path: string): Promise<TreeObjectEntry | null>;
}

/** The tree of a commit. */
export async function treeOfCommit(repo: Repository, commit: Oid): Promise<CommittedTree> {
  return committedTree(repo, parseCommit(await mustReadObject(repo, commit, "commit")).tree);
}

/** A tree without entries: what a branch without commits has. */
export const emptyTree: CommittedTree = {
  entries: async (path) => (path === "" ? [] : null),
  objectEntries: async (path) => (path === "" ? [] : null),
  find: async () => null,
  read: async () => null,
};

/** The tree of that oid, read as it is asked for. */
export function committedTree(repo: Repository, root: Oid): CommittedTree {
  const directories = new Map<string, Promise<readonly TreeObjectEntry[] | null>>();

  const objectEntries = (path: string): Promise<readonly TreeObjectEntry[] | null> => {
    const known = directories.get(path);
    if (known !== undefined) return known;
    const loaded = load(path);
    directories.set(path, loaded);
    return loaded;
  };
  const load = async (path: string): Promise<readonly TreeObjectEntry[] | null> => {
    if (path === "") return parseTree(await mustReadObject(repo, root, "tree"));
    const entry = await find(path);
    if (entry === null || entryKind(entry.mode) !== "directory") return null;
    return parseTree(await mustReadObject(repo, entry.oid, "tree"));
  };
  const find = async (path: string): Promise<TreeObjectEntry | null> => {
    const slash = path.lastIndexOf("/");
    const siblings = await objectEntries(slash < 0 ? "" : path.slice(0, slash));
    const name = path.slice(slash + 1);
    return siblings?.find((entry) => entry.name === name) ?? null;
  };

  return {
    objectEntries,
    find,
    async entries(path): Promise<readonly TreeEntry[] | null> {
      const found = await objectEntries(path);
      return found === null
        ? null
        : found.map(({ name, mode, oid }) => ({ name, kind: entryKind(mode), oid }));
    },
    async read(path) {
      const entry = await find(path);
      if (entry === null || entryKind(entry.mode) !== "file") return null;
      return mustReadObject(repo, entry.oid, "blob");
    },
  };
}
