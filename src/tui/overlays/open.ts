import { pinsText } from "../../format/pins.js";
import { formatRef } from "../../model/version.js";
import type { PlanRequest } from "../actions.js";
import { loadedValue } from "../loadable.js";
import type { NumberLine } from "../number-lines.js";
import { versionRowAt } from "../rows.js";
import type { PinsForm, State } from "../state.js";
import { type Step, saying, step } from "../step.js";
import { inputOf } from "../text-input.js";

/** Has a change planned, and shows the plan when it is there. */
export function openPlan(state: State, request: PlanRequest): Step {
  const id = state.lastId + 1;
  const overlay = { kind: "plan", id, request, phase: { kind: "planning" }, scroll: 0 } as const;
  return step({ ...state, lastId: id, overlay }, { kind: "plan", id, request });
}

/** The state without what lay over its panes. */
export function closed(state: State): Step {
  return step({ ...state, overlay: null });
}

/** Asks what to deploy, while the plan is made that says what it would be. */
export function openDeploy(state: State, agent: string | null, push = true): Step {
  const id = state.lastId + 1;
  const request: PlanRequest = { kind: "deploy", agent, push, title: null, attach: [] };
  const overlay = {
    kind: "deploy",
    id,
    agent,
    push,
    title: inputOf(""),
    picked: new Set<string>(),
    field: 0,
    phase: { kind: "planning" },
  } as const;
  return step({ ...state, lastId: id, overlay }, { kind: "plan", id, request });
}

/** Asks which line gets the version (or the draft) under the cursor. */
export function attachToRow(state: State): State {
  const row =
    state.tab === "draft" ? ({ kind: "draft" } as const) : versionRowAt(state, state.lists.versions.cursor);
  if (row === null || row.kind === "worktree") return state;
  if (state.numbers.kind === "failed") return saying(state, state.numbers.failure.message, null, "error");
  if (state.numbers.kind === "loading") return saying(state, "The numbers are being read: press a again.");
  const version = row.kind === "version" ? row.version : null;
  return { ...state, overlay: { kind: "choose-line", version, cursor: 0 } };
}

/** Asks where a line is to point; null is a number that is not listed. */
export function editPins(state: State, line: NumberLine | null): State {
  if (line === null) return { ...state, overlay: newNumber(state, loadedValue(state.versions)?.[0] ?? null) };
  const text =
    line.pins.length === 0 ? likelyPin(state, loadedValue(state.versions)?.[0] ?? null) : pinsText(line.pins);
  return { ...state, overlay: pinsForm(line, text) };
}

/** The form for a line that is listed. */
export function pinsForm(line: NumberLine, text: string): PinsForm {
  return {
    kind: "pins",
    number: inputOf(line.number),
    isNew: false,
    direction: line.direction,
    pins: inputOf(text),
    field: "pins",
    fault: null,
  };
}

/** The form for a number that is not listed. */
export function newNumber(state: State, version: number | null): PinsForm {
  return {
    kind: "pins",
    number: inputOf("+"),
    isNew: true,
    direction: "inbound",
    pins: inputOf(likelyPin(state, version)),
    field: "number",
    fault: null,
  };
}

/** A pin to begin typing from: the first agent that is known to be in that version. */
export function likelyPin(state: State, version: number | null): string {
  const changed = version === null ? undefined : state.rows.get(version)?.agentsChanged[0];
  const agent = changed ?? loadedValue(state.status)?.agents[0] ?? "";
  return `${agent}@${formatRef(version)}`;
}
