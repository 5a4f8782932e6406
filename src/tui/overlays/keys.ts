import { parseTypedPin, type TypedPin, type WeightedPin, withWeights } from "../../model/pin.js";
import { toHit } from "../commands.js";
import type { Key } from "../key.js";
import { loadedValue } from "../loadable.js";
import { numberLines } from "../number-lines.js";
import type { DeployForm, Overlay, Phase, PinsForm, State } from "../state.js";
import { type Step, step } from "../step.js";
import { typeInto } from "../text-input.js";
import { helpLines } from "./help-lines.js";
import { editPins, newNumber, openPlan, pinsForm } from "./open.js";
import { planIsIdle } from "./plan-lines.js";

type Of<K extends Overlay["kind"]> = Extract<Overlay, { kind: K }>;

/** What a key does while something lies over the panes. */
export function overlayKey(state: State, overlay: Overlay, key: Key): Step {
  if (key.name === "ctrl-c") return step(state, { kind: "quit" });
  if (key.name === "ctrl-z") return step(state, { kind: "suspend" });
  switch (overlay.kind) {
    case "help":
      return helpKey(state, overlay, key);
    case "search":
      return searchKey(state, overlay, key);
    case "choose-agent":
      return chooseAgentKey(state, overlay, key);
    case "choose-line":
      return chooseLineKey(state, overlay, key);
    case "pins":
      return pinsKey(state, overlay, key);
    case "deploy":
      return deployKey(state, overlay, key);
    case "plan":
      return planKey(state, overlay, key);
  }
}

/** The numbers that a deploy can attach, in the manifest's order. */
export function deployableNumbers(state: State): readonly string[] {
  return loadedValue(state.numbers)?.rows.map(({ number }) => number) ?? [];
}

function closed(state: State): Step {
  return step({ ...state, overlay: null });
}

function helpKey(state: State, overlay: Of<"help">, { name }: Key): Step {
  const page = Math.max(1, state.size.rows - 8);
  const by: Readonly<Record<string, number>> = {
    up: -1,
    k: -1,
    down: 1,
    j: 1,
    pageup: -page,
    pagedown: page,
    "ctrl-u": -page,
    "ctrl-d": page,
  };
  const move = by[name];
  if (move === undefined) return ["esc", "q", "?", "enter"].includes(name) ? closed(state) : step(state);
  const most = Math.max(0, helpLines(state, state.size.columns - 4).length - page);
  const scroll = Math.max(0, Math.min(overlay.scroll + move, most));
  return step({ ...state, overlay: { ...overlay, scroll } });
}

function searchKey(state: State, overlay: Of<"search">, key: Key): Step {
  if (key.name === "esc") return withoutText({ ...state, overlay: null });
  if (key.name === "enter") return closed(state);
  if (key.name === "down") return step(toHit(state, 1));
  if (key.name === "up") return step(toHit(state, -1));
  const input = typeInto(overlay.input, key);
  if (input === null) return step(state);
  const typed: State = { ...state, overlay: { ...overlay, input } };
  if (input.text === overlay.input.text) return step(typed);
  return input.text === "" ? withoutText(typed) : scanning(typed, input.text, state.scan?.agent ?? null);
}

/** Ends the search, and keeps the agent that the list is limited to. */
function withoutText(state: State): Step {
  const agent = state.scan?.agent ?? null;
  if (agent !== null) return scanning(state, null, agent);
  return step({ ...state, scan: null }, { kind: "stop-search" });
}

function scanning(state: State, text: string | null, agent: string | null): Step {
  const id = state.lastId + 1;
  const total = loadedValue(state.versions)?.length ?? 0;
  const scan = { id, text, agent, hits: [], searched: 0, total, isDone: false };
  return step({ ...state, lastId: id, scan }, { kind: "search", id, request: { text, agent } });
}

function chooseAgentKey(state: State, overlay: Of<"choose-agent">, { name }: Key): Step {
  const { agents } = overlay;
  if (name === "esc" || name === "q") return closed(state);
  if (name !== "enter")
    return step({
      ...state,
      overlay: { ...overlay, cursor: moved(overlay.cursor, name, agents.length + 1) },
    });
  const agent = agents[overlay.cursor - 1] ?? null;
  const start = { cursor: 0, top: 0 };
  const at: State = { ...state, overlay: null, lists: { ...state.lists, versions: start } };
  const text = state.scan?.text ?? null;
  if (agent !== null || text !== null) return scanning(at, text, agent);
  return step({ ...at, scan: null }, { kind: "stop-search" });
}

function chooseLineKey(state: State, overlay: Of<"choose-line">, { name }: Key): Step {
  const read = loadedValue(state.numbers);
  const lines = read === null ? [] : numberLines(read);
  if (name === "esc" || name === "q") return closed(state);
  if (name !== "enter")
    return step({ ...state, overlay: { ...overlay, cursor: moved(overlay.cursor, name, lines.length + 1) } });
  const { version } = overlay;
  const line = lines[overlay.cursor];
  if (line === undefined) return step({ ...state, overlay: newNumber(state, version) });
  const [pin] = line.pins;
  if (pin === undefined)
    return step({ ...state, overlay: { ...pinsForm(line, newNumber(state, version).pins.text) } });
  if (line.pins.length > 1) return step(editPins(state, line));
  const { number, direction } = line;
  return openPlan(state, {
    kind: "attach",
    number,
    direction,
    pins: [{ agent: pin.agent, version, weight: 1 }],
  });
}

function moved(cursor: number, name: string, count: number): number {
  const by: Readonly<Record<string, number>> = {
    up: -1,
    k: -1,
    down: 1,
    j: 1,
    pageup: -10,
    pagedown: 10,
    g: -count,
    home: -count,
    G: count,
    end: count,
  };
  return Math.max(0, Math.min(cursor + (by[name] ?? 0), count - 1));
}

function pinsKey(state: State, form: PinsForm, key: Key): Step {
  if (key.name === "esc") return closed(state);
  if (["tab", "shift-tab", "up", "down"].includes(key.name))
    return step({
      ...state,
      overlay: { ...form, field: form.isNew && form.field === "pins" ? "number" : "pins" },
    });
  if (key.name === "enter") {
    if (form.isNew && form.field === "number") return step({ ...state, overlay: { ...form, field: "pins" } });
    const read = readPins(form.pins.text);
    if (typeof read === "string") return step({ ...state, overlay: { ...form, fault: read } });
    const { direction } = form;
    return openPlan(state, { kind: "attach", number: form.number.text.trim(), direction, pins: read });
  }
  const input = typeInto(form[form.field], key);
  return input === null
    ? step(state)
    : step({ ...state, overlay: { ...form, [form.field]: input, fault: null } });
}

/** Pins as typed, or what is wrong with them. Nothing typed takes the agent off. */
function readPins(text: string): readonly WeightedPin[] | string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const pins: TypedPin[] = [];
  for (const word of words) {
    const pin = parseTypedPin(word);
    if (pin === null)
      return `"${word}" is not a pin: receptionist@v3, receptionist@draft, receptionist@v3:0.9`;
    pins.push(pin);
  }
  return (
    withWeights(pins) ?? "Several pins need weights that sum to 1: receptionist@v3:0.9 receptionist@v4:0.1"
  );
}

function deployKey(state: State, form: DeployForm, key: Key): Step {
  const { name } = key;
  if (name === "esc") return closed(state);
  if (form.phase.kind === "failed")
    return failedKey(state, form, form.phase, name, (phase) => ({ ...form, phase }));
  const numbers = deployableNumbers(state);
  const last = numbers.length;
  if (name === "tab" || name === "down") return field(state, form, form.field === last ? 0 : form.field + 1);
  if (name === "shift-tab" || name === "up")
    return field(state, form, form.field === 0 ? last : form.field - 1);
  if (name === "enter") {
    if (form.phase.kind !== "ready") return step(state);
    if (planIsIdle(form.phase.plan) && form.picked.size === 0) return closed(state);
    const title = form.title.text.trim();
    const attach = numbers.filter((number) => form.picked.has(number));
    return openPlan(state, { kind: "deploy", title: title === "" ? null : title, attach });
  }
  const number = numbers[form.field - 1];
  if (number !== undefined) {
    if (name !== "space") return step(state);
    const picked = new Set(form.picked);
    if (!picked.delete(number)) picked.add(number);
    return step({ ...state, overlay: { ...form, picked } });
  }
  const title = typeInto(form.title, key);
  return title === null ? step(state) : step({ ...state, overlay: { ...form, title } });
}

function field(state: State, form: DeployForm, to: number): Step {
  return step({ ...state, overlay: { ...form, field: to } });
}

function planKey(state: State, overlay: Of<"plan">, { name }: Key): Step {
  const { phase, id } = overlay;
  switch (phase.kind) {
    case "planning":
      return name === "esc" || name === "q" ? closed(state) : step(state);
    case "applying":
      return step(state);
    case "failed":
      return failedKey(state, overlay, phase, name, (next) => ({ ...overlay, phase: next }));
    case "done":
      return ["enter", "esc", "q", "space"].includes(name) ? closed(state) : step(state);
    case "ready": {
      if (["esc", "n", "q"].includes(name)) return closed(state);
      if (planIsIdle(phase.plan)) return name === "enter" ? closed(state) : step(state);
      if (name === "y" || (name === "enter" && phase.isYes)) {
        const applying: Overlay = { ...overlay, phase: { kind: "applying", plan: phase.plan } };
        return step({ ...state, overlay: applying }, { kind: "apply", id });
      }
      if (name === "enter") return closed(state);
      if (["left", "right", "tab", "h", "l"].includes(name))
        return step({ ...state, overlay: { ...overlay, phase: { ...phase, isYes: !phase.isYes } } });
      const by: Readonly<Record<string, number>> = {
        up: -1,
        k: -1,
        down: 1,
        j: 1,
        pageup: -10,
        pagedown: 10,
      };
      return step({
        ...state,
        overlay: { ...overlay, scroll: Math.max(0, overlay.scroll + (by[name] ?? 0)) },
      });
    }
  }
}

function failedKey(
  state: State,
  overlay: Overlay,
  phase: Extract<Phase, { kind: "failed" }>,
  name: string,
  withPhase: (phase: Phase) => Overlay,
): Step {
  const { problems } = phase.failure;
  const problem = problems[phase.cursor];
  if (problem !== undefined && (name === "enter" || name === "e"))
    return step({ ...state, overlay: null }, { kind: "edit", file: problem.file, line: problem.line });
  if (["esc", "q", "enter"].includes(name)) return closed(state);
  if (problems.length === 0) return step({ ...state, overlay });
  return step({
    ...state,
    overlay: withPhase({ ...phase, cursor: moved(phase.cursor, name, problems.length) }),
  });
}
