import { nearest } from "../config/did-you-mean.js";
import { failure } from "../errors.js";
import { findRev } from "../git/revs.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import { openRepository, withWorkTree } from "../git/workspace.js";
import type { Configuration } from "../model/configuration.js";
import type { Problem } from "../model/problem.js";
import type { Rev } from "../model/version.js";
import type { World } from "../world.js";
import { checkTree } from "./check-tree.js";

/** What `validate` found. Times in milliseconds. */
export interface ValidateResult {
  readonly problems: readonly Problem[];
  /** Paths of the files that were read. */
  readonly files: readonly string[];
  /** Texts of the files that have problems, by path. */
  readonly sources: Configuration["sources"];
  /** The version's number where its tag was moved by hand: what was checked is what it was published as. */
  readonly moved: number | null;
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    /** Silenced by an ignore comment, and in none of the counts above. */
    readonly suppressed: number;
    readonly files: number;
    readonly agents: number;
    readonly durationMs: number;
  };
}

/**
 * Validates a rev (null: the working tree if there is one), all agents or some, and the manifest with it. Throws `unknown-agent` for an agent that the
 * rev does not have, and as `findRev` does.
 */
export async function validate(
  world: World,
  options: { readonly agents: readonly string[]; readonly rev: Rev | null },
): Promise<ValidateResult> {
  const started = world.clock.now();
  const opened = await openRepository(world);
  const { agents } = options;
  // Without a working tree, the draft is what there is.
  const rev: Rev = options.rev ?? { kind: opened.repo.workdir === null ? "draft" : "worktree" };
  const { tree, moved } =
    rev.kind === "worktree"
      ? { tree: (await withWorkTree(opened, "validate")).workTree, moved: null }
      : await findRev(opened.repo, opened.versions, rev);
  const { problems, sources, slugs, suppressed, files } = await checkTree(opened.repo, tree, {
    ...(agents.length === 0 ? {} : { agents }),
    versions: agentsOfVersions(opened.repo, opened.versions),
  });
  for (const agent of agents) if (!slugs.has(agent)) throw unknownAgent(agent, slugs, rev);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return {
    problems,
    files,
    sources,
    moved,
    summary: {
      errors,
      warnings: problems.length - errors,
      suppressed,
      files: files.length,
      agents: agents.length === 0 ? slugs.size : agents.length,
      durationMs: Math.round(world.clock.now() - started),
    },
  };
}

/** The refusal for an agent that a rev does not have, with the nearest that it has, or all. */
export function unknownAgent(agent: string, slugs: Iterable<string>, rev: Rev): Error {
  const agents = [...slugs].sort();
  const didYouMean = nearest(agent, agents);
  const where = {
    version: () => `v${"version" in rev ? rev.version : ""}`,
    draft: () => "the draft",
    worktree: () => "the working tree",
    revision: () => ("name" in rev ? rev.name : ""),
  };
  return failure("unknown-agent", {
    agent,
    where: where[rev.kind](),
    agents,
    ...(didYouMean === null ? {} : { didYouMean }),
  });
}
