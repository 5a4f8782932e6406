import type { Size } from "./size.js";
import type { State } from "./state.js";

/** Where the panes are; a pane that is not shown is null. */
export interface Layout {
  readonly kind: "side-by-side" | "stacked" | "single";
  readonly list: Size | null;
  readonly detail: Size | null;
}

/** Title, status line and footer; and the last row, which stays free so that no terminal scrolls. */
const around = 4;
/** Narrower than this, two panes side by side are two that show nothing. */
const sideBySideFrom = 60;
/** Up to this width, a tall screen has its panes one above the other. */
const stackedUpTo = 84;
const tallFrom = 40;

/** Shares the screen between list and detail: one third and two thirds. */
export function layoutOf(state: Pick<State, "size" | "focus" | "isZoomed" | "compared">): Layout {
  const { size, focus, isZoomed, compared } = state;
  const columns = Math.max(1, size.columns);
  const rows = Math.max(1, size.rows - around);
  const whole = { columns, rows };
  if (compared !== null) return { kind: "single", list: null, detail: whole };
  if (isZoomed || columns < sideBySideFrom)
    return focus === "list"
      ? { kind: "single", list: whole, detail: null }
      : { kind: "single", list: null, detail: whole };
  if (columns <= stackedUpTo && rows >= tallFrom - around) {
    const upper = Math.floor((rows - 1) / 3);
    return { kind: "stacked", list: { columns, rows: upper }, detail: { columns, rows: rows - 1 - upper } };
  }
  const left = Math.max(26, Math.floor((columns - 3) / 3));
  return {
    kind: "side-by-side",
    list: { columns: left, rows },
    detail: { columns: columns - left - 3, rows },
  };
}
