import type { JsonObject } from "../model/json.js";
import { type Direction, directions } from "../model/manifest.js";
import type { RemoteStanding } from "../model/next-step.js";
import type { WeightedPin } from "../model/pin.js";
import { formatRef } from "../model/version.js";
import { cutToWidth, textWidth } from "./fit-text.js";
import { jsonDocument } from "./json.js";
import { pinsText, pinText } from "./pins.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { remoteBranch } from "./push.js";
import { table } from "./table.js";
import type { Theme } from "./theme.js";

/** A number as `numbers` prints it. */
export interface NumberRow {
  readonly number: string;
  readonly nickname: string | null;
  readonly lines: Readonly<Record<Direction, readonly (WeightedPin & { readonly commit: string | null })[]>>;
  readonly settings: JsonObject;
}

/** A nickname is not cut to fewer columns than these. */
const leastName = 8;

/**
 * Numbers for people: one row for each line that has an agent. In `columns`, nicknames are cut as far as needed, and
 * the pins of a split stand one below the other where they would not fit; null is as wide as it is.
 */
export function prettyNumbers(rows: readonly NumberRow[], theme: Theme, columns: number | null): string {
  const lines = rows.flatMap(linesOf);
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));
  const names = widest(lines.map(({ name }) => name));
  // Between number, line and pins are two columns each, and two more with names.
  const taken = widest(lines.map(({ number }) => number)) + widest(lines.map(({ line }) => line)) + 4;
  const room = columns === null ? Number.POSITIVE_INFINITY : columns - taken - (names > 0 ? 2 : 0);
  const whole = widest(lines.map(({ pins }) => pins.join(" ")));
  const isStacked = whole + Math.min(names, leastName) > room;
  const pinned = isStacked ? widest(lines.flatMap(({ pins }) => pins)) : whole;
  const name = Math.min(names, Math.max(room - pinned, leastName));
  return table(
    lines.flatMap(({ number, name: full, line, pins }) => {
      const [first = "", ...more] = isStacked ? pins : [pins.join(" ")];
      const cells = (...[a, b, c, d]: [string, string, string, string]): string[] =>
        names === 0 ? [a, c, d] : [a, b, c, d];
      return [
        cells(
          theme.strong(number),
          cutToWidth(full, name),
          theme.muted(line),
          first === "" ? "" : theme.pinned(first),
        ),
        ...more.map((pin) => cells("", "", "", theme.pinned(pin))),
      ];
    }),
  );
}

interface LineCells {
  readonly number: string;
  readonly name: string;
  readonly line: string;
  readonly pins: readonly string[];
}

function linesOf({ number, nickname, lines }: NumberRow): LineCells[] {
  const used = directions.filter((direction) => lines[direction].length > 0);
  const name = nickname === null ? "" : plainText(nickname);
  if (used.length === 0) return [{ number, name, line: pinsText([]), pins: [] }];
  return used.map((direction, i) => {
    const [only, ...more] = lines[direction];
    const isSplit = more.length > 0;
    return {
      number: i === 0 ? number : "",
      name: i === 0 ? name : "",
      line: direction,
      pins: isSplit || only === undefined ? lines[direction].map(pinText) : [pinsText([only])],
    };
  });
}

/** Where the manifest stands that `numbers` reads. */
export interface ManifestStanding {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly upstream: RemoteStanding | null;
  readonly isEdited: boolean;
}

/** Which commit the numbers are of, and what of it does not route everywhere, or not yet. */
export function standingText(standing: ManifestStanding, theme: Theme): string {
  const { branch, commit, upstream, isEdited } = standing;
  if (commit === null) return "";
  const where = branch === null ? "a detached HEAD" : plainText(branch);
  const notes: string[] = [];
  if (upstream !== null && (upstream.ahead ?? 0) > 0)
    notes.push(`${counted(upstream.ahead ?? 0, "commit")} not pushed to ${remoteBranch(upstream)}`);
  if (upstream !== null && (upstream.behind ?? 0) > 0)
    notes.push(`${counted(upstream.behind ?? 0, "commit")} of ${remoteBranch(upstream)} not here yet`);
  if (isEdited) notes.push("phone-numbers.yaml has edits that are not committed, and route nothing");
  const lines = notes.map((note) => `${theme.warning("!")} ${note}\n`);
  return `${theme.muted(`on ${where}, commit ${commit.slice(0, 12)}`)}\n${lines.join("")}`;
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
