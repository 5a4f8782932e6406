import type { Failure } from "./actions.js";

/** Something that is read while the screen is shown already. */
export type Loadable<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly value: T }
  | { readonly kind: "failed"; readonly failure: Failure };

export const loading = { kind: "loading" } as const;

/** The value, or null while there is none. */
export function loadedValue<T>(loadable: Loadable<T>): T | null {
  return loadable.kind === "loaded" ? loadable.value : null;
}
