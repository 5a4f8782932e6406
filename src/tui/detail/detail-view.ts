import { markFound } from "../find.js";
import { placeOf } from "../keymap.js";
import { detailHead, detailWidth } from "../settle.js";
import type { Size } from "../size.js";
import { detailTabs, type State } from "../state.js";
import { type DetailPage, detailPage } from "./page.js";

/** The right pane: what it is about, its tabs, and the part of its content that is scrolled to. */
export function detailView(state: State, size: Size): readonly string[] {
  const page = detailPage(state, detailWidth(state));
  const { scroll, change } = state.detail;
  const rows = Math.max(0, size.rows - detailHead);
  const current = page.content.changes[change];
  const find = placeOf(state) === "detail" || placeOf(state) === "compare" ? state.find : null;
  const isStepping = state.detail.scroll > 0 || change > 0;
  const lines = page.content.lines.slice(scroll, scroll + rows).map((line, i) => {
    const at = scroll + i;
    const marked = find === null ? null : markFound(line, find.text, state.theme);
    if (marked !== null) return `${at === find?.at ? "»" : " "}${marked}`;
    return `${isStepping && at === current ? "›" : " "}${line}`;
  });
  return [` ${page.title}`, ` ${page.subtitle}`, ` ${tabsLine(state, page, rows)}`, ...lines].slice(
    0,
    size.rows,
  );
}

function tabsLine(state: State, { tab, note, content }: DetailPage, rows: number): string {
  const { theme, detail, focus } = state;
  const names = tab === null ? [] : detailTabs[state.tab];
  const tabs = names.map((name) => {
    if (name !== tab) return theme.muted(` ${name} `);
    return focus === "detail" ? theme.selected(`[${name}]`) : theme.strong(`[${name}]`);
  });
  const seen = Math.min(content.lines.length, detail.scroll + rows);
  const where = content.lines.length > rows ? `${seen}/${content.lines.length}` : "";
  return [tabs.join(""), theme.muted([note, where].filter((text) => text !== "").join("  "))]
    .filter((text) => text !== "")
    .join(" ");
}
