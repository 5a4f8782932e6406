import { pinsText } from "../format/pins.js";
import { type Direction, directions } from "../model/manifest.js";
import { formatPin } from "../model/pin.js";
import type { NumberRow, NumbersRead, PinState } from "./actions.js";

/** A line of a number: a row of the phone numbers' list. */
export interface NumberLine {
  readonly number: string;
  readonly nickname: string | null;
  readonly direction: Direction;
  readonly pins: NumberRow["lines"][Direction];
  /** The worst of its pins; `none` when it has no agent. */
  readonly state: PinState | "none";
}

const worstFirst: readonly NumberLine["state"][] = ["broken", "stale", "none", "current", "draft"];

/** Every line of every number, broken ones first, then stale ones, then as the manifest has them. */
export function numberLines(read: NumbersRead): readonly NumberLine[] {
  if (read !== last.read) last = { read, lines: makeLines(read) };
  return last.lines;
}

/** A line in words: `+14155550100 inbound  desk@v3  (Front desk)`. */
export function numberLineText({ number, nickname, direction, pins }: NumberLine): string {
  const name = nickname === null ? "" : `  (${nickname})`;
  return `${number} ${direction}  ${pinsText(pins)}${name}`;
}

let last: { readonly read: NumbersRead | null; readonly lines: readonly NumberLine[] } = {
  read: null,
  lines: [],
};

function makeLines({ rows, pins }: NumbersRead): readonly NumberLine[] {
  const lines = rows.flatMap(({ number, nickname, lines: own }): NumberLine[] => {
    const used = directions.filter((direction) => own[direction].length > 0);
    return (used.length === 0 ? (["inbound"] as const) : used).map((direction) => {
      const states = own[direction].map((pin) => pins.get(formatPin(pin)) ?? "broken");
      const state = worstFirst.find((one) => states.some((other) => other === one)) ?? "none";
      return { number, nickname, direction, pins: own[direction], state };
    });
  });
  const rank = ({ state }: NumberLine): number => {
    const at = ["broken", "stale"].indexOf(state);
    return at < 0 ? 2 : at;
  };
  return lines.toSorted((a, b) => rank(a) - rank(b));
}
