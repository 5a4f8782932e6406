import { type Comparison, compareSides } from "../compare/index.js";
import { openSide } from "../compare/side.js";
import { readConfiguration } from "../config/load.js";
import type { VersionLookup } from "../config/version-lookup.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import { openRepository } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import type { Problem } from "../model/problem.js";
import type { Blocker, NextVersion } from "../model/review.js";
import type { Tree } from "../model/tree.js";
import { checkTree } from "../validate/check-tree.js";
import type { World } from "../world.js";
import { findBase, type ReviewBase } from "./base.js";
import { findBlockers } from "./blockers.js";
import { agentOf, newProblems } from "./new-problems.js";
import { nextVersion } from "./next-version.js";
import { untouchedAgents } from "./untouched-agents.js";

/** A branch, reviewed. */
export interface Review {
  readonly base: ReviewBase;
  readonly comparison: Comparison;
  /** Problems that the branch brings. */
  readonly problems: readonly Problem[];
  /** Those that were there before, in what the branch touches. */
  readonly oldProblems: readonly Problem[];
  readonly sources: Configuration["sources"];
  readonly next: NextVersion;
  /** Why it must not be merged; empty when it may. */
  readonly blockers: readonly Blocker[];
}

/**
 * Reviews the working tree (the draft in a bare repository) against where the branch left its base: what it
 * changes, whom that reaches, and which problems are its own. Throws as `findBase`, `nextVersion` and `findRev` do.
 */
export async function review(world: World, options: { readonly base: string | null }): Promise<Review> {
  const opened = await openRepository(world);
  const to = await openSide(opened, { kind: opened.repo.workdir === null ? "draft" : "worktree" });
  const base = await findBase(opened, to.tree, options.base);
  const from = await openSide(opened, { kind: "revision", name: base.commit });
  const comparison = await compareSides(from, to, null);
  const { agents } = comparison.diff;
  const renamed = new Map(
    agents.flatMap(({ agent, change }): [string, string][] =>
      change.kind === "renamed" ? [[agent, change.from]] : [],
    ),
  );

  const versions = agentsOfVersions(opened.repo, opened.versions);
  const except = await untouchedAgents(from, to);
  const after = await checkTree(opened.repo, to.tree, { versions, except });
  const before = await checkTree(opened.repo, from.tree, {
    ...limitTo(after.problems, renamed),
    versions,
    except,
  });
  const { fresh, old } = newProblems(
    { problems: before.problems, agents: await agentsWithProblems(from.tree, before.problems, versions) },
    { problems: after.problems, agents: await agentsWithProblems(to.tree, after.problems, versions) },
    renamed,
  );
  const next = await nextVersion(opened, to, after.manifest);
  const removed = agents.flatMap(({ agent, change }) => (change.kind === "removed" ? [agent] : []));
  return {
    base,
    comparison,
    problems: fresh,
    oldProblems: old,
    sources: after.sources,
    next,
    blockers: await findBlockers({
      fresh,
      manifest: after.manifest,
      slugs: after.slugs,
      gone: new Set([...removed, ...renamed.values()]),
      versions,
    }),
  };
}

/** Their problems are told apart by the names that stand around them. */
async function agentsWithProblems(
  tree: Tree,
  problems: readonly Problem[],
  versions: VersionLookup,
): Promise<Configuration["agents"]> {
  const agents = [...new Set(problems.flatMap(({ file }) => agentOf(file) ?? []))];
  return (await readConfiguration(tree, { agents, manifest: false, versions })).agents;
}

/** Only agents that have problems now can have had them before; what is beside the agents is seen by reading all. */
function limitTo(
  problems: readonly Problem[],
  renamed: ReadonlyMap<string, string>,
): { readonly agents?: readonly string[] } {
  const slugs = new Set<string>();
  for (const { file } of problems) {
    const slug = agentOf(file);
    if (slug !== null) slugs.add(renamed.get(slug) ?? slug);
    else if (file.startsWith(`${agentsDirectory}/`)) return {};
  }
  return { agents: [...slugs] };
}
