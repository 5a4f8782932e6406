import { toHit } from "../commands.js";
import { finding, toFound } from "../find.js";
import type { Key } from "../key.js";
import { loadedValue } from "../loadable.js";
import { numberLines } from "../number-lines.js";
import type { Overlay, State } from "../state.js";
import { type Step, step } from "../step.js";
import { typeInto } from "../text-input.js";
import { moved } from "./cursor.js";
import { helpLines } from "./help-lines.js";
import { closed, editPins, newNumber, openPlan, pinsForm } from "./open.js";
import { pinsKey } from "./pins-keys.js";
import { deployKey, planKey } from "./plan-keys.js";

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
    case "find":
      return findKey(state, overlay, key);
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

/** Like a search, in what the pane shows already. */
function findKey(state: State, overlay: Of<"find">, key: Key): Step {
  if (key.name === "esc") return closed({ ...state, find: null });
  if (key.name === "enter") return closed(state);
  if (key.name === "down" || key.name === "up") return step(toFound(state, key.name === "down" ? 1 : -1));
  const input = typeInto(overlay.input, key);
  if (input === null) return step(state);
  return step(finding({ ...state, overlay: { ...overlay, input } }, input.text));
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
    push: true,
    number,
    direction,
    pins: [{ agent: pin.agent, version, weight: 1 }],
  });
}
