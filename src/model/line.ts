import type { Direction } from "./manifest.js";
import type { WeightedPin } from "./pin.js";

/** A line and what it points to now. */
export interface Line {
  readonly number: string;
  readonly direction: Direction;
  readonly now: readonly WeightedPin[];
}

/** Why a line does not go back. */
export type RollbackReason =
  | {
      readonly kind:
        | "follows-draft"
        | "is-split"
        | "was-draft"
        | "was-split"
        | "nothing-before"
        | "history-cut";
    }
  | { readonly kind: "missing-version" | "never-ran" | "goes-forward"; readonly version: number };

/** A line that does not go back, with the versions that ran on it, newest first. */
export interface RollbackRefusal extends Line {
  readonly reason: RollbackReason;
  readonly ran: readonly number[];
}
