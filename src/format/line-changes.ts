import type { LineChange } from "../model/manifest.js";
import type { Oid } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { lineChangeJson } from "./pin-json.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** A line that moves is told in two rows where it has more columns than a usual terminal, as splits have. */
const mostColumns = 80;

/** Lines that are about to move, one each: `+1… inbound: desk@v3 → desk@v4`. */
export function lineChangesText(changes: readonly LineChange[], theme: Theme): string {
  return changes
    .map(({ number, direction, before, after }) => {
      const line = `  ${plainText(number)} ${direction}:`;
      const [from, to] = [pinsText(before), pinsText(after)];
      const gap = `${line} ${from} → ${to}`.length > mostColumns ? "\n    " : " ";
      return `${line} ${theme.removed(from)}${gap}→ ${theme.added(to)}\n`;
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

/** Lines that move, or would, or did. */
export interface LinesReport {
  readonly status: "moved" | "unchanged" | "planned";
  readonly changes: readonly LineChange[];
  /** null when only the file was edited, or nothing was written. */
  readonly commit: Oid | null;
  readonly pushed: boolean;
  /** The commands that take it back. */
  readonly undo: readonly string[];
}

/** The stable JSON of `attach`, `detach` and `rollback`. */
export function jsonLineChanges({ status, changes, commit, pushed, undo }: LinesReport): string {
  return jsonDocument({ status, changes: changes.map(lineChangeJson), commit, pushed, undo });
}
