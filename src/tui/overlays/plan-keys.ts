import type { Key } from "../key.js";
import { loadedValue } from "../loadable.js";
import type { DeployForm, Overlay, Phase, State } from "../state.js";
import { type Step, step } from "../step.js";
import { typeInto } from "../text-input.js";
import { moved } from "./cursor.js";
import { closed, openDeploy, openPlan } from "./open.js";
import { canSwitchPush, planIsIdle } from "./plan-lines.js";

type PlanOverlay = Extract<Overlay, { kind: "plan" }>;

/** What a key does in the form of a deploy. */
export function deployKey(state: State, form: DeployForm, key: Key): Step {
  const { name } = key;
  if (name === "esc") return closed(state);
  const { agent, push } = form;
  if (form.phase.kind === "failed" && name === "p" && canSwitchPush(push, form.phase))
    return openDeploy(state, agent, !push);
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
    return openPlan(state, { kind: "deploy", agent, push, title: title === "" ? null : title, attach });
  }
  if (["pageup", "pagedown"].includes(name)) return field(state, form, moved(form.field, name, last + 1));
  const number = numbers[form.field - 1];
  if (number !== undefined) {
    if (name !== "space") return field(state, form, moved(form.field, name, last + 1));
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

/** What a key does while a plan is made, shown or carried out. */
export function planKey(state: State, overlay: PlanOverlay, { name }: Key): Step {
  const { phase, id, request } = overlay;
  if (name === "p" && request.kind !== "restore" && canSwitchPush(request.push, phase))
    return openPlan(state, { ...request, push: !request.push });
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

/** The numbers that a deploy can attach, in the manifest's order. */
export function deployableNumbers(state: State): readonly string[] {
  return loadedValue(state.numbers)?.rows.map(({ number }) => number) ?? [];
}
