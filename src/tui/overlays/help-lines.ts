import { type Binding, keyLabel, keymap, placeOf } from "../keymap.js";
import type { State } from "../state.js";

/** The keys of the place where help was asked for, with why one does nothing now. */
export function helpLines(state: State): readonly string[] {
  const { theme } = state;
  const place = placeOf(state);
  const here = keymap.filter(({ where }) => where.includes(place));
  const width = Math.max(...here.map((binding) => keysText(binding).length));
  return here.map((binding) => {
    const why = binding.unavailable?.(state) ?? null;
    const keys = keysText(binding).padEnd(width);
    if (why !== null) return theme.muted(`${keys}  ${binding.does} (${why})`);
    return `${theme.pinned(keys)}  ${binding.does}`;
  });
}

/** The keys of a binding: `↑ k`. */
export function keysText({ keys }: Binding): string {
  return keys.map(keyLabel).join(" ");
}
