import type { Rev } from "../model/version.js";
import type { Status } from "./actions.js";
import { loadedValue } from "./loadable.js";
import type { State } from "./state.js";

/** A row of the versions' list. */
export type VersionRow =
  | { readonly kind: "worktree" }
  | { readonly kind: "draft" }
  | { readonly kind: "version"; readonly version: number };

/** How many rows there are; nothing but the rows that are seen is made. */
export function versionRowCount(state: State): number {
  return above(state).length + numbersShown(state).length;
}

/** A row of the versions' list; null past its end. */
export function versionRowAt(state: State, index: number): VersionRow | null {
  const first = above(state);
  const fixed = first[index];
  if (fixed !== undefined) return fixed;
  const version = numbersShown(state)[index - first.length];
  return version === undefined ? null : { kind: "version", version };
}

/** Where a version stands in the list; -1 when it is not in it. */
export function indexOfVersion(state: State, version: number): number {
  const shown = numbersShown(state);
  // Sorted from the highest down, and maybe ten thousand of them.
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shown[middle] ?? 0) > version) low = middle + 1;
    else high = middle;
  }
  return shown[low] === version ? low + above(state).length : -1;
}

/** What a row is called in a comparison. */
export function revOf(row: VersionRow): Rev {
  return row.kind === "version" ? { kind: "version", version: row.version } : { kind: row.kind };
}

/** The next older version than `version`; null for the first. */
export function versionBefore(state: State, version: number): number | null {
  return loadedValue(state.versions)?.find((number) => number < version) ?? null;
}

/** The versions that the list holds: all, or those of the agent that it is limited to. */
function numbersShown(state: State): readonly number[] {
  const { scan } = state;
  if (scan !== null && scan.agent !== null) return filtered(scan.hits);
  return loadedValue(state.versions) ?? [];
}

let lastHits: readonly { readonly version: number }[] = [];
let lastFiltered: readonly number[] = [];

function filtered(hits: readonly { readonly version: number }[]): readonly number[] {
  if (hits !== lastHits) {
    lastHits = hits;
    lastFiltered = hits.map(({ version }) => version);
  }
  return lastFiltered;
}

/** Whether anything on disk differs from the draft. */
export function hasEdits({ uncommitted, manifestEdited }: Status): boolean {
  return uncommitted.length > 0 || manifestEdited;
}

/** The working tree has a row of its own where it differs from the draft. */
function above(state: State): readonly VersionRow[] {
  const status = loadedValue(state.status);
  return status !== null && hasEdits(status)
    ? [{ kind: "worktree" }, { kind: "draft" }]
    : [{ kind: "draft" }];
}
