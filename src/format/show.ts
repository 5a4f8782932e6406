import type { Agent } from "../model/agent.js";
import { formatRev, type Oid, type Rev } from "../model/version.js";
import { engineJson } from "./engine.js";
import { jsonDocument } from "./json.js";

/** One agent at a rev, as `show` prints it. `commit` is null for the working tree. */
export interface ShownReport {
  readonly agent: Agent;
  readonly rev: Rev;
  readonly commit: Oid | null;
}

/** Which configuration is shown: `# desk in the working tree`, `# desk at v3`. */
export function shownTitle({ agent, rev }: ShownReport): string {
  return `# ${agent.slug} ${rev.kind === "worktree" ? "in the working tree" : `at ${formatRev(rev)}`}`;
}

/** The stable JSON of `show`: `agentConfig` and `engine` as in `resolve`. */
export function jsonShown({ agent, rev, commit }: ShownReport): string {
  return jsonDocument({
    agent: agent.slug,
    version: rev.kind === "version" ? rev.version : null,
    ref: formatRev(rev),
    commit,
    agentConfig: agent.config,
    engine: engineJson(agent.engine),
  });
}
