import { isSlug } from "./agent.js";
import { formatRef, parseVersionTag } from "./version.js";

/** Where a line points: an agent at a version, or at the draft (`version: null`). */
export interface Pin {
  readonly agent: string;
  readonly version: number | null;
}

/** A pin with its share of the calls; weights of a line sum to 1. */
export interface WeightedPin extends Pin {
  readonly weight: number;
}

/** Weights of a line may miss 1 by this much (the platform's own tolerance is not documented). */
export const weightTolerance = 1e-6;

/** Reads `desk@v3` or `desk@draft`; null when it is neither. */
export function parsePin(text: string): Pin | null {
  const at = text.indexOf("@");
  if (at < 0) return null;
  const agent = text.slice(0, at);
  const ref = text.slice(at + 1);
  if (!isSlug(agent)) return null;
  if (ref === "draft") return { agent, version: null };
  const version = parseVersionTag(ref);
  return version === null ? null : { agent, version };
}

/** The inverse of `parsePin`: `desk@v3`, `desk@draft`. */
export function formatPin(pin: Pin): string {
  return `${pin.agent}@${formatRef(pin.version)}`;
}

/** True when both point at the same agent and version. */
export function samePin(a: Pin, b: Pin): boolean {
  return a.agent === b.agent && a.version === b.version;
}

/** True when both lists say the same of a line: the same pins with the same weights, in the same order. */
export function samePins(a: readonly WeightedPin[], b: readonly WeightedPin[]): boolean {
  return (
    a.length === b.length &&
    a.every((pin, i) => b[i] !== undefined && samePin(pin, b[i]) && pin.weight === b[i].weight)
  );
}
