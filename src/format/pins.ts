import { formatPin, type WeightedPin } from "../model/pin.js";
import { formatRef } from "../model/version.js";

/** A line's pins: `desk@v3`, `desk@v3:0.9 desk@v4:0.1`, or `no agent`. */
export function pinsText(pins: readonly WeightedPin[]): string {
  const [only] = pins;
  if (only === undefined) return "no agent";
  if (pins.length === 1 && only.weight === 1) return formatPin(only);
  return pins.map(pinText).join(" ");
}

/** One pin of several, with its share of the calls: `desk@v3:0.9`. */
export function pinText(pin: WeightedPin): string {
  return `${formatPin(pin)}:${pin.weight}`;
}

/** The same for a narrow column: what is cut of a single pin is the agent's name, not the version: `recep…@v3`, `@v3`. */
export function briefPinsText(pins: readonly WeightedPin[], width: number): string {
  const text = pinsText(pins);
  const [only, second] = pins;
  if (text.length <= width || only === undefined || second !== undefined) return text;
  const ref = `@${formatRef(only.version)}`;
  const room = width - ref.length - 1;
  return room < 1 ? ref : `${only.agent.slice(0, room)}…${ref}`;
}
