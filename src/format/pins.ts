import { formatPin, type WeightedPin } from "../model/pin.js";

/** A line's pins: `desk@v3`, `desk@v3:0.9 desk@v4:0.1`, or a dash for no agent. */
export function pinsText(pins: readonly WeightedPin[]): string {
  const [only] = pins;
  if (only === undefined) return "-";
  if (pins.length === 1 && only.weight === 1) return formatPin(only);
  return pins.map((pin) => `${formatPin(pin)}:${pin.weight}`).join(" ");
}
