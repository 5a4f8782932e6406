import { nearest } from "../config/did-you-mean.js";
import { failure } from "../errors.js";
import { readHead } from "../git/refs.js";
import { openRepository } from "../git/workspace.js";
import { type LineRun, withOlderState } from "../model/line-run.js";
import { type Direction, directions } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import { readDraftManifest } from "../numbers/draft-manifest.js";
import type { World } from "../world.js";
import { type ManifestCommit, manifestHistory } from "./manifest-history.js";

/** What a line of a number pointed to from one commit on. */
export interface NumberRun {
  readonly direction: Direction;
  /** None is "no agent". */
  readonly pins: readonly WeightedPin[];
  readonly since: ManifestCommit;
  /** Whether it points there now. */
  readonly isCurrent: boolean;
  /** True when this clone's history is cut there: it may have pointed there for longer. */
  readonly isCut: boolean;
}

/** What the lines of a number pointed to. */
export interface NumberHistory {
  readonly number: string;
  /** Newest first. */
  readonly runs: readonly NumberRun[];
  /** Commits whose manifest could not be read where this number stands, and which were passed over. */
  readonly passedOver: readonly ManifestCommit[];
}

/**
 * Which pins the lines of a number had, on this branch, newest first, at most `limit` (null for all). Throws
 * `unknown-number` when the manifest never had it.
 */
export async function numberHistory(
  world: World,
  number: string,
  limit: number | null,
): Promise<NumberHistory> {
  const opened = await openRepository(world);
  const { commit: head } = await readHead(opened.repo);
  const lines = new Map<Direction, readonly LineRun<Moment>[]>();
  const passedOver: ManifestCommit[] = [];
  let isWhole = true;
  let position = 0;
  for await (const state of head === null ? [] : manifestHistory(opened, head)) {
    for (const direction of directions) {
      const pins = state.pinsOf(number, direction);
      if (pins === null) {
        if (passedOver.at(-1) !== state.at) passedOver.push(state.at);
        continue;
      }
      const moment = { at: state.at, isCut: state.isCut, position };
      lines.set(direction, withOlderState(lines.get(direction) ?? [], pins, moment));
    }
    position++;
    // The oldest run of a line is not finished until its line was something else before.
    const finished = [...lines.values()].reduce((sum, runs) => sum + runs.length - 1, 0);
    if (limit !== null && finished >= limit) {
      isWhole = false;
      break;
    }
  }
  const runs = [...lines].flatMap(([direction, found]) =>
    (isWhole ? found.slice(0, beginning(found)) : found.slice(0, -1)).map((run) => ({ direction, ...run })),
  );
  if (runs.length === 0) await refuseUnknown(opened, number);
  runs.sort((a, b) => a.since.position - b.since.position);
  return { number, runs: runs.slice(0, limit ?? runs.length).map(toRun), passedOver };
}

interface Moment {
  readonly at: ManifestCommit;
  readonly isCut: boolean;
  /** How many changes of the manifest are newer. */
  readonly position: number;
}

/** A line begins with its first pin: having had no agent before is no news. */
function beginning(runs: readonly LineRun<Moment>[]): number {
  return runs.at(-1)?.pins.length === 0 ? runs.length - 1 : runs.length;
}

function toRun({ direction, pins, since, until }: LineRun<Moment> & { direction: Direction }): NumberRun {
  return { direction, pins, since: since.at, isCurrent: until === null, isCut: since.isCut };
}

async function refuseUnknown(opened: Parameters<typeof readDraftManifest>[0], number: string): Promise<void> {
  const { manifest } = await readDraftManifest(opened);
  if (manifest.numbers.has(number)) return;
  const didYouMean = nearest(number, manifest.numbers.keys());
  throw failure("unknown-number", { number, ...(didYouMean === null ? {} : { didYouMean }) });
}
