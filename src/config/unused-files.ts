import { agentPath, engineFiles } from "../model/agent.js";
import type { Problem } from "../model/problem.js";
import type { AgentDirectory } from "./agent-directory.js";
import { wholeFile } from "./whole-file.js";

/** Files that Tagline reads by their own name. */
const read: ReadonlySet<string> = new Set(["agent.yaml", ...Object.values(engineFiles)]);

/**
 * A warning for each file of an agent that nothing names. `named` are the files of all its `{$file}`. A README and
 * names that begin with a dot are for people and tools.
 */
export function unusedFiles({ slug, files }: AgentDirectory, named: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  for (const [name, { kind }] of files) {
    if (kind !== "file" || read.has(name) || named.has(name) || isForPeople(name)) continue;
    const message = "Nothing in this agent uses this file, but every version carries it.";
    const hint = `name it ({$file: ${name}}), or remove it`;
    problems.push(wholeFile(agentPath(slug, name), "warning", "unused-file", message, hint));
  }
  return problems;
}

function isForPeople(name: string): boolean {
  return name.split("/").some((step) => step.startsWith(".")) || /(?:^|\/)README(?:\.\w+)?$/i.test(name);
}
