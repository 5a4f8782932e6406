import type { ListedVersion } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { table } from "./table.js";
import type { Theme } from "./theme.js";
import { isoTime, relativeTime } from "./time.js";

/** A version as `history` prints it. */
export type HistoryRow = Omit<ListedVersion, "agentsChanged"> & {
  readonly agentsChanged: readonly string[];
  readonly numbers: readonly string[];
};

/** Versions for people, one a line. `now` in milliseconds. */
export function prettyHistory(rows: readonly HistoryRow[], now: number, theme: Theme): string {
  return table(
    rows.map((row) => [
      theme.pinned(`v${row.version}`),
      row.title === null ? theme.muted("(no title)") : plainText(row.title),
      theme.muted(relativeTime(row.timestamp, now)),
      theme.muted(plainText(row.author.name)),
      row.agentsChanged.map(plainText).join(", "),
      row.numbers.join(" "),
    ]),
  );
}

/** The stable JSON of `history` (DESIGN section 6). */
export function jsonHistory(rows: readonly HistoryRow[]): string {
  const listed = rows.map((row) => ({
    version: row.version,
    ref: `v${row.version}`,
    title: row.title,
    author: row.author,
    date: isoTime(row.timestamp, row.timezoneOffset),
    commit: row.commit,
    tagOid: row.tagOid,
    agentsChanged: row.agentsChanged,
    numbers: row.numbers,
  }));
  return jsonDocument(listed);
}
