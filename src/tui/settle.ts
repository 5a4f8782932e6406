import { detailPage } from "./detail/page.js";
import { draftRows } from "./draft-rows.js";
import { layoutOf } from "./layout.js";
import { listHead } from "./lists/list-rows.js";
import { loadedValue } from "./loadable.js";
import { numberLines } from "./number-lines.js";
import { versionRowCount } from "./rows.js";
import type { DetailState, ListPosition, State, Tab } from "./state.js";

/** Rows of the right pane above its content: title, subtitle, tabs. */
export const detailHead = 3;

/** The state with cursors on rows that there are, and both panes scrolled to where something is. */
export function settled(state: State): State {
  const layout = layoutOf(state);
  const rows = layout.list?.rows ?? state.size.rows;
  const seen = Math.max(1, rows - listHead(rows));
  const list = settledList(state.lists[state.tab], rowCount(state, state.tab), seen);
  const lists = list === state.lists[state.tab] ? state.lists : { ...state.lists, [state.tab]: list };
  const placed = lists === state.lists ? state : { ...state, lists };
  const detail = settledDetail(placed);
  return detail === placed.detail ? placed : { ...placed, detail };
}

/** How many rows a list has. */
export function rowCount(state: State, tab: Tab): number {
  switch (tab) {
    case "versions":
      return versionRowCount(state);
    case "draft": {
      const status = loadedValue(state.status);
      return status === null ? 0 : draftRows(status).length;
    }
    case "numbers": {
      const read = loadedValue(state.numbers);
      return read === null ? 0 : numberLines(read).length;
    }
  }
}

/** Rows of the right pane's content that are seen. */
export function contentRows(state: State): number {
  return Math.max(1, (layoutOf(state).detail?.rows ?? 1) - detailHead);
}

/** The columns of the right pane's content. */
export function detailWidth(state: State): number {
  // The first column marks the current change.
  return Math.max(1, (layoutOf(state).detail?.columns ?? state.size.columns) - 1);
}

function settledList(position: ListPosition, count: number, rows: number): ListPosition {
  const cursor = Math.max(0, Math.min(position.cursor, count - 1));
  const lowest = Math.max(0, Math.min(position.top, count - rows));
  const top = cursor < lowest ? cursor : cursor >= lowest + rows ? cursor - rows + 1 : lowest;
  return cursor === position.cursor && top === position.top ? position : { cursor, top };
}

function settledDetail(state: State): DetailState {
  const { detail } = state;
  // At the top, nothing needs to be known of the content, which may be long to make.
  if (detail.scroll <= 0 && detail.change === 0)
    return detail.scroll === 0 ? detail : { ...detail, scroll: 0 };
  const { content } = detailPage(state, detailWidth(state));
  const scroll = Math.max(0, Math.min(detail.scroll, content.lines.length - contentRows(state)));
  const change = Math.max(0, Math.min(detail.change, content.changes.length - 1));
  return scroll === detail.scroll && change === detail.change ? detail : { ...detail, scroll, change };
}
