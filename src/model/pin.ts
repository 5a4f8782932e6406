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

/** A pin as typed: `desk@v3`, or `desk@v3:0.9` with its share of the calls. */
export interface TypedPin extends Pin {
  readonly weight: number | null;
}

/** Reads `desk@v3` or `desk@v3:0.9`; null when it is neither, or the share is not above 0 and at most 1. */
export function parseTypedPin(text: string): TypedPin | null {
  const [name = "", share, ...more] = text.split(":");
  const pin = parsePin(name);
  const weight = share === undefined ? null : share.trim() === "" ? Number.NaN : Number(share);
  if (pin === null || more.length > 0 || (weight !== null && !(weight > 0 && weight <= 1))) return null;
  return { ...pin, weight };
}

/** Pins of a line with their weights: one has all of them unless it says otherwise; of several, null when one says none. */
export function withWeights(pins: readonly TypedPin[]): WeightedPin[] | null {
  const whole: WeightedPin[] = [];
  for (const pin of pins) {
    const weight = pin.weight ?? (pins.length === 1 ? 1 : null);
    if (weight === null) return null;
    whole.push({ ...pin, weight });
  }
  return whole;
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
