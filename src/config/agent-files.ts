import { agentPath, agentsDirectory } from "../model/agent.js";
import type { Problem } from "../model/problem.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import { notAFile } from "./whole-file.js";

/** Everything inside an agent's directory by path relative to it. */
export type AgentFiles = ReadonlyMap<string, TreeEntry>;

/** Everything inside an agent's directory by path relative to it, links and devices included, none followed. */
export async function listAgentFiles(tree: Tree, slug: string): Promise<AgentFiles> {
  const files = new Map<string, TreeEntry>();
  const visit = async (directory: string, prefix: string): Promise<void> => {
    for (const entry of (await tree.entries(directory)) ?? []) {
      files.set(prefix + entry.name, entry);
      if (entry.kind === "directory") await visit(`${directory}/${entry.name}`, `${prefix}${entry.name}/`);
    }
  };
  await visit(`${agentsDirectory}/${slug}`, "");
  return files;
}

/** A problem for each link, submodule or device in an agent's directory: git would not store what they lead to. */
export function refuseLinks(slug: string, files: AgentFiles): Problem[] {
  return [...files].flatMap(([path, entry]) =>
    entry.kind === "file" || entry.kind === "directory" ? [] : [notAFile(agentPath(slug, path), entry)],
  );
}
