import { agentPath } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import { formatRev } from "../model/version.js";
import { detailPage } from "./detail/page.js";
import { shownAgent } from "./detail/subject.js";
import { findsInVersions, toFound } from "./find.js";
import type { CommandName } from "./keymap.js";
import { loadedValue } from "./loadable.js";
import { atRow, atTop, moved, pageOf, scrolled, scrollStep, toChange } from "./moving.js";
import { attachToRow, editPins, openDeploy, openPlan } from "./overlays/open.js";
import { indexOfVersion, revOf } from "./rows.js";
import { selectedAgent, selectedLine, selectedRow } from "./selection.js";
import { contentRows, detailWidth } from "./settle.js";
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
  open: (state) => step({ ...state, focus: "detail", find: null }),
  fold: (state) =>
    state.compared === null && state.detail.tabs[state.tab] === "problems"
      ? edit(state)
      : step(folded(state)),
  back: (state) => back(state),
  "other-pane": (state) => step({ ...state, focus: state.focus === "list" ? "detail" : "list", find: null }),
  "show-versions": (state) => step(showing(state, "versions")),
  "show-draft": (state) => step(showing(state, "draft")),
  "show-numbers": (state) => step(showing(state, "numbers")),
  "previous-tab": (state) => step(otherTab(state, -1)),
  "next-tab": (state) => step(otherTab(state, 1)),
  "previous-agent": (state) => step(otherAgent(state, -1)),
  "next-agent": (state) => step(otherAgent(state, 1)),
  search(state) {
    const [kind, text] = findsInVersions(state)
      ? (["search", state.scan?.text] as const)
      : (["find", state.find?.text] as const);
    return step({ ...state, overlay: { kind, input: inputOf(text ?? "") } });
  },
  "next-hit": (state) => step(toNext(state, 1)),
  "previous-hit": (state) => step(toNext(state, -1)),
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
    return openPlan(state, { kind: "attach", push: true, number, direction, pins: [] });
  },
  rollback(state) {
    const line = selectedLine(state);
    const row = selectedRow(state);
    if (state.tab === "numbers" && line !== null)
      return openPlan(state, {
        kind: "rollback",
        push: true,
        of: { kind: "line", number: line.number, direction: line.direction },
      });
    if (row?.kind !== "version") return step(state);
    return openPlan(state, { kind: "rollback", push: true, of: { kind: "version", version: row.version } });
  },
  deploy: (state) => openDeploy(state, state.tab === "draft" ? selectedAgent(state) : null),
  restore(state) {
    const row = selectedRow(state);
    if (row?.kind !== "version") return step(state);
    return openPlan(state, { kind: "restore", version: row.version, agent: readAgent(state) });
  },
  zoom: (state) => step({ ...state, isZoomed: !state.isZoomed }),
  copy(state) {
    const text = copiedText(state);
    return text === null
      ? step(saying(state, "There is nothing to copy here."))
      : step(saying(state, `copied: ${text}`), { kind: "copy", text });
  },
  edit,
  refresh: (state) => step(saying(state, "reading the repository again"), { kind: "refresh" }),
  suspend: (state) => step(state, { kind: "suspend" }),
  help: (state) => step({ ...state, overlay: { kind: "help", scroll: 0 } }),
  quit: (state) => step(state, { kind: "quit" }),
};

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

function showing(state: State, tab: Tab): State {
  return atTop({ ...state, tab, focus: "list", compared: null, find: null }, { folded: new Set() });
}

function toNext(state: State, by: 1 | -1): State {
  return findsInVersions(state) ? toHit(state, by) : toFound(state, by);
}

/** The agent whose configuration is being read; null where that is not what the keys are for. */
function readAgent(state: State): string | null {
  const isReading = state.focus === "detail" && state.detail.tabs.versions === "configuration";
  return isReading ? (shownAgent(state)?.slug ?? null) : null;
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
  if (state.find !== null) return step({ ...state, find: null });
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
  return atTop({ ...state, compared: { from, to }, focus: "list", find: null }, { folded: new Set() });
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

function edit(state: State): Step {
  const place = editedPlace(state);
  return place === null
    ? step(saying(state, "There is no file to open here: choose an agent in Draft (2)."))
    : step(state, { kind: "edit", ...place });
}

/** The problem that is stepped to, else what the row is about. */
function editedPlace(state: State): { readonly file: string; readonly line: number } | null {
  const { places } = detailPage(state, detailWidth(state)).content;
  const place = places[state.detail.change];
  if (place !== undefined) return { file: place.file, line: place.at };
  if (state.tab === "numbers") return { file: manifestPath, line: 1 };
  const agent = (state.tab === "draft" ? selectedAgent(state) : null) ?? changedAgent(state);
  return agent === null ? null : { file: agentPath(agent, "agent.yaml"), line: 1 };
}

/** The first agent that differs from what was committed or deployed. */
function changedAgent(state: State): string | null {
  const status = loadedValue(state.status);
  return status?.uncommitted[0] ?? status?.draftChanges[0] ?? null;
}
