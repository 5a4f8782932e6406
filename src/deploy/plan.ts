import {
  type Direction,
  directions,
  type LineChange,
  type Manifest,
  type NumberEntry,
} from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import type { Oid } from "../model/version.js";

/** What `deploy` was asked to do. */
export interface DeployRequest {
  /** Agents to take from the working tree; null takes all. */
  readonly scope: readonly string[] | null;
  readonly title: string | null;
  /** More words for the version's tag. */
  readonly description?: string;
  /** Numbers to point at the new version; `agent` null keeps the one that the number has. */
  readonly attach: readonly { readonly number: string; readonly agent: string | null }[];
  readonly evenIfUnchanged: boolean;
}

/** What the repository holds, as far as a deploy depends on it. */
export interface DeployFacts {
  /** Where HEAD is: its branch (null when detached), its commit (null before the first), the agents there. */
  readonly base: { readonly ref: string | null; readonly commit: Oid | null };
  readonly draft: ReadonlyMap<string, Oid>;
  /** `agents/` and each agent's directory as they would be committed. */
  readonly staged: { readonly tree: Oid | null; readonly agents: ReadonlyMap<string, Oid> };
  /** The same of the newest version; null before the first. */
  readonly newest: {
    readonly version: number;
    readonly tagOid: Oid;
    readonly tree: Oid | null;
    readonly agents: ReadonlyMap<string, Oid>;
  } | null;
  /** The highest number ever used, as tags, trailers and pins tell; null when none was. */
  readonly highestUsed: number | null;
  /** The manifest as it would be committed, before numbers are attached. */
  readonly manifest: Manifest;
  /** Where it will be pushed; null stays in this clone. */
  readonly push: { readonly remote: string; readonly branch: string } | null;
  /** Versions that the remote lacks, and whether HEAD is one of the commits that it lacks. */
  readonly unpushed: { readonly versions: readonly number[]; readonly head: boolean };
}

/** Why a deploy cannot be planned. */
export type DeployRefusal =
  | { readonly kind: "no-agents" }
  | { readonly kind: "unknown-number"; readonly number: string }
  | { readonly kind: "needs-agent"; readonly number: string; readonly lines: readonly Direction[] }
  | { readonly kind: "unknown-agent"; readonly agent: string }
  | {
      readonly kind: "weighted-line";
      readonly number: string;
      readonly direction: Direction;
      readonly pins: readonly WeightedPin[];
    };

/** A line that no deploy moves, and its one pin. */
export interface StayingLine {
  readonly number: string;
  readonly direction: Direction;
  readonly agent: string;
  readonly version: number;
}

/** What a deploy will do: plain data, made from `base`, valid as long as that has not moved. */
export interface DeployPlan {
  /** `unchanged` makes no version; it may still attach numbers to the last one. */
  readonly kind: "deploy" | "unchanged";
  readonly base: DeployFacts["base"];
  readonly version: number;
  readonly title: string | null;
  readonly description?: string;
  readonly scope: readonly string[] | null;
  readonly configTree: Oid;
  /** Agents that differ from the version before, and those of them that are new or gone. */
  readonly agentsChanged: readonly string[];
  readonly agentsAdded: readonly string[];
  readonly agentsRemoved: readonly string[];
  readonly previous: { readonly version: number; readonly tagOid: Oid } | null;
  readonly attach: readonly LineChange[];
  /** Numbers with a line on the draft of an agent whose draft changes: they run it as soon as the branch has it. */
  readonly followingDraft: readonly string[];
  /** Lines that run an earlier version of an agent that changed, and go on doing so; split ones are left out. */
  readonly staying: readonly StayingLine[];
  /** Whether the manifest has any number, those that are attached included. */
  readonly hasNumbers: boolean;
  readonly push: DeployFacts["push"];
  /** Earlier versions that are pushed along; with `unchanged`, what is left to do. */
  readonly pushedAlong: readonly number[];
  /** True when nothing is made, moved or pushed. */
  readonly isIdle: boolean;
}

/** Plans a deploy from facts alone: no clock, no files, no git. */
export function planDeploy(
  request: DeployRequest,
  facts: DeployFacts,
): DeployPlan | { readonly refused: DeployRefusal } {
  const { staged, newest, base } = facts;
  if (staged.tree === null) return { refused: { kind: "no-agents" } };
  const unchanged = newest !== null && newest.tree === staged.tree && !request.evenIfUnchanged;
  const version = unchanged ? newest.version : (facts.highestUsed ?? -1) + 1;
  const attach: LineChange[] = [];
  for (const wanted of request.attach) {
    const line = lineToAttach(wanted, version, facts);
    if ("kind" in line) return { refused: line };
    attach.push(line);
  }
  const before = newest?.agents ?? new Map<string, Oid>();
  const agentsChanged = changedAgents(staged.agents, before);
  const moving = attach.filter(
    ({ before: [first, ...more], after }) => more.length > 0 || !samePoint(first, after[0]),
  );
  const pushes = facts.push !== null && (facts.unpushed.head || facts.unpushed.versions.length > 0);
  return {
    kind: unchanged ? "unchanged" : "deploy",
    base,
    version,
    title: request.title,
    ...(request.description === undefined ? {} : { description: request.description }),
    scope: request.scope,
    configTree: staged.tree,
    agentsChanged,
    agentsAdded: agentsChanged.filter((slug) => !before.has(slug)),
    agentsRemoved: agentsChanged.filter((slug) => !staged.agents.has(slug)),
    previous: newest === null ? null : { version: newest.version, tagOid: newest.tagOid },
    attach: moving,
    followingDraft: followers(facts.manifest, changedAgents(staged.agents, facts.draft), attach),
    staying: stayingLines(facts.manifest, agentsChanged, staged.agents, attach),
    hasNumbers: facts.manifest.numbers.size > 0 || attach.length > 0,
    push: facts.push,
    pushedAlong: facts.push === null ? [] : facts.unpushed.versions,
    isIdle: unchanged && moving.length === 0 && !pushes,
  };
}

/**
 * True when two plans differ in nothing that a person would decide on again: their number and the commit they
 * start from may differ, and what follows from the version before.
 */
export function sameButNumber(a: DeployPlan, b: DeployPlan): boolean {
  const decided = ({
    kind,
    base,
    title,
    description,
    scope,
    configTree,
    attach,
    followingDraft,
    push,
    version,
  }: DeployPlan) => {
    const lines = attach.map(({ number, direction, before, after }) => {
      const pins = after.map((pin) => ({ ...pin, version: pin.version === version ? "new" : pin.version }));
      return { number, direction, before, pins };
    });
    return JSON.stringify({
      kind,
      ref: base.ref,
      title,
      description,
      scope,
      configTree,
      lines,
      followingDraft,
      push,
    });
  };
  return decided(a) === decided(b);
}

/** Slugs that were added, removed or whose directory differs, in alphabetical order. */
export function changedAgents(after: ReadonlyMap<string, Oid>, before: ReadonlyMap<string, Oid>): string[] {
  const slugs = new Set([...after.keys(), ...before.keys()]);
  return [...slugs].filter((slug) => after.get(slug) !== before.get(slug)).sort();
}

function lineToAttach(
  wanted: DeployRequest["attach"][number],
  version: number,
  facts: DeployFacts,
): LineChange | DeployRefusal {
  const { number } = wanted;
  const entry = facts.manifest.numbers.get(number);
  const direction = attachDirection(entry);
  if (direction === null)
    return { kind: "needs-agent", number, lines: directions.filter((d) => entry?.lines[d]) };
  const before = entry?.lines[direction] ?? [];
  if (before.length > 1) return { kind: "weighted-line", number, direction, pins: before };
  const agent = wanted.agent ?? before[0]?.agent;
  if (agent === undefined)
    return entry === undefined
      ? { kind: "unknown-number", number }
      : { kind: "needs-agent", number, lines: [] };
  if (!facts.staged.agents.has(agent)) return { kind: "unknown-agent", agent };
  return { number, direction, before, after: [{ agent, version, weight: 1 }] };
}

/** Inbound, unless the number has lines and inbound is not one of them; null when several others could be meant. */
function attachDirection(entry: NumberEntry | undefined): Direction | null {
  const used = directions.filter((direction) => entry?.lines[direction] !== undefined);
  if (used.length === 0 || used.includes("inbound")) return "inbound";
  return used.length === 1 ? (used[0] ?? null) : null;
}

function stayingLines(
  manifest: Manifest,
  changed: readonly string[],
  staged: ReadonlyMap<string, Oid>,
  attach: readonly LineChange[],
): StayingLine[] {
  return [...manifest.numbers.values()].flatMap(({ number, lines }) =>
    directions.flatMap((direction) => {
      const [pin, ...more] = lines[direction] ?? [];
      if (pin === undefined || pin.version === null || more.length > 0) return [];
      if (!changed.includes(pin.agent) || !staged.has(pin.agent)) return [];
      if (attach.some((line) => line.number === number && line.direction === direction)) return [];
      return [{ number, direction, agent: pin.agent, version: pin.version }];
    }),
  );
}

function followers(manifest: Manifest, changed: readonly string[], attach: readonly LineChange[]): string[] {
  const follows = (entry: NumberEntry): boolean =>
    directions.some((direction) => {
      if (attach.some((line) => line.number === entry.number && line.direction === direction)) return false;
      return (
        entry.lines[direction]?.some((pin) => pin.version === null && changed.includes(pin.agent)) ?? false
      );
    });
  return [...manifest.numbers.values()].filter(follows).map(({ number }) => number);
}

function samePoint(a: WeightedPin | undefined, b: WeightedPin | undefined): boolean {
  return a?.agent === b?.agent && a?.version === b?.version;
}
