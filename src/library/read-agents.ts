import { LRUCache } from "lru-cache";
import { readConfiguration } from "../config/load.js";
import { failure, TaglineError } from "../errors.js";
import { type Agent, agentsDirectory } from "../model/agent.js";
import type { JsonObject } from "../model/json.js";
import type { Tree } from "../model/tree.js";
import { formatRev, type Oid, type Rev } from "../model/version.js";
import { unknownAgent } from "../validate/index.js";
import { findAgent } from "./find-agent.js";
import { type IdKind, type PlatformIds, readPlatformIds } from "./platform-ids.js";
import type { Snapshot } from "./snapshot.js";
import { type VersionName, type WantedVersion, wantedVersion } from "./wanted-version.js";

/** An agent at a version. */
export interface FoundAgent {
  readonly agent: Agent;
  readonly at: WantedVersion;
  /** Oid of the agent's directory: the exact configuration. */
  readonly oid: Oid;
  /**
   * The ids that replies about it carry. A published version keeps those that its own commit has, so that the same
   * request gets the same reply for ever; who asks by the platform's id is answered by it.
   */
  readonly ids: PlatformIds;
}

/** Reads agents, and remembers those it read lately. */
export interface AgentReader {
  /**
   * Throws `unknown-agent`, `unknown-version`, `unknown-revision`, and `invalid-configuration` for files that cannot
   * be read.
   */
  find(
    snapshot: Snapshot,
    kind: IdKind,
    id: string,
    version: VersionName | null | undefined,
  ): Promise<FoundAgent>;
  read(tree: Tree, slug: string, oid: Oid, rev: Rev): Promise<Agent>;
  /** Whether the draft's agent has what an id of that kind names; false also where its files cannot be read. */
  has(snapshot: Snapshot, slug: string, kind: IdKind): Promise<boolean>;
}

/** Bytes of JSON that are remembered; the values in memory take a few times as much. */
const maximumSize = 4 * 1024 * 1024;
/** Nothing is checked but the agent itself. */
const noLookup = { newest: null, agentExists: () => Promise.resolve("yes" as const) };

export function agentReader(): AgentReader {
  const known = new LRUCache<string, Agent>({
    maxSize: maximumSize,
    sizeCalculation: (agent) => JSON.stringify(agent).length,
  });
  const read = async (tree: Tree, slug: string, oid: Oid, rev: Rev): Promise<Agent> => {
    const key = `${slug} ${oid}`;
    const agent = known.get(key) ?? (await readAgent(tree, slug, rev));
    known.set(key, agent);
    return agent;
  };
  return {
    read,
    async has({ tree }, slug, kind) {
      const entry = await tree.find(`${agentsDirectory}/${slug}`);
      if (entry === null) return false;
      const agent = await read(tree, slug, entry.oid, { kind: "draft" }).catch((error: unknown) => {
        if (error instanceof TaglineError && error.code === "invalid-configuration") return null;
        throw error;
      });
      return agent !== null && hasId(agent, kind);
    },
    async find(snapshot, kind, id, version) {
      const slug = findAgent(snapshot, id, kind);
      const at = await wantedVersion(snapshot, version);
      const rev: Rev = at.published === null ? { kind: "draft" } : { kind: "version", version: at.number };
      const entry = await at.tree.find(`${agentsDirectory}/${slug}`);
      if (entry === null) throw unknownAgent(id, [], rev);
      const agent = await read(at.tree, slug, entry.oid, rev);
      if (!hasId(agent, kind)) throw unknownAgent(id, [], rev);
      const isOfNow = at.published === null || snapshot.ids.isAssigned(kind, id);
      return { agent, at, oid: entry.oid, ids: isOfNow ? snapshot.ids : await readPlatformIds(at.tree) };
    },
  };
}

function hasId({ engine }: Agent, kind: IdKind): boolean {
  if (kind === "agent_id") return true;
  return engine.kind === (kind === "llm_id" ? "retell-llm" : "conversation-flow");
}

async function readAgent(tree: Tree, slug: string, rev: Rev): Promise<Agent> {
  const { agents, slugs, problems, sources } = await readConfiguration(tree, {
    agents: [slug],
    manifest: false,
    versions: noLookup,
  });
  if (!slugs.has(slug)) throw unknownAgent(slug, slugs, rev);
  const agent = agents.get(slug);
  if (agent !== undefined) return agent;
  const errors = problems.filter(({ severity }) => severity === "error");
  throw failure("invalid-configuration", {
    errors: errors.length,
    problems: errors,
    sources,
    reading: { agent: slug, rev: rev.kind === "worktree" ? null : formatRev(rev) },
  });
}

/** The configuration of an agent's engine; nothing for a custom LLM. */
export function engineConfig({ engine }: Agent): JsonObject {
  return engine.kind === "custom-llm" ? {} : engine.config;
}
