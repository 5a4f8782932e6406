import { agentsDirectory } from "../model/agent.js";
import type { WorkFile } from "./agent-files.js";
import { filesBelow } from "./tree-files.js";
import type { CommittedTree } from "./trees.js";
import type { WorkTree } from "./work-tree.js";

/** A commit's tree in the place of a working tree: nothing in it differs from what git has. */
export function branchTree(tree: CommittedTree): WorkTree {
  const agentFiles = async (): Promise<WorkFile[]> =>
    [...(await filesBelow(tree, agentsDirectory))].map(([path, { kind, oid, isExecutable }]) => ({
      path,
      kind,
      executable: isExecutable,
      stat: null,
      oid,
    }));
  return {
    read: (path) => tree.read(path),
    entries: (path) => tree.entries(path),
    readRaw: (path) => tree.read(path),
    toGit: (_path, bytes) => Promise.resolve(bytes),
    agentFiles,
    indexedTree: () => null,
    knownOid: ({ oid }) => oid,
  };
}
