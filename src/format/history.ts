import type { ListedVersion } from "../model/version.js";
import { fitList, shareRoom } from "./fit-columns.js";
import { cutToWidth, textWidth } from "./fit-text.js";
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

/**
 * Versions for people, one a line. `now` in milliseconds; `columns` is the width of the terminal, where lines are cut to
 * it, and null where everything is written.
 */
export function prettyHistory(
  rows: readonly HistoryRow[],
  now: number,
  theme: Theme,
  columns: number | null = null,
): string {
  const told = rows.map((row) => ({
    ref: `v${row.version}`,
    title: row.title === null ? null : plainText(row.title),
    age: relativeTime(row.timestamp, now),
    author: plainText(row.author.name),
    agents: row.agentsChanged.map(plainText),
    numbers: row.numbers,
  }));
  const [title = 0, author = 0, agents = 0, numbers = 0] = roomOf(told, columns);
  return table(
    told.map((row) => [
      theme.pinned(row.ref),
      row.title === null ? theme.muted(cutToWidth(untitled, title)) : cutToWidth(row.title, title),
      theme.muted(row.age),
      theme.muted(cutToWidth(row.author, author)),
      agentsText(row, agents),
      numbersText(row, numbers),
    ]),
  );
}

const untitled = "(no title)";

interface ToldVersion {
  readonly ref: string;
  readonly title: string | null;
  readonly age: string;
  readonly author: string;
  readonly agents: readonly string[];
  readonly numbers: readonly string[];
}

function agentsText({ agents }: ToldVersion, width: number): string {
  return fitList(agents, { noun: "agent", separator: ", ", width });
}

function numbersText({ numbers }: ToldVersion, width: number): string {
  return fitList(numbers, { noun: "number", separator: " ", width });
}

/** Columns of title, author, agents and numbers. A number is not cut: it would be another one. */
function roomOf(rows: readonly ToldVersion[], columns: number | null): number[] {
  const widest = (text: (row: ToldVersion) => string): number =>
    rows.reduce((width, row) => Math.max(width, textWidth(text(row))), 0);
  const wanted = [
    { wanted: widest(({ title }) => title ?? untitled), share: 2 },
    { wanted: widest(({ author }) => author), share: 1 },
    { wanted: widest(({ agents }) => agents.join(", ")), share: 1 },
    { wanted: widest(({ numbers }) => numbers.join(" ")), share: 1, least: "+14155550100".length },
  ];
  if (columns === null) return wanted.map((column) => column.wanted);
  const fixed = widest(({ ref }) => ref) + widest(({ age }) => age);
  const gaps = 2 * (1 + wanted.filter((column) => column.wanted > 0).length);
  const room = columns - fixed - gaps;
  const [, , agents = 0, numbers = 0] = shareRoom(wanted, room);
  // Lists that say how many more there are leave room to the others.
  const said = [
    ...wanted.slice(0, 2),
    { wanted: widest((row) => agentsText(row, agents)), share: 1, least: agents },
    { wanted: widest((row) => numbersText(row, numbers)), share: 1, least: numbers },
  ];
  return shareRoom(said, room);
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
