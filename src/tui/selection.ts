import { draftRows } from "./draft-rows.js";
import { loadedValue } from "./loadable.js";
import { type NumberLine, numberLines } from "./number-lines.js";
import { type VersionRow, versionRowAt } from "./rows.js";
import type { State } from "./state.js";

/** The row under the cursor of the versions' list. */
export function selectedRow(state: State): VersionRow | null {
  return versionRowAt(state, state.lists.versions.cursor);
}

/** The line under the cursor of the phone numbers. */
export function selectedLine(state: State): NumberLine | null {
  const read = loadedValue(state.numbers);
  return read === null ? null : (numberLines(read)[state.lists.numbers.cursor] ?? null);
}

/** The agent under the cursor of the draft; null for everything together. */
export function selectedAgent(state: State): string | null {
  const status = loadedValue(state.status);
  return status === null ? null : (draftRows(status)[state.lists.draft.cursor]?.agent ?? null);
}
