import type { PlanRequest, SearchRequest } from "./actions.js";
import type { Message, State } from "./state.js";

/** What the outside is asked to do. Answers come back as events with the same `id`. */
export type Command =
  | { readonly kind: "quit" | "suspend" | "refresh" | "stop-search" }
  | { readonly kind: "copy"; readonly text: string }
  | { readonly kind: "edit"; readonly file: string; readonly line: number }
  | { readonly kind: "search"; readonly id: number; readonly request: SearchRequest }
  | { readonly kind: "plan"; readonly id: number; readonly request: PlanRequest }
  | { readonly kind: "apply"; readonly id: number };

/** The next state, and what the outside is to do. */
export interface Step {
  readonly state: State;
  readonly commands: readonly Command[];
}

export function step(state: State, ...commands: Command[]): Step {
  return { state, commands };
}

/** The state with a word for the status line. */
export function saying(
  state: State,
  text: string,
  hint: string | null = null,
  kind: Message["kind"] = "info",
): State {
  return { ...state, message: { kind, text, hint } };
}
