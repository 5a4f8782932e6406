import { counted } from "../../format/plural.js";
import { briefAge } from "../../format/time.js";
import { formatRev } from "../../model/version.js";
import { loadedValue } from "../loadable.js";
import { hasEdits, revOf, type VersionRow, versionRowAt } from "../rows.js";
import type { Size } from "../size.js";
import type { State } from "../state.js";
import { type Cell, listRow } from "./list-row.js";
import { listHead, listNote } from "./list-rows.js";

/** The versions' list: the draft on top, then the versions, newest first; only what is seen is made. */
export function versionsView(state: State, size: Size): readonly string[] {
  const { theme, lists } = state;
  const { cursor, top } = lists.versions;
  const widths = columnsOf(state, size.columns);
  const head = listHead(size.rows);
  const lines: string[] = [];
  if (head > 0) lines.push(theme.muted(listRow(heading(widths), { isHere: false, isFocused: false }, theme)));
  for (let at = top; at < top + size.rows - head; at++) {
    const row = versionRowAt(state, at);
    if (row === null) break;
    const isHere = at === cursor;
    lines.push(listRow(cellsOf(state, row, widths), { isHere, isFocused: state.focus === "list" }, theme));
  }
  const note = emptyNote(state);
  return note === null ? lines : [...lines, ...listNote(note, size.columns).map(theme.muted)];
}

interface Widths {
  readonly number: number;
  readonly title: number;
  readonly when: number;
  readonly who: number;
  readonly lines: number;
}

function columnsOf(state: State, columns: number): Widths {
  const newest = loadedValue(state.versions)?.[0] ?? 0;
  // The mark of a row that is marked has a column of its own.
  const number = Math.max(6, `v${newest}`.length + 1);
  const when = 4;
  const who = columns >= 44 ? Math.min(16, Math.floor(columns / 5)) : 0;
  const lines = columns >= 34 ? 2 : 0;
  const gaps = 3 + Number(who > 0) + Number(lines > 0);
  return { number, when, who, lines, title: Math.max(0, columns - number - when - who - lines - gaps) };
}

function heading({ number, title, when, who, lines }: Widths): readonly Cell[] {
  return [
    { text: "", width: number },
    { text: "title", width: title },
    { text: "nr", width: lines },
    { text: "who", width: who },
    { text: "when", width: when },
  ];
}

function cellsOf(state: State, row: VersionRow, widths: Widths): readonly Cell[] {
  const { theme, marked } = state;
  const name = formatRev(revOf(row));
  const mark = marked !== null && formatRev(marked) === name ? "*" : " ";
  if (row.kind !== "version") {
    const { number, title, lines, who, when } = widths;
    const rest = title + lines + who + when + Number(lines > 0) + Number(who > 0) + 1;
    const label = row.kind === "worktree" ? "edits" : name;
    return [
      { text: `${mark}${label}`, width: number, style: theme.changed },
      { text: row.kind === "worktree" ? editsNote(state) : draftNote(state), width: rest },
    ];
  }
  const entry = state.rows.get(row.version);
  const isHit =
    state.scan?.hits.some(({ version }) => version === row.version && state.scan?.text !== null) ?? false;
  const title =
    entry === undefined ? "…" : entry === null ? "no version: tagline verify" : (entry.title ?? "(no title)");
  const titleStyle = isHit ? theme.changed : entry?.title === null ? theme.muted : undefined;
  return [
    { text: `${mark}${name}`, width: widths.number, style: theme.pinned },
    { text: title, width: widths.title, ...(titleStyle === undefined ? {} : { style: titleStyle }) },
    { text: entry?.numbers.length ? String(entry.numbers.length) : "", width: widths.lines, style: theme.ok },
    { text: entry?.author.name ?? "", width: widths.who, style: theme.muted },
    { text: entry ? briefAge(entry.timestamp, state.now) : "", width: widths.when, style: theme.muted },
  ];
}

/** What is checked is the working tree: errors are those of the edits, where there are any. */
function editsNote(state: State): string {
  return invalidNote(state) ?? "not committed";
}

function invalidNote(state: State): string | null {
  const problems = loadedValue(state.status)?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return errors === 0 ? null : `invalid: ${counted(errors, "error")}`;
}

/** The draft's state in a few words; the right pane has the whole of it. */
function draftNote(state: State): string {
  const { status } = state;
  if (status.kind === "loading") return "…";
  if (status.kind === "failed") return "";
  const { newest, draftChanges } = status.value;
  const invalid = hasEdits(status.value) ? null : invalidNote(state);
  if (invalid !== null) return invalid;
  if (newest === null) return "nothing deployed yet";
  if (draftChanges.length === 0) return `equal to v${newest.version}`;
  return `ahead by ${draftChanges.join(", ")}`;
}

function emptyNote(state: State): string | null {
  const { scan, versions } = state;
  if (versions.kind === "loading") return "reading …";
  if (versions.kind === "failed") return versions.failure.message;
  if (versions.value.length === 0) return "No versions yet: D deploys one.";
  if (scan !== null && scan.agent !== null && scan.hits.length === 0)
    return scan.isDone ? "none" : "searching …";
  return null;
}
