import { samePins, type WeightedPin } from "./pin.js";

/** What a line pointed to without a break. No pins is "no agent". */
export interface LineRun<At> {
  readonly pins: readonly WeightedPin[];
  /** Where it began to. */
  readonly since: At;
  /** Where it ceased to; null for what it points to now. */
  readonly until: At | null;
}

/** Runs of a line, newest first, with the next older state added: the last run goes further back, or one more begins. */
export function withOlderState<At>(
  runs: readonly LineRun<At>[],
  pins: readonly WeightedPin[],
  at: At,
): readonly LineRun<At>[] {
  const last = runs.at(-1);
  if (last !== undefined && samePins(last.pins, pins)) return [...runs.slice(0, -1), { ...last, since: at }];
  return [...runs, { pins, since: at, until: last?.since ?? null }];
}
