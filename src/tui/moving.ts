import { detailPage } from "./detail/page.js";
import { layoutOf } from "./layout.js";
import { contentRows, detailWidth, rowCount } from "./settle.js";
import type { State } from "./state.js";
import { saying } from "./step.js";

/** The state with the list's cursor on another row, and the right pane at its top. */
export function atRow(state: State, cursor: number): State {
  const { tab, lists } = state;
  const last = Math.max(0, rowCount(state, tab) - 1);
  const at = Math.max(0, Math.min(cursor, last));
  if (at === lists[tab].cursor) return state;
  return atTop(
    { ...state, lists: { ...lists, [tab]: { ...lists[tab], cursor: at } } },
    { folded: new Set() },
  );
}

/** The state with the cursor moved in the pane that has the keys. */
export function moved(state: State, by: number): State {
  if (state.compared !== null || state.focus === "detail") return scrolled(state, by);
  return atRow(state, state.lists[state.tab].cursor + by);
}

/** The state with the right pane scrolled. */
export function scrolled(state: State, by: number): State {
  const { content } = detailPage(state, detailWidth(state));
  const most = Math.max(0, content.lines.length - contentRows(state));
  const scroll = Math.max(0, Math.min(state.detail.scroll + by, most));
  return { ...state, detail: { ...state.detail, scroll } };
}

/** Rows of a page in the pane that has the keys. */
export function pageOf(state: State): number {
  const { list } = layoutOf(state);
  return state.focus === "detail" || list === null ? contentRows(state) : list.rows;
}

/** Rows that the right pane is scrolled by from the list. */
export function scrollStep(state: State): number {
  return Math.max(1, Math.floor(contentRows(state) / 2));
}

/** The state with the right pane at its top, maybe shown otherwise. */
export function atTop(state: State, change: Partial<State["detail"]> = {}): State {
  return { ...state, detail: { ...state.detail, scroll: 0, change: 0, ...change } };
}

/** The state with a line of the right pane in sight. */
export function scrolledTo(state: State, line: number): State {
  const { scroll } = state.detail;
  const isSeen = line >= scroll && line < scroll + contentRows(state);
  return isSeen ? state : { ...state, detail: { ...state.detail, scroll: Math.max(0, line - 2) } };
}

/** The state at the right pane's next change (1) or the one before (-1). */
export function toChange(state: State, by: 1 | -1): State {
  const { content } = detailPage(state, detailWidth(state));
  const { changes } = content;
  if (changes.length === 0) return saying(state, "There are none here.");
  const at = state.detail.change + by;
  // The first press shows the first one, whichever way it was.
  const change =
    state.detail.scroll === 0 &&
    state.detail.change === 0 &&
    by === 1 &&
    (changes[0] ?? 0) > contentRows(state)
      ? 0
      : at;
  const next = Math.max(0, Math.min(change, changes.length - 1));
  const line = changes[next] ?? 0;
  const shown = scrolledTo(state, line);
  return saying({ ...shown, detail: { ...shown.detail, change: next } }, `${next + 1} of ${changes.length}`);
}
