import type { Rev } from "../../model/version.js";
import type { ReadRequest, SideRev } from "../actions.js";
import { draftRows } from "../draft-rows.js";
import { loadedValue } from "../loadable.js";
import { type NumberLine, numberLines } from "../number-lines.js";
import { resourceOf } from "../resources.js";
import { revOf, type VersionRow, versionBefore, versionRowAt } from "../rows.js";
import type { DetailTab, State } from "../state.js";

/** A tree whose agents are shown: a version, the draft, or the working tree agent by agent. */
export type TreeSubject =
  | { readonly kind: "version"; readonly row: VersionRow; readonly tab: DetailTab }
  | { readonly kind: "agent"; readonly agent: string | null; readonly tab: DetailTab };

/** What the right pane is about. */
export type Subject =
  | { readonly kind: "nothing" }
  | { readonly kind: "comparison"; readonly from: SideRev; readonly to: Rev }
  | TreeSubject
  | {
      readonly kind: "line";
      readonly number: string;
      readonly line: NumberLine;
      readonly tab: DetailTab;
    };

/** What a state's right pane is about. */
export function subjectOf(state: State): Subject {
  const { compared, detail, lists, tab } = state;
  if (compared !== null) return { kind: "comparison", ...compared };
  const shown = detail.tabs[tab];
  switch (tab) {
    case "versions": {
      const row = versionRowAt(state, lists.versions.cursor);
      return row === null ? { kind: "nothing" } : { kind: "version", row, tab: shown };
    }
    case "draft": {
      const status = loadedValue(state.status);
      const row = status === null ? undefined : draftRows(status)[lists.draft.cursor];
      return row === undefined ? { kind: "nothing" } : { kind: "agent", agent: row.agent, tab: shown };
    }
    case "numbers": {
      const read = loadedValue(state.numbers);
      const line = read === null ? undefined : numberLines(read)[lists.numbers.cursor];
      return line === undefined
        ? { kind: "nothing" }
        : { kind: "line", number: line.number, line, tab: shown };
    }
  }
}

/** Which comparison the tab of changes shows. */
export function changesRequest(
  state: State,
  subject: TreeSubject,
): Extract<ReadRequest, { kind: "changes" }> {
  if (subject.kind === "agent")
    return { kind: "changes", from: newestSide(state), to: { kind: "worktree" }, agent: subject.agent };
  const { row } = subject;
  switch (row.kind) {
    case "worktree":
      return { kind: "changes", from: { kind: "draft" }, to: { kind: "worktree" }, agent: null };
    case "draft":
      return { kind: "changes", from: newestSide(state), to: { kind: "draft" }, agent: null };
    case "version": {
      const before = versionBefore(state, row.version);
      const from: SideRev = before === null ? { kind: "nothing" } : { kind: "version", version: before };
      return { kind: "changes", from, to: { kind: "version", version: row.version }, agent: null };
    }
  }
}

function newestSide(state: State): SideRev {
  const newest = loadedValue(state.versions)?.[0];
  return newest === undefined ? { kind: "nothing" } : { kind: "version", version: newest };
}

/** What the right pane of this state needs to have read, the most wanted first. */
export function requestsOf(state: State): readonly ReadRequest[] {
  const subject = subjectOf(state);
  switch (subject.kind) {
    case "nothing":
      return [];
    case "comparison":
      return [{ kind: "changes", from: subject.from, to: subject.to, agent: null }];
    case "version":
      return requestsOfTree(state, subject);
    case "agent":
      return requestsOfTree(state, subject);
    case "line":
      return subject.tab === "history" ? [{ kind: "line-history", number: subject.number }] : [];
  }
}

/** Which of an agent list the configuration tab shows; null while it is not known. */
export function shownAgent(
  state: State,
): { readonly slug: string; readonly at: number; readonly of: number } | null {
  const subject = subjectOf(state);
  if (subject.kind !== "version") return null;
  const found = resourceOf(state, { kind: "agents", rev: revOf(subject.row) });
  if (found.kind !== "loaded" || found.value.slugs.length === 0) return null;
  const { slugs } = found.value;
  const at = ((state.detail.agent % slugs.length) + slugs.length) % slugs.length;
  return { slug: slugs[at] ?? "", at, of: slugs.length };
}

function requestsOfTree(state: State, subject: TreeSubject): readonly ReadRequest[] {
  switch (subject.tab) {
    case "changes":
      return [changesRequest(state, subject)];
    case "configuration": {
      if (subject.kind === "agent")
        return subject.agent === null
          ? []
          : [{ kind: "configuration", rev: { kind: "worktree" }, agent: subject.agent }];
      const rev = revOf(subject.row);
      const agent = shownAgent(state);
      const list: ReadRequest = { kind: "agents", rev };
      return agent === null ? [list] : [list, { kind: "configuration", rev, agent: agent.slug }];
    }
    case "tag":
      return subject.kind === "version" && subject.row.kind === "version"
        ? [{ kind: "tag", version: subject.row.version }, { kind: "integrity" }]
        : [];
    default:
      return [];
  }
}
