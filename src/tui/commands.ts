import { agentPath } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import { formatRev } from "../model/version.js";
import { detailPage } from "./detail/page.js";
import type { CommandName } from "./keymap.js";
import { layoutOf } from "./layout.js";
import { loadedValue } from "./loadable.js";
import { attachToRow, editPins, openDeploy, openPlan } from "./overlays/open.js";
import { indexOfVersion, revOf } from "./rows.js";
import { selectedAgent, selectedLine, selectedRow } from "./selection.js";
import { contentRows, detailWidth, rowCount } from "./settle.js";
import { detailTabs, type State, type Tab } from "./state.js";
import { type Step, saying, step } from "./step.js";
import { inputOf } from "./text-input.js";

/** What each command makes of a state; whether it is available was asked before. */
export const commands: Readonly<Record<CommandName, (state: State) => Step>> = {
  up: (state) => step(moved(state, -1)),
  down: (state) => step(moved(state, 1)),
  "page-up": (state) => step(moved(state, -pageOf(state))),
  "page-down": (state) => step(moved(state, pageOf(state))),
  first: (state) => step(moved(state, Number.NEGATIVE_INFINITY)),
  last: (state) => step(moved(state, Number.POSITIVE_INFINITY)),
  "scroll-up": (state) => step(scrolled(state, -scrollStep(state))),
  "scroll-down": (state) => step(scrolled(state, scrollStep(state))),
  open: (state) => step({ ...state, focus: "detail" }),
  fold: (state) => step(folded(state)),
  back: (state) => back(state),
  "other-pane": (state) => step({ ...state, focus: state.focus === "list" ? "detail" : "list" }),
  "show-versions": (state) => step(showing(state, "versions")),
  "show-draft": (state) => step(showing(state, "draft")),
  "show-numbers": (state) => step(showing(state, "numbers")),
  "previous-tab": (state) => step(otherTab(state, -1)),
  "next-tab": (state) => step(otherTab(state, 1)),
  "previous-agent": (state) => step(otherAgent(state, -1)),
  "next-agent": (state) => step(otherAgent(state, 1)),
  search: (state) => step({ ...state, overlay: { kind: "search", input: inputOf(state.scan?.text ?? "") } }),
  "next-hit": (state) => step(toHit(state, 1)),
  "previous-hit": (state) => step(toHit(state, -1)),
  filter: (state) => step(chooseAgent(state)),
  mark: (state) => step(marked(state)),
  compare: (state) => step(compared(state)),
  words: (state) => step(atTop(state, { words: !state.detail.words })),
  "less-context": (state) => step(atTop(state, { context: Math.max(0, state.detail.context - 1) })),
  "more-context": (state) => step(atTop(state, { context: state.detail.context + 1 })),
  "next-change": (state) => step(toChange(state, 1)),
  "previous-change": (state) => step(toChange(state, -1)),
  attach: (state) =>
    step(state.tab === "numbers" ? editPins(state, selectedLine(state)) : attachToRow(state)),
  detach(state) {
    const line = selectedLine(state);
    if (line === null) return step(state);
    const { number, direction } = line;
    return openPlan(state, { kind: "attach", number, direction, pins: [] });
  },
  rollback(state) {
    const line = selectedLine(state);
    const row = selectedRow(state);
    if (state.tab === "numbers" && line !== null)
      return openPlan(state, {
        kind: "rollback",
        of: { kind: "line", number: line.number, direction: line.direction },
      });
    if (row?.kind !== "version") return step(state);
    return openPlan(state, { kind: "rollback", of: { kind: "version", version: row.version } });
  },
  deploy: openDeploy,
  restore(state) {
    const row = selectedRow(state);
    return row?.kind === "version" ? openPlan(state, { kind: "restore", version: row.version }) : step(state);
  },
  zoom: (state) => step({ ...state, isZoomed: !state.isZoomed }),
  copy(state) {
    const text = copiedText(state);
    return text === null
      ? step(saying(state, "There is nothing to copy here."))
      : step(saying(state, `copied: ${text}`), { kind: "copy", text });
  },
  edit: (state) => step(state, { kind: "edit", ...editedPlace(state) }),
  refresh: (state) => step(saying(state, "reading the repository again"), { kind: "refresh" }),
  suspend: (state) => step(state, { kind: "suspend" }),
  help: (state) => step({ ...state, overlay: { kind: "help", scroll: 0 } }),
  quit: (state) => step(state, { kind: "quit" }),
};

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

/** The state at a hit of its search: the next one down from a row, or the one before it. */
export function toHit(state: State, by: 1 | -1, from = state.lists.versions.cursor + by): State {
  const places = (state.scan?.hits ?? [])
    .map(({ version, where }) => ({ at: indexOfVersion(state, version), version, where }))
    .filter(({ at }) => at >= 0);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return state;
  const next = by > 0 ? places.find(({ at }) => at >= from) : places.findLast(({ at }) => at <= from);
  const found = next ?? (by > 0 ? first : last);
  return atRow({ ...state, tab: "versions" }, found.at);
}

function moved(state: State, by: number): State {
  if (state.compared !== null || state.focus === "detail") return scrolled(state, by);
  return atRow(state, state.lists[state.tab].cursor + by);
}

function scrolled(state: State, by: number): State {
  const { content } = detailPage(state, detailWidth(state));
  const most = Math.max(0, content.lines.length - contentRows(state));
  const scroll = Math.max(0, Math.min(state.detail.scroll + by, most));
  return { ...state, detail: { ...state.detail, scroll } };
}

function pageOf(state: State): number {
  const { list } = layoutOf(state);
  return state.focus === "detail" || list === null ? contentRows(state) : list.rows;
}

function scrollStep(state: State): number {
  return Math.max(1, Math.floor(contentRows(state) / 2));
}

function atTop(state: State, change: Partial<State["detail"]> = {}): State {
  return { ...state, detail: { ...state.detail, scroll: 0, change: 0, ...change } };
}

function showing(state: State, tab: Tab): State {
  return atTop({ ...state, tab, focus: "list", compared: null }, { folded: new Set() });
}

function otherTab(state: State, by: 1 | -1): State {
  const { tab, detail } = state;
  const all = detailTabs[tab];
  const at = all.indexOf(detail.tabs[tab]) + by;
  const next = all[(at + all.length) % all.length] ?? detail.tabs[tab];
  return atTop(state, { tabs: { ...detail.tabs, [tab]: next } });
}

function otherAgent(state: State, by: 1 | -1): State {
  return atTop(state, { agent: state.detail.agent + by });
}

function back(state: State): Step {
  if (state.compared !== null) return step(atTop({ ...state, compared: null }));
  if (state.focus === "detail") return step({ ...state, focus: "list" });
  if (state.isZoomed) return step({ ...state, isZoomed: false });
  if (state.scan !== null) {
    const row = selectedRow(state);
    const all = { ...state, scan: null };
    const at = row?.kind === "version" ? indexOfVersion(all, row.version) : 0;
    return step(
      { ...all, lists: { ...all.lists, versions: { cursor: at, top: Math.max(0, at - 5) } } },
      { kind: "stop-search" },
    );
  }
  if (state.marked !== null) return step({ ...state, marked: null });
  return step(saying(state, "Press q to quit."));
}

function chooseAgent(state: State): State {
  const status = loadedValue(state.status);
  const agents = status?.agents ?? [];
  if (agents.length === 0) return saying(state, "There are no agents to choose from.");
  const at = agents.indexOf(state.scan?.agent ?? "") + 1;
  return { ...state, overlay: { kind: "choose-agent", agents, cursor: at } };
}

function marked(state: State): State {
  const row = selectedRow(state);
  if (row === null) return state;
  const rev = revOf(row);
  if (state.marked !== null && formatRev(state.marked) === formatRev(rev)) return { ...state, marked: null };
  return saying({ ...state, marked: rev }, `${formatRev(rev)} is marked: go to another, and press d`);
}

/** The older side is on the left, whichever was marked. */
function compared(state: State): State {
  const row = selectedRow(state);
  if (row === null || state.marked === null) return state;
  const other = revOf(row);
  if (formatRev(other) === formatRev(state.marked))
    return saying(state, "That is the marked one: go to another, and press d.");
  const age = (rev: typeof other): number =>
    rev.kind === "version"
      ? rev.version
      : rev.kind === "draft"
        ? Number.MAX_SAFE_INTEGER - 1
        : Number.MAX_SAFE_INTEGER;
  const [from, to] = age(state.marked) < age(other) ? [state.marked, other] : [other, state.marked];
  return atTop({ ...state, compared: { from, to }, focus: "list" }, { folded: new Set() });
}

function toChange(state: State, by: 1 | -1): State {
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
  const isSeen = line >= state.detail.scroll && line < state.detail.scroll + contentRows(state);
  const scroll = isSeen ? state.detail.scroll : Math.max(0, line - 2);
  return saying(
    { ...state, detail: { ...state.detail, change: next, scroll } },
    `${next + 1} of ${changes.length}`,
  );
}

function folded(state: State): State {
  const { content } = detailPage(state, detailWidth(state));
  const { sections, changes } = content;
  if (sections.length === 0) return state;
  const { detail } = state;
  const current = changes[detail.change];
  const isSeen =
    current !== undefined && current >= detail.scroll && current < detail.scroll + contentRows(state);
  const line = isSeen ? current : detail.scroll;
  const section = sections.findLast((one) => one.line <= line) ?? sections[0];
  if (section === undefined) return state;
  const keys = new Set(detail.folded);
  if (!keys.delete(section.key)) keys.add(section.key);
  return { ...state, detail: { ...detail, folded: keys, scroll: Math.min(detail.scroll, section.line) } };
}

function copiedText(state: State): string | null {
  if (state.compared !== null) {
    const { from, to } = state.compared;
    return `tagline diff ${from.kind === "nothing" ? "" : `${formatRev(from)} `}${formatRev(to)}`;
  }
  switch (state.tab) {
    case "versions": {
      const row = selectedRow(state);
      return row === null ? null : formatRev(revOf(row));
    }
    case "draft":
      return selectedAgent(state);
    case "numbers":
      return selectedLine(state)?.number ?? null;
  }
}

function editedPlace(state: State): { file: string; line: number } {
  const { places } = detailPage(state, detailWidth(state)).content;
  const place = places[state.detail.change];
  if (place !== undefined) return { file: place.file, line: place.at };
  if (state.tab === "numbers") return { file: manifestPath, line: 1 };
  const agent = selectedAgent(state);
  if (state.tab === "draft" && agent !== null) return { file: agentPath(agent, "agent.yaml"), line: 1 };
  return { file: "agents", line: 1 };
}
