import { type Agent, agentsDirectory } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import { emptyManifest, manifestPath } from "../model/manifest.js";
import { compareProblems } from "../model/problem.js";
import type { Tree } from "../model/tree.js";
import { listAgentFiles } from "./agent-files.js";
import { idsPath, listAgents } from "./list-agents.js";
import { readAgentPart, readIdsPart, readManifestPart } from "./read-parts.js";
import type { FinishedReading } from "./reading.js";
import type { VersionLookup } from "./version-lookup.js";

/** What to read of a tree, and against which versions pins are checked. */
export interface ReadOptions {
  /** Only these agents, and only their problems; all when absent. An agent that is not there is left out. */
  readonly agents?: readonly string[];
  /** False leaves the manifest unread and empty. */
  readonly manifest?: boolean;
  readonly versions: VersionLookup;
}

/** How many agents are read at a time: enough to keep the disk busy, few enough to keep memory flat. */
const batchSize = 16;

/**
 * Reads agents and manifest from one tree: the working tree, HEAD and a version alike. What is wrong becomes
 * a problem; nothing is thrown for bad content. Who needs no
 * agents asks `checkConfiguration`, which may know already.
 */
export async function readConfiguration(tree: Tree, options: ReadOptions): Promise<Configuration> {
  const root = new Map((await tree.entries(""))?.map((entry) => [entry.name, entry]));
  const { slugs, strays } = await listAgents(tree, root.get(agentsDirectory), options.agents);
  const ids = await readIdsPart(tree, root.get(idsPath));
  const context = { slugs, platformIds: new Set(ids.value), versions: options.versions };
  const read = async (slug: string) => readAgentPart(tree, slug, await listAgentFiles(tree, slug), context);

  const wanted = [...new Set(options.agents ?? slugs)].filter((slug) => slugs.has(slug)).sort();
  const agents = new Map<string, Agent>();
  const parts: FinishedReading[] = [ids];
  for (let at = 0; at < wanted.length; at += batchSize)
    for (const part of await Promise.all(wanted.slice(at, at + batchSize).map(read))) {
      parts.push(part);
      if (part.value !== null) agents.set(part.value.slug, part.value);
    }
  const entry = options.manifest === false ? undefined : root.get(manifestPath);
  const manifest =
    entry === undefined ? null : await readManifestPart(tree, entry, { slugs, versions: options.versions });
  if (manifest !== null) parts.push(manifest);
  const problems = [...strays, ...parts.flatMap((part) => part.problems)];
  return {
    agents,
    slugs,
    manifest: manifest?.value ?? emptyManifest,
    problems: problems.sort(compareProblems),
    suppressed: parts.reduce((sum, part) => sum + part.suppressed, 0),
    sources: new Map(parts.flatMap((part) => [...part.sources])),
  };
}
