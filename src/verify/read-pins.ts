import { readConfiguration } from "../config/load.js";
import type { Repository } from "../git/repository.js";
import { readSoundObject } from "../git/sound-object.js";
import { entryKind, parseTree } from "../git/tree-object.js";
import { type CommittedTree, treeOfCommit } from "../git/trees.js";
import { agentsDirectory } from "../model/agent.js";
import { directions } from "../model/manifest.js";
import type { Pin } from "../model/pin.js";
import type { Oid } from "../model/version.js";
import { type CommitFact, type PinFact, tagOfRef, type VerifyFacts } from "./facts.js";

/** What of the facts the pins are followed through. */
type Versions = Pick<VerifyFacts, "refs" | "objects" | "commits">;

/** Reads the manifest at HEAD (`head` null: no commits yet) and follows each pin to its agent. */
export async function readPins(
  repo: Repository,
  head: Oid | null,
  versions: Versions,
): Promise<Pick<VerifyFacts, "pins" | "manifestErrors">> {
  if (head === null) return { pins: [], manifestErrors: 0 };
  const draft = await treeOfCommit(repo, head);
  // Whether a pin leads to an agent is judged here: a version that is damaged must not end the reading.
  const trusting = { newest: null, agentExists: () => Promise.resolve("yes" as const) };
  const { manifest, problems } = await readConfiguration(draft, { agents: [], versions: trusting });
  const agents = agentsByTree(repo);
  const pins: PinFact[] = [];
  for (const { number, lines } of manifest.numbers.values())
    for (const direction of directions)
      for (const pin of lines[direction] ?? []) {
        const leads =
          pin.version === null ? await inDraft(draft, pin) : await inVersion(versions, agents, pin);
        pins.push({ number, direction, pin: { agent: pin.agent, version: pin.version }, leads });
      }
  const manifestErrors = problems.filter(
    ({ severity, code }) => severity === "error" && code !== "unknown-agent",
  ).length;
  return { pins, manifestErrors };
}

async function inDraft(draft: CommittedTree, { agent }: Pin): Promise<PinFact["leads"]> {
  const entry = await draft.find(`${agentsDirectory}/${agent}`);
  return entry !== null && entryKind(entry.mode) === "directory" ? "to-agent" : "no-agent";
}

type AgentsByTree = (agents: Oid) => Promise<ReadonlySet<string> | null>;

async function inVersion(
  { refs, objects, commits }: Versions,
  agentsIn: AgentsByTree,
  { agent, version }: Pin,
): Promise<PinFact["leads"]> {
  const tag = version === null ? null : tagOfRef({ refs, objects }, version);
  if (tag === null) return "no-version";
  const commit: CommitFact | undefined = commits.get(tag.object);
  if (commit?.kind !== "found") return "no-commit";
  if (commit.agents.kind === "absent") return "unknown";
  if (commit.agents.oid === null) return "no-agent";
  const slugs = await agentsIn(commit.agents.oid);
  if (slugs === null) return "unknown";
  return slugs.has(agent) ? "to-agent" : "no-agent";
}

/** The agents' directories in a tree `agents/`, each tree read once; null when it is not in this clone. */
function agentsByTree(repo: Repository): AgentsByTree {
  const known = new Map<Oid, ReadonlySet<string> | null>();
  return async (oid) => {
    const before = known.get(oid);
    if (before !== undefined) return before;
    const found = await readSoundObject(repo, oid);
    const entries = found?.type === "tree" ? parseTree(found.bytes) : null;
    const slugs =
      entries === null
        ? null
        : new Set(entries.filter(({ mode }) => entryKind(mode) === "directory").map(({ name }) => name));
    known.set(oid, slugs);
    return slugs;
  };
}
