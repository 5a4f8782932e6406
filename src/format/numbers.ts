import type { JsonObject } from "../model/json.js";
import { type Direction, directions } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import { formatRef } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import { table } from "./table.js";
import type { Theme } from "./theme.js";

/** A number as `numbers` prints it. */
export interface NumberRow {
  readonly number: string;
  readonly nickname: string | null;
  readonly lines: Readonly<Record<Direction, readonly (WeightedPin & { readonly commit: string | null })[]>>;
  readonly settings: JsonObject;
}

/** Numbers for people: one line for each line that has an agent. */
export function prettyNumbers(rows: readonly NumberRow[], theme: Theme): string {
  return table(
    rows.flatMap(({ number, nickname, lines }) => {
      const used = directions.filter((direction) => lines[direction].length > 0);
      const name = nickname === null ? "" : plainText(nickname);
      if (used.length === 0) return [[theme.strong(number), name, theme.muted("no agent"), ""]];
      return used.map((direction, i) => [
        i === 0 ? theme.strong(number) : "",
        i === 0 ? name : "",
        theme.muted(direction),
        theme.pinned(pinsText(lines[direction])),
      ]);
    }),
  );
}

/** The stable JSON of `numbers` (DESIGN section 6). */
export function jsonNumbers(rows: readonly NumberRow[]): string {
  const listed = rows.map(({ number, nickname, lines, settings }) => ({
    number,
    nickname,
    ...Object.fromEntries(
      directions.map((direction) => [
        direction,
        lines[direction].map(({ agent, version, weight, commit }) => ({
          agent,
          version,
          ref: formatRef(version),
          weight,
          commit,
        })),
      ]),
    ),
    ...settings,
  }));
  return jsonDocument(listed);
}
