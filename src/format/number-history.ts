import type { Direction } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import type { Oid, Person } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { pinJson } from "./pin-json.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import { table } from "./table.js";
import type { Theme } from "./theme.js";
import { isoTime, relativeTime } from "./time.js";

/** A commit of the manifest as `history --number` prints it. */
interface CommitRow {
  readonly commit: Oid;
  readonly author: Person;
  /** Seconds since 1970, and minutes east of UTC. */
  readonly timestamp: number;
  readonly timezoneOffset: number;
  readonly subject: string;
}

/** What the lines of a number pointed to, newest first. */
export interface NumberHistoryReport {
  readonly number: string;
  readonly runs: readonly {
    readonly direction: Direction;
    readonly pins: readonly WeightedPin[];
    readonly since: CommitRow;
    readonly isCurrent: boolean;
    readonly isCut: boolean;
  }[];
  readonly passedOver: readonly CommitRow[];
}

/** A number's history for people: one line for each pin that a line had. `now` in milliseconds. */
export function prettyNumberHistory({ runs }: NumberHistoryReport, now: number, theme: Theme): string {
  return table(
    runs.map(({ direction, pins, since, isCurrent, isCut }) => {
      const pinned = pinsText(pins);
      return [
        theme.muted(direction),
        isCurrent ? theme.pinned(pinned) : pinned,
        theme.muted(`${isCut ? "at least " : ""}${relativeTime(since.timestamp, now)}`),
        theme.muted(plainText(since.author.name)),
        theme.muted(since.commit.slice(0, 12)),
        plainText(since.subject),
      ];
    }),
  );
}

/** What the list does not show: where a shallow clone ends, and manifests that could not be read. */
export function numberHistoryNotes({ runs, passedOver }: NumberHistoryReport, theme: Theme): string {
  const notes = passedOver.map(
    ({ commit, subject }) =>
      `phone-numbers.yaml of ${commit.slice(0, 12)} (${plainText(subject)}) cannot be read and is passed over`,
  );
  if (runs.some(({ isCut }) => isCut))
    notes.push("the history of this clone is cut off there: git fetch --unshallow");
  return notes.map((note) => `${theme.warning("!")} ${note}\n`).join("");
}

/** The stable JSON of `history --number`. */
export function jsonNumberHistory({ number, runs, passedOver }: NumberHistoryReport): string {
  return jsonDocument({
    number,
    lines: runs.map(({ direction, pins, since, isCurrent, isCut }) => ({
      direction,
      pins: pins.map(pinJson),
      current: isCurrent,
      date: isoTime(since.timestamp, since.timezoneOffset),
      author: since.author,
      commit: since.commit,
      subject: since.subject,
      historyCut: isCut,
    })),
    passedOver: passedOver.map(({ commit }) => commit),
  });
}
