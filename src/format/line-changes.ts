import type { LineChange } from "../model/manifest.js";
import { formatRef, type Oid } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** Lines that are about to move, one each: `+1… inbound: desk@v3 → desk@v4`. */
export function lineChangesText(changes: readonly LineChange[], theme: Theme): string {
  return changes
    .map(({ number, direction, before, after }) => {
      const from = theme.removed(pinsText(before));
      return `  ${plainText(number)} ${direction}: ${from} → ${theme.added(pinsText(after))}\n`;
    })
    .join("");
}

/** Lines that moved, one each: `✓ +1… inbound: desk@v4`. */
export function linesMovedText(changes: readonly LineChange[], theme: Theme): string {
  return changes
    .map(({ number, direction, after }) => {
      const to = after.length === 0 ? theme.muted("no agent") : theme.pinned(pinsText(after));
      return `${theme.ok("✓")} ${plainText(number)} ${direction}: ${to}\n`;
    })
    .join("");
}

/**
 * The stable JSON of `attach`, `detach` and `rollback`. `commit` is null when only the file was edited, or nothing
 * changed; `undo` has the commands that take it back, where the verb names them.
 */
export function jsonLineChanges(
  changes: readonly LineChange[],
  commit: Oid | null,
  pushed: boolean,
  undo?: readonly string[],
): string {
  const pins = (line: LineChange["after"]) =>
    line.map(({ agent, version, weight }) => ({ agent, version, ref: formatRef(version), weight }));
  return jsonDocument({
    changes: changes.map(({ number, direction, before, after }) => ({
      number,
      direction,
      before: pins(before),
      after: pins(after),
    })),
    commit,
    pushed,
    ...(undo === undefined ? {} : { undo }),
  });
}
