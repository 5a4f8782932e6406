import { agentsDirectory } from "../model/agent.js";
import type { Repository } from "./repository.js";
import { type CommittedTree, treeOfCommit } from "./trees.js";
import type { Versions } from "./versions.js";

/** Answers which agents a version has, reading each version's tree at most once. */
export interface AgentsOfVersions {
  readonly newest: number | null;
  agentExists(version: number, slug: string): Promise<"yes" | "unknown-version" | "no-such-agent">;
  tagOid(version: number): string | null;
  /** Oid of an agent's directory in a version; null when the version or the agent is missing. */
  agentOid(version: number, slug: string): Promise<string | null>;
}

/** Makes the answers for one command. */
export function agentsOfVersions(repo: Repository, versions: Versions): AgentsOfVersions {
  const trees = new Map<number, Promise<CommittedTree | null>>();
  const load = async (version: number): Promise<CommittedTree | null> => {
    const found = await versions.read(version);
    return found === null ? null : treeOfCommit(repo, found.commit);
  };
  const treeOf = (version: number): Promise<CommittedTree | null> => {
    const loading = trees.get(version) ?? load(version);
    trees.set(version, loading);
    return loading;
  };
  const agentOid = async (version: number, slug: string): Promise<string | null> =>
    (await (await treeOf(version))?.find(`${agentsDirectory}/${slug}`))?.oid ?? null;
  return {
    newest: versions.numbers[0] ?? null,
    tagOid: versions.tagOid,
    agentOid,
    async agentExists(version, slug) {
      if ((await treeOf(version)) === null) return "unknown-version";
      return (await agentOid(version, slug)) === null ? "no-such-agent" : "yes";
    },
  };
}
