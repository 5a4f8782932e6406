import { type Direction, directions, type LineChange, type Manifest } from "../model/manifest.js";
import { samePins, type WeightedPin } from "../model/pin.js";

/** What `attach` and `detach` are asked: the lines of `numbers` get `pins`, or none. */
export interface AttachRequest {
  readonly numbers: readonly string[];
  readonly pins: readonly WeightedPin[];
  /** null is inbound for an attach, and the number's only line for a detach. */
  readonly direction: Direction | null;
  /** Whether a line that is split by weight may be overwritten. */
  readonly replace: boolean;
}

/** Why pins cannot be changed as asked. */
export type AttachRefusal =
  | { readonly kind: "unknown-number"; readonly number: string }
  | { readonly kind: "several-lines"; readonly number: string; readonly lines: readonly Direction[] }
  | {
      readonly kind: "weighted-line";
      readonly number: string;
      readonly direction: Direction;
      readonly pins: readonly WeightedPin[];
    };

/** The lines that change, without those that already point there; or why they cannot. */
export function planAttach(
  request: AttachRequest,
  manifest: Manifest,
): readonly LineChange[] | { readonly refused: AttachRefusal } {
  const changes: LineChange[] = [];
  for (const number of new Set(request.numbers)) {
    const entry = manifest.numbers.get(number);
    const used = directions.filter((direction) => entry?.lines[direction] !== undefined);
    const detaching = request.pins.length === 0;
    if (detaching && entry === undefined) return { refused: { kind: "unknown-number", number } };
    if (detaching && request.direction === null && used.length > 1)
      return { refused: { kind: "several-lines", number, lines: used } };
    const direction = request.direction ?? (detaching ? (used[0] ?? "inbound") : "inbound");
    const before = entry?.lines[direction] ?? [];
    if (before.length > 1 && !request.replace)
      return { refused: { kind: "weighted-line", number, direction, pins: before } };
    if (!samePins(before, request.pins)) changes.push({ number, direction, before, after: request.pins });
  }
  return changes;
}
