import { agentsDirectory, isSlug } from "../model/agent.js";
import type { Problem } from "../model/problem.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import { notAFile, wholeFile } from "./whole-file.js";

/**
 * The agents' names in the order of the tree. What else is in `agents/` is a problem: with `only`, which names the
 * agents that are asked for, it is nobody's business.
 */
export async function listAgents(
  tree: Tree,
  directory: TreeEntry | undefined,
  only: readonly string[] | undefined,
): Promise<{ readonly slugs: ReadonlySet<string>; readonly strays: readonly Problem[] }> {
  const entries = await tree.entries(agentsDirectory);
  if (entries === null) {
    const strays = directory === undefined ? [] : [notAFile(agentsDirectory, directory)];
    return { slugs: new Set(), strays };
  }
  const slugs = new Set<string>();
  const strays: Problem[] = [];
  for (const entry of entries) {
    if (entry.kind === "directory" && isSlug(entry.name)) slugs.add(entry.name);
    else if (only === undefined) strays.push(strayEntry(entry));
  }
  return { slugs, strays };
}

/** Platform ids by slug, written by import. */
export const idsPath = "tagline.ids.yaml";

function strayEntry(entry: TreeEntry): Problem {
  const path = `${agentsDirectory}/${entry.name}`;
  switch (entry.kind) {
    case "directory": {
      const lower = entry.name.toLowerCase().replace(/[ _.]+/g, "-");
      const hint = isSlug(lower)
        ? `rename it to ${lower}`
        : "use lower-case letters, digits and hyphens, 63 at most, not a hyphen first";
      return wholeFile(path, "error", "bad-slug", `"${entry.name}" cannot name an agent.`, hint);
    }
    case "file": {
      const hint = "move it into an agent's directory, or out of agents/";
      return wholeFile(path, "warning", "stray-file", "This file belongs to no agent.", hint);
    }
    default:
      return notAFile(path, entry);
  }
}
