import type { Line, RollbackReason, RollbackRefusal } from "../model/line.js";
import { type Direction, directions, type LineChange, type Manifest } from "../model/manifest.js";
import { samePins, type WeightedPin } from "../model/pin.js";

/** What `rollback` is asked: the lines of `numbers`, or every line pinned to `allOn`, go back. */
export interface RollbackRequest {
  readonly numbers: readonly string[];
  readonly allOn: number | null;
  /** The version to go back to; null is the last different pin of each line. */
  readonly to: number | null;
  /** null is a number's only line; with `allOn`, every line. */
  readonly direction: Direction | null;
  /** Whether the last different pin may be a newer version, as it is of a line that went back; true unless told. */
  readonly forward?: boolean;
}

/** A line with what it pointed to, as far as that was read. */
export interface LinePast extends Line {
  /** Newest first, what it points to now included, "no agent" left out. */
  readonly past: readonly PastPins[];
  /** True when this clone's history ends before the line's does. */
  readonly isCut: boolean;
}

/** What a line pointed to at some time. */
export interface PastPins {
  readonly pins: readonly WeightedPin[];
  /** Those of them that calls can have run: the version was there in that time, with that agent. */
  readonly ran: readonly WeightedPin[];
  /** A version among them that is not here, so that it cannot be told. */
  readonly missing: number | null;
}

/** Why lines cannot be chosen as asked. */
export type ChoiceRefusal =
  | { readonly kind: "unknown-number"; readonly number: string }
  | { readonly kind: "several-lines"; readonly number: string; readonly lines: readonly Direction[] };

/** The lines that are meant. */
export function chooseLines(
  request: RollbackRequest,
  manifest: Manifest,
): readonly Line[] | { readonly refused: ChoiceRefusal } {
  const { allOn } = request;
  if (allOn !== null) {
    const wanted = request.direction === null ? directions : [request.direction];
    return [...manifest.numbers.values()].flatMap(({ number, lines }) =>
      wanted.flatMap((direction) => {
        const now = lines[direction] ?? [];
        return now.some(({ version }) => version === allOn) ? [{ number, direction, now }] : [];
      }),
    );
  }
  const chosen: Line[] = [];
  for (const number of new Set(request.numbers)) {
    const entry = manifest.numbers.get(number);
    if (entry === undefined) return { refused: { kind: "unknown-number", number } };
    const used = directions.filter((direction) => entry.lines[direction] !== undefined);
    if (request.direction === null && used.length > 1)
      return { refused: { kind: "several-lines", number, lines: used } };
    const direction = request.direction ?? used[0] ?? "inbound";
    chosen.push({ number, direction, now: entry.lines[direction] ?? [] });
  }
  return chosen;
}

/** Plans every line or none: the changes, without lines that are there already, or all that stand in the way. */
export function planRollback(
  lines: readonly LinePast[],
  to: number | null,
  forward = true,
): readonly LineChange[] | { readonly refused: readonly RollbackRefusal[] } {
  const planned = lines.map((line) => planLine(line, to, forward));
  const refused = planned.flatMap((line) => ("reason" in line ? [line] : []));
  if (refused.length > 0) return { refused };
  return planned.flatMap((line) => ("after" in line && !samePins(line.before, line.after) ? [line] : []));
}

/** Where one line goes, or why not. Further reading of the past can turn a refusal into a change, never back. */
export function planLine(line: LinePast, to: number | null, forward: boolean): LineChange | RollbackRefusal {
  const target = to === null ? lastDifferent(line, forward) : lastRunOf(line, to);
  const { number, direction, now } = line;
  if ("kind" in target) return { number, direction, now, reason: target, ran: versionsThatRan(line) };
  return { number, direction, before: now, after: [{ ...target, weight: 1 }] };
}

/** DESIGN section 3 rule 8: a draft or a split, now or before, is nothing to go back from or to unsaid. */
function lastDifferent({ now, past, isCut }: LinePast, forward: boolean): WeightedPin | RollbackReason {
  if (now.length > 1) return { kind: "is-split" };
  if (now[0]?.version === null) return { kind: "follows-draft" };
  for (const { pins, ran, missing } of past) {
    if (samePins(pins, now)) continue;
    if (missing !== null) return { kind: "missing-version", version: missing };
    const [pin] = ran;
    if (pin === undefined) continue;
    if (pins.length > 1) return { kind: "was-split" };
    if (pin.version === null) return { kind: "was-draft" };
    if (!forward && isNewer(pin, now)) return { kind: "goes-forward", version: pin.version };
    return pin;
  }
  return { kind: isCut ? "history-cut" : "nothing-before" };
}

function isNewer({ version }: WeightedPin, [now]: readonly WeightedPin[]): boolean {
  const from = now?.version ?? null;
  return version !== null && from !== null && version > from;
}

/** The newest pin to that version; of several in one split, that of the line's own agent, else the largest. */
function lastRunOf({ now, past, isCut }: LinePast, version: number): WeightedPin | RollbackReason {
  const isOwn = (pin: WeightedPin): boolean => now.some(({ agent }) => agent === pin.agent);
  for (const { ran } of past) {
    const [pin] = ran
      .filter((candidate) => candidate.version === version)
      .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || b.weight - a.weight);
    if (pin !== undefined) return pin;
  }
  return isCut ? { kind: "history-cut" } : { kind: "never-ran", version };
}

function versionsThatRan({ now, past }: LinePast): number[] {
  const current = now.length === 1 ? now[0]?.version : undefined;
  const ran = past.flatMap((pins) => pins.ran.flatMap(({ version }) => version ?? []));
  return [...new Set(ran)].filter((version) => version !== current);
}
