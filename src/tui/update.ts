import type {
  Failure,
  HistoryEntry,
  NumbersRead,
  Outcome,
  Plan,
  ReadResult,
  SearchProgress,
  Status,
} from "./actions.js";
import { commands, toHit } from "./commands.js";
import type { Key } from "./key.js";
import { bindingOf, placeOf } from "./keymap.js";
import { type Loadable, loadedValue } from "./loadable.js";
import { overlayKey } from "./overlays/keys.js";
import { withResource } from "./resources.js";
import { indexOfVersion, versionRowAt } from "./rows.js";
import { settled } from "./settle.js";
import type { Size } from "./size.js";
import type { Overlay, Phase, State } from "./state.js";
import { type Step, saying, step } from "./step.js";

/** What happens to the browser: keys, a new size, and answers from outside. */
export type BrowserEvent =
  | { readonly kind: "key"; readonly key: Key }
  | { readonly kind: "resized"; readonly size: Size }
  | { readonly kind: "versions"; readonly read: Loadable<readonly number[]>; readonly now: number }
  | { readonly kind: "rows"; readonly rows: ReadonlyMap<number, HistoryEntry | null> }
  | { readonly kind: "status"; readonly read: Loadable<Status> }
  | { readonly kind: "numbers"; readonly read: Loadable<NumbersRead> }
  | { readonly kind: "resource"; readonly key: string; readonly read: Loadable<ReadResult> }
  | {
      readonly kind: "found";
      readonly id: number;
      readonly progress: SearchProgress;
      readonly isDone: boolean;
    }
  | { readonly kind: "planned"; readonly id: number; readonly plan: Plan }
  | { readonly kind: "applied"; readonly id: number; readonly outcome: Outcome }
  /** `id` is of the plan that failed; null for anything else. */
  | { readonly kind: "failed"; readonly id: number | null; readonly failure: Failure };

/** The whole logic of the browser: what an event makes of a state, and what the outside is then to do. */
export function update(state: State, event: BrowserEvent): Step {
  const next = react(state, event);
  return { ...next, state: settled(next.state) };
}

function react(state: State, event: BrowserEvent): Step {
  switch (event.kind) {
    case "key":
      return pressed({ ...state, message: null }, event.key);
    case "resized":
      return step({ ...state, size: event.size });
    case "versions":
      return step(withVersions({ ...state, now: event.now }, event.read));
    case "rows":
      return step({ ...state, rows: new Map([...state.rows, ...event.rows]) });
    case "status":
      return step(keepingVersion(state, { ...state, status: event.read }));
    case "numbers":
      return step({ ...state, numbers: event.read });
    case "resource":
      return step({ ...state, resources: withResource(state.resources, event.key, event.read) });
    case "found":
      return step(withFound(state, event));
    case "planned":
      return step(withPhase(state, event.id, { kind: "ready", plan: event.plan, isYes: false }));
    case "applied":
      return step(withPhase(state, event.id, { kind: "done", outcome: event.outcome }));
    case "failed": {
      const { id, failure } = event;
      if (id !== null) return step(withPhase(state, id, { kind: "failed", failure, cursor: 0 }));
      return step(saying(state, failure.message, failure.hint, "error"));
    }
  }
}

function pressed(state: State, key: Key): Step {
  if (state.overlay !== null) return overlayKey(state, state.overlay, key);
  if (key.name === "paste")
    return step(saying(state, "Pasted text is taken where something is typed: after /, or in a dialog."));
  const binding = bindingOf(placeOf(state), key.name);
  if (binding === null) return step(saying(state, `${key.name} does nothing here: ? lists the keys.`));
  const why = binding.unavailable?.(state) ?? null;
  return why === null ? commands[binding.command](state) : step(saying(state, why));
}

/** The first versions put the cursor on the newest one; later ones leave it on the row it was on. */
function withVersions(state: State, read: Loadable<readonly number[]>): State {
  const isFirst = loadedValue(state.versions) === null;
  const next = { ...state, versions: read };
  return isFirst ? next : keepingVersion(state, next);
}

/** A list that grew or shrank above the cursor moves it along. */
function keepingVersion(before: State, after: State): State {
  const { versions } = before.lists;
  const row = versionRowAt(before, versions.cursor);
  if (row?.kind !== "version") return after;
  const at = indexOfVersion(after, row.version);
  if (at < 0 || at === versions.cursor) return after;
  const moved = { cursor: at, top: versions.top + at - versions.cursor };
  return { ...after, lists: { ...after.lists, versions: moved } };
}

function withFound(state: State, { id, progress, isDone }: Extract<BrowserEvent, { kind: "found" }>): State {
  const { scan } = state;
  if (scan === null || scan.id !== id) return state;
  const { searched, total } = progress;
  const hits = progress.hits.length === 0 ? scan.hits : [...scan.hits, ...progress.hits];
  const next: State = { ...state, scan: { ...scan, hits, searched, total, isDone } };
  // The first match is gone to while the person still types; from then on, they say where to go.
  const isFirst = scan.hits.length === 0 && hits.length > 0 && scan.text !== null;
  return isFirst && state.overlay?.kind === "search" ? toHit(next, 1, state.lists.versions.cursor) : next;
}

function withPhase(state: State, id: number, phase: Phase): State {
  const { overlay } = state;
  if (overlay === null || !("id" in overlay) || overlay.id !== id) return state;
  const next: Overlay = { ...overlay, phase };
  return { ...state, overlay: next };
}
