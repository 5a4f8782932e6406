import { failure } from "../errors.js";
import { readPublished } from "../git/published-version.js";
import { findRev, unknownVersion } from "../git/revs.js";
import { type OpenRepository, openRepository } from "../git/workspace.js";
import type { Agent } from "../model/agent.js";
import { type Direction, directions } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import type { Oid, Rev } from "../model/version.js";
import { readDraftManifest } from "../numbers/draft-manifest.js";
import { refuseBroken } from "../numbers/find-numbers.js";
import { unknownNumber } from "../numbers/unknown-number.js";
import { readAgentAt } from "../show/index.js";
import type { World } from "../world.js";

/** One agent that a line may run: the exact configuration. */
export interface Candidate {
  readonly pin: WeightedPin;
  /** The version in which this agent last changed, up to the pin's; null when it is newer than any version. */
  readonly changedIn: number | null;
  readonly commit: Oid;
  readonly agent: Agent;
  /** The version's number where its tag was moved by hand: this is what it was published as. */
  readonly moved: number | null;
}

/** What a line would run now; more than one candidate where calls are split by weight. */
export interface Resolution {
  readonly number: string;
  readonly direction: Direction;
  readonly candidates: readonly Candidate[];
}

/**
 * Resolves a number's line from the manifest at HEAD. Throws `unknown-number`, `nothing-to-resolve` for a
 * line without an agent, and as `findRev` does for a pin that no longer resolves.
 */
export async function resolveNumber(world: World, number: string, direction: Direction): Promise<Resolution> {
  const opened = await openRepository(world);
  const { manifest, problems, head } = await readDraftManifest(opened);
  if (manifest.numbers.size === 0) refuseBroken(problems);
  const entry = manifest.numbers.get(number);
  if (entry === undefined) throw unknownNumber(number, manifest.numbers.keys());
  const pins = entry.lines[direction] ?? [];
  if (pins.length === 0 || head === null) {
    const other = directions.find((line) => entry.lines[line] !== undefined);
    throw failure("nothing-to-resolve", { number, direction, ...(other === undefined ? {} : { other }) });
  }
  const candidates: Candidate[] = [];
  for (const pin of pins) candidates.push(await candidate(opened, pin));
  return { number, direction, candidates };
}

async function candidate(opened: OpenRepository, pin: WeightedPin): Promise<Candidate> {
  const rev: Exclude<Rev, { kind: "worktree" }> =
    pin.version === null ? { kind: "draft" } : { kind: "version", version: pin.version };
  const { tree, commit, moved } = await findRev(opened.repo, opened.versions, rev);
  if (commit === null) throw await unknownVersion(opened.versions, pin.version ?? 0);
  const agent = await readAgentAt(opened, tree, pin.agent, rev);
  return { pin, commit, agent, moved, changedIn: await changedIn(opened, pin) };
}

/** The newest version, at most the pin's, in which the agent changed, as the tags tell. */
export async function changedIn(opened: OpenRepository, pin: WeightedPin): Promise<number | null> {
  const { repo, versions } = opened;
  const pinned = pin.version;
  if (pinned === null) return null;
  for (const number of [pinned, ...versions.numbers.filter((other) => other < pinned)]) {
    const version =
      number === pinned
        ? ((await readPublished(repo, versions, number))?.version ?? null)
        : await versions.read(number);
    if (version?.agentsChanged?.includes(pin.agent)) return number;
    // A version made by hand does not tell: stop rather than guess.
    if (version !== null && version.agentsChanged === null) return pin.version;
  }
  return pin.version;
}
