import type { Direction } from "./manifest.js";
import type { Pin } from "./pin.js";

/** A reason why a branch must not be merged. */
export type Blocker =
  | { readonly kind: "new-errors"; readonly count: number }
  /** The branch removes (or renames) an agent whose draft some numbers follow. */
  | { readonly kind: "agent-in-use"; readonly agent: string; readonly numbers: readonly string[] }
  | {
      readonly kind: "dangling-pin";
      readonly number: string;
      readonly direction: Direction;
      readonly pin: Pin;
    };

/** The version that a deploy of the branch would make. */
export type NextVersion =
  /** `agents/` is as in that version: a deploy would make none. */
  | { readonly kind: "unchanged"; readonly version: number }
  /** The next free number as this clone sees it; others may take it first. */
  | { readonly kind: "next"; readonly version: number };
