import { parseTypedPin, type TypedPin, type WeightedPin, withWeights } from "../../model/pin.js";
import type { Key } from "../key.js";
import type { PinsForm, State } from "../state.js";
import { type Step, step } from "../step.js";
import { typeInto } from "../text-input.js";
import { closed, openPlan } from "./open.js";

/** What a key does in the form of a line's pins. */
export function pinsKey(state: State, form: PinsForm, key: Key): Step {
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
    return openPlan(state, {
      kind: "attach",
      push: true,
      // The field begins with a plus, and so does a number that is pasted.
      number: form.number.text.trim().replace(/^\++\s*\+/, "+"),
      direction,
      pins: read,
    });
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
