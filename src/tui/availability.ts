import { findsInVersions } from "./find.js";
import { selectedLine, selectedRow } from "./selection.js";
import type { State } from "./state.js";

// Why a key does nothing now, in a sentence; null when it does something.

function showsDiff({ compared, detail, tab }: State): boolean {
  return compared !== null || detail.tabs[tab] === "changes";
}

export function noDiff(state: State): string | null {
  return showsDiff(state) ? null : "Only changes are shown that way: go to the tab changes.";
}

export function nothingToStep(state: State): string | null {
  const isList = showsDiff(state) || state.detail.tabs[state.tab] === "problems";
  return isList ? null : "There are no changes or problems in this tab.";
}

export function noAgents({ tab, detail }: State): string | null {
  return tab === "versions" && detail.tabs.versions === "configuration"
    ? null
    : "Agents are gone through in a version's tab configuration.";
}

export function noSearch(state: State): string | null {
  const text = findsInVersions(state) ? (state.scan?.text ?? null) : (state.find?.text ?? null);
  return text === null ? "Nothing is searched for: press /." : null;
}

export function cannotOpenHere(state: State): string | null {
  return showsDiff(state) || state.detail.tabs[state.tab] === "problems"
    ? null
    : "There is nothing to fold in this tab.";
}

export function cannotAttach(state: State): string | null {
  if (state.tab !== "versions") return null;
  return selectedRow(state)?.kind === "worktree"
    ? "A number points to a version or to the draft, not to the working tree: D deploys it."
    : null;
}

export function cannotDetach(state: State): string | null {
  if (state.tab !== "numbers") return "Lines are detached in Phone numbers: press 3.";
  return selectedLine(state)?.pins.length ? null : "This line has no agent.";
}

export function cannotRestore(state: State): string | null {
  return state.tab === "versions" && selectedRow(state)?.kind === "version"
    ? null
    : "Only a version can be restored.";
}

export function cannotRollBack(state: State): string | null {
  if (state.tab === "draft") return "Lines are rolled back in Phone numbers: press 3.";
  if (state.tab === "versions")
    return selectedRow(state)?.kind === "version" ? null : "Lines are rolled back from a version.";
  return selectedLine(state) === null ? "There is no line here." : null;
}

export function cannotDeploy({ status }: State): string | null {
  return status.kind === "failed" ? status.failure.message : null;
}

export function cannotEdit(state: State): string | null {
  if (state.status.kind === "failed") return state.status.failure.message;
  if (state.compared !== null) return "Versions do not change: go back, and press 2 for the working tree.";
  if (state.tab === "versions" && selectedRow(state)?.kind === "version")
    return "A version does not change: press 2 for the working tree.";
  return null;
}
