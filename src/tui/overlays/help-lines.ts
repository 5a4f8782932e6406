import { wrapText } from "../../format/wrap-text.js";
import { type Binding, keyLabel, keymap, placeOf } from "../keymap.js";
import type { State } from "../state.js";

/** The keys of the place where help was asked for, with why one does nothing now, in lines of that width. */
export function helpLines(state: State, columns: number): readonly string[] {
  const { theme } = state;
  const place = placeOf(state);
  const here = keymap.filter(({ where }) => where.includes(place));
  const width = Math.max(...here.map((binding) => keysText(binding).length));
  return here.flatMap((binding) => {
    const why = binding.unavailable?.(state) ?? null;
    const keys = keysText(binding).padEnd(width);
    const [first = "", ...rest] = wrapText(
      why === null ? binding.does : `${binding.does} (${why})`,
      Math.max(10, columns - width - 2),
    );
    const lines = [`${keys}  ${first}`, ...rest.map((line) => `${" ".repeat(width + 2)}${line}`)];
    if (why !== null) return lines.map(theme.muted);
    return [`${theme.pinned(keys)}  ${first}`, ...lines.slice(1)];
  });
}

/** The keys of a binding: `↑ k`. */
export function keysText({ keys }: Binding): string {
  return keys.map(keyLabel).join(" ");
}
