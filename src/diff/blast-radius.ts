import type { AffectedLine, BlastRadius } from "../model/change.js";
import { directions, type LineChange, type Manifest } from "../model/manifest.js";
import { samePin, type WeightedPin } from "../model/pin.js";

/**
 * Whom a change reaches. `changed` are the slugs that differ in what a call runs, those of removed agents and of a renamed one's
 * old name among them; lines are read from the new manifest.
 */
export function blastRadius(changed: ReadonlySet<string>, before: Manifest, after: Manifest): BlastRadius {
  const followingDraft: AffectedLine[] = [];
  const pinned: AffectedLine[] = [];
  for (const { number, nickname, lines } of after.numbers.values())
    for (const direction of directions)
      for (const pin of lines[direction] ?? []) {
        if (!changed.has(pin.agent)) continue;
        (pin.version === null ? followingDraft : pinned).push({ number, nickname, direction, pin });
      }
  return { followingDraft, pinned, moved: movedLines(before, after) };
}

function movedLines(before: Manifest, after: Manifest): LineChange[] {
  const moved: LineChange[] = [];
  for (const number of new Set([...before.numbers.keys(), ...after.numbers.keys()]))
    for (const direction of directions) {
      const old = before.numbers.get(number)?.lines[direction] ?? [];
      const now = after.numbers.get(number)?.lines[direction] ?? [];
      if (!samePins(old, now)) moved.push({ number, direction, before: old, after: now });
    }
  return moved;
}

/** The order of a split line means nothing: a share is a share. */
function samePins(a: readonly WeightedPin[], b: readonly WeightedPin[]): boolean {
  return (
    a.length === b.length &&
    a.every((pin) => b.some((other) => samePin(pin, other) && pin.weight === other.weight))
  );
}
