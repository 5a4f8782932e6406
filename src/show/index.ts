import { readConfiguration } from "../config/load.js";
import { writeYaml } from "../config/write-yaml.js";
import { failure } from "../errors.js";
import { findRev } from "../git/revs.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import { type OpenRepository, openRepository, withWorkTree } from "../git/workspace.js";
import { type Agent, agentsDirectory, isSlug } from "../model/agent.js";
import type { Tree } from "../model/tree.js";
import { formatRev, type Oid, type Rev } from "../model/version.js";
import { unknownAgent } from "../validate/index.js";
import type { World } from "../world.js";

/** One agent as it was at a rev. */
export interface ShownAgent {
  readonly agent: Agent;
  readonly rev: Rev;
  /** The rev's commit; null for the working tree. */
  readonly commit: Oid | null;
  /** The version's number where its tag was moved by hand: this is what it was published as. */
  readonly moved: number | null;
}

/**
 * Reads one agent at a rev; null means the working tree where there is one, else the draft. Throws
 * `unknown-agent`, `invalid-configuration` when it cannot be read, and as `findRev` does.
 */
export async function showAgent(world: World, slug: string, rev: Rev | null): Promise<ShownAgent> {
  const opened = await openRepository(world);
  const wanted: Rev = rev ?? { kind: opened.repo.workdir === null ? "draft" : "worktree" };
  const { tree, commit, moved } = await treeAt(opened, wanted);
  return { agent: await readAgentAt(opened, tree, slug, wanted), rev: wanted, commit, moved };
}

/** Reads one agent from a tree. Throws as `showAgent` does. */
export async function readAgentAt(
  opened: OpenRepository,
  tree: Tree,
  slug: string,
  rev: Rev,
): Promise<Agent> {
  const { agents, slugs, problems, sources } = await readConfiguration(tree, {
    agents: [slug],
    versions: agentsOfVersions(opened.repo, opened.versions),
  });
  if (!slugs.has(slug)) throw unknownAgent(slug, slugs, rev);
  const agent = agents.get(slug);
  if (agent === undefined) {
    const own = problems.filter(
      ({ file, severity }) => severity === "error" && file.startsWith(`agents/${slug}/`),
    );
    throw failure("invalid-configuration", {
      errors: own.length,
      problems: own,
      sources,
      reading: { agent: slug, rev: rev.kind === "worktree" ? null : formatRev(rev) },
    });
  }
  return agent;
}

/** Slugs of the agents at a rev, in alphabetical order. Throws as `findRev` does. */
export async function agentsAt(world: World, rev: Rev): Promise<string[]> {
  const { tree } = await treeAt(await openRepository(world), rev);
  const entries = (await tree.entries(agentsDirectory)) ?? [];
  return entries
    .filter(({ name, kind }) => kind === "directory" && isSlug(name))
    .map(({ name }) => name)
    .sort();
}

/** An agent with its engine as one YAML document. Secrets stay symbolic, and texts are as they are. */
export function agentYaml({ config, engine }: Agent): string {
  return writeYaml({ agent: config, ...(engine.kind === "custom-llm" ? {} : { engine: engine.config }) });
}

async function treeAt(
  opened: OpenRepository,
  rev: Rev,
): Promise<{ tree: Tree; commit: Oid | null; moved: number | null }> {
  if (rev.kind !== "worktree") return findRev(opened.repo, opened.versions, rev);
  return { tree: (await withWorkTree(opened, "read")).workTree, commit: null, moved: null };
}
