import type { Agent } from "../model/agent.js";
import type { AgentChange, AgentDiff, ConfigurationDiff, DescribedChange } from "../model/change.js";
import type { JsonObject } from "../model/json.js";
import { emptyManifest, type Manifest } from "../model/manifest.js";
import type { Oid } from "../model/version.js";
import { blastRadius } from "./blast-radius.js";
import { compareValues } from "./compare-values.js";
import { describeChange } from "./describe-change.js";
import { agentDocument, manifestDocument } from "./documents.js";
import { type SecretMask, secretMask } from "./mask-secrets.js";
import { pairRenamed } from "./pair-renamed.js";

/** One side of a comparison. */
export interface ComparedSide {
  /** Oid of every agent's directory. */
  readonly oids: ReadonlyMap<string, Oid>;
  /** The agents that could be read; those with the same directory on both sides need not be here. */
  readonly agents: ReadonlyMap<string, Agent>;
  /** Null when it cannot be read. */
  readonly manifest: Manifest | null;
}

/** Compares two configurations: which agents differ and how, which numbers, and whom that reaches. */
export function compareConfigurations(before: ComparedSide, after: ComparedSide): ConfigurationDiff {
  const mask = secretMask();
  const renamed = pairRenamed(before, after);
  const oldNames = new Set(renamed.values());
  const slugs = new Set([...before.oids.keys(), ...after.oids.keys()]);
  const changed = [...slugs].filter((slug) => before.oids.get(slug) !== after.oids.get(slug)).sort();
  const agents = changed
    .filter((slug) => !oldNames.has(slug))
    .map((slug) => compareAgent(slug, renamed.get(slug) ?? null, before, after, mask));
  // Comments and places on the canvas make another version, and no caller notices them.
  const silent = new Set(agents.flatMap((agent) => (isSilent(agent) ? [agent.agent] : [])));
  const heard = new Set(changed.filter((slug) => !silent.has(slug)));
  return { agents, ...compareManifests(heard, before.manifest, after.manifest, mask) };
}

function isSilent({ change, changes }: AgentDiff): boolean {
  return change.kind === "changed" && changes.every(({ layout }) => layout);
}

function compareManifests(
  changed: ReadonlySet<string>,
  before: Manifest | null,
  after: Manifest | null,
  mask: SecretMask,
): Omit<ConfigurationDiff, "agents"> {
  if (before !== null && after !== null)
    return {
      unreadableManifest: null,
      numbers:
        before === after
          ? []
          : describedChanges(mask(manifestDocument(before)), mask(manifestDocument(after))),
      radius: blastRadius(changed, before, after),
    };
  // The side that can be read still tells whom the agents reach.
  const known = after ?? before ?? emptyManifest;
  return {
    unreadableManifest: before !== null ? "after" : after !== null ? "before" : "both",
    numbers: [],
    radius: blastRadius(changed, known, known),
  };
}

function compareAgent(
  slug: string,
  renamedFrom: string | null,
  before: ComparedSide,
  after: ComparedSide,
  mask: SecretMask,
): AgentDiff {
  const was = renamedFrom ?? slug;
  const old = before.agents.get(was);
  const now = after.agents.get(slug);
  const isOld = before.oids.has(was);
  const isNew = after.oids.has(slug);
  const result = (change: AgentChange, changes: readonly DescribedChange[]): AgentDiff => ({
    agent: slug,
    change,
    engineBefore: old?.engine.kind ?? null,
    engineAfter: now?.engine.kind ?? null,
    changes,
  });
  // Renamed with the same directory: the same, and maybe not even read.
  if (renamedFrom !== null && before.oids.get(was) === after.oids.get(slug))
    return result({ kind: "renamed", from: was }, []);
  const lost = [isOld && old === undefined ? "before" : "", isNew && now === undefined ? "after" : ""].join(
    "",
  );
  if (lost !== "")
    return result({ kind: "unreadable", side: lost === "before" || lost === "after" ? lost : "both" }, []);
  const document = (agent: Agent | undefined): JsonObject =>
    agent === undefined ? {} : mask(agentDocument(agent));
  const changes = describedChanges(document(old), document(now));
  if (!isOld) return result({ kind: "added" }, changes);
  if (!isNew) return result({ kind: "removed" }, changes);
  return result(renamedFrom === null ? { kind: "changed" } : { kind: "renamed", from: renamedFrom }, changes);
}

function describedChanges(before: JsonObject, after: JsonObject): DescribedChange[] {
  return compareValues(before, after).map((change) => describeChange(change, before, after));
}
