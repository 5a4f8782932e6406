import { agentsDirectory } from "../model/agent.js";
import type { Tree } from "../model/tree.js";

/** `base` with the directories of some agents taken from `top`: what a deploy of those agents commits. */
export function overlayTree(base: Tree, top: Tree, agents: readonly string[]): Tree {
  const side = (path: string): Tree => {
    const [first, slug] = path.split("/");
    return first === agentsDirectory && slug !== undefined && agents.includes(slug) ? top : base;
  };
  return {
    read: (path) => side(path).read(path),
    async entries(path) {
      if (path !== agentsDirectory) return side(path).entries(path);
      const kept = ((await base.entries(path)) ?? []).filter(({ name }) => !agents.includes(name));
      const taken = ((await top.entries(path)) ?? []).filter(({ name }) => agents.includes(name));
      return [...kept, ...taken].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
