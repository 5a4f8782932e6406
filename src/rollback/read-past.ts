import { isAncestor } from "../git/history.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import type { OpenRepository } from "../git/workspace.js";
import { type ManifestCommit, manifestHistory } from "../history/manifest-history.js";
import type { Line } from "../model/line.js";
import { type LineRun, withOlderState } from "../model/line-run.js";
import type { WeightedPin } from "../model/pin.js";
import type { Oid } from "../model/version.js";
import type { LinePast, PastPins } from "./plan.js";

/** What was read of the lines' past. */
export interface ReadPast {
  readonly lines: readonly LinePast[];
  /** Commits whose manifest could not be read where one of the lines stands, and which were passed over. */
  readonly passedOver: readonly ManifestCommit[];
}

/** Reads back from `head` until `isEnough` holds for every line, or the history ends. */
export async function readPast(
  opened: OpenRepository,
  head: Oid | null,
  lines: readonly Line[],
  isEnough: (line: LinePast) => boolean,
): Promise<ReadPast> {
  const ranBetween = pinsThatRan(opened);
  const passedOver: ManifestCommit[] = [];
  const reading = lines.map((line) => ({
    past: { ...line, past: [], isCut: false } as LinePast,
    runs: [] as readonly LineRun<ManifestCommit>[],
  }));
  const isOpen = ({ past }: { past: LinePast }): boolean => !isEnough(past);
  for await (const state of head === null ? [] : manifestHistory(opened, head)) {
    for (const line of reading.filter(isOpen)) {
      const pins = state.pinsOf(line.past.number, line.past.direction);
      if (pins === null) {
        if (passedOver.at(-1) !== state.at) passedOver.push(state.at);
      } else {
        const runs = withOlderState(line.runs, pins, state.at);
        const begun = runs.length > line.runs.length && pins.length > 0 ? runs.at(-1) : undefined;
        line.runs = runs;
        if (begun !== undefined)
          line.past = { ...line.past, past: [...line.past.past, await ranBetween(pins, begun.until)] };
      }
      if (state.isCut) line.past = { ...line.past, isCut: true };
    }
    if (!reading.some(isOpen)) break;
  }
  return { lines: reading.map(({ past }) => past), passedOver };
}

/** Tells which pins calls can have run on before the commit that ended them (null: they have not ended). */
function pinsThatRan(
  opened: OpenRepository,
): (pins: readonly WeightedPin[], until: ManifestCommit | null) => Promise<PastPins> {
  const { repo, versions } = opened;
  const agents = agentsOfVersions(repo, versions);
  return async (pins, until) => {
    const ran: WeightedPin[] = [];
    let missing: number | null = null;
    for (const pin of pins) {
      const version = pin.version === null ? null : await versions.read(pin.version);
      if (pin.version === null) ran.push(pin);
      else if (version === null) missing ??= pin.version;
      else if ((await agents.agentExists(version.version, pin.agent)) === "yes") {
        // Written before there was such a version, and changed before there was: no call ever ran it.
        const wasThere =
          until === null ||
          version.timestamp <= until.timestamp ||
          (await isAncestor(repo, version.commit, until.commit));
        if (wasThere) ran.push(pin);
      }
    }
    return { pins, ran, missing };
  };
}
