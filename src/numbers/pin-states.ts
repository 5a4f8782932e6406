import { agentsOfVersions } from "../git/version-lookup.js";
import { openRepository } from "../git/workspace.js";
import { directions } from "../model/manifest.js";
import { formatPin } from "../model/pin.js";
import type { World } from "../world.js";
import { readDraftManifest } from "./draft-manifest.js";

/**
 * How a pin stands: it follows the draft, it is what the newest version has, it is another configuration than
 * that, or nothing answers to it.
 */
export type PinState = "draft" | "current" | "stale" | "broken";

/** How each pin of the manifest at HEAD stands, by its text. */
export async function readPinStates(world: World): Promise<ReadonlyMap<string, PinState>> {
  const opened = await openRepository(world);
  const { manifest } = await readDraftManifest(opened);
  const agents = agentsOfVersions(opened.repo, opened.versions);
  const states = new Map<string, PinState>();
  for (const { lines } of manifest.numbers.values())
    for (const pin of directions.flatMap((direction) => lines[direction] ?? [])) {
      const { agent, version } = pin;
      if (states.has(formatPin(pin))) continue;
      if (version === null) {
        states.set(formatPin(pin), "draft");
        continue;
      }
      const oid = await agents.agentOid(version, agent);
      const newest = agents.newest === null ? null : await agents.agentOid(agents.newest, agent);
      states.set(formatPin(pin), oid === null ? "broken" : oid === newest ? "current" : "stale");
    }
  return states;
}
