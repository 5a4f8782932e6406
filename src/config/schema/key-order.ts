import { keyOrder } from "./generated/key-order.js";

/** The order in which the platform writes the fields at the top of an object, its own (ids, version) included. */
export function platformKeyOrder(kind: "agent" | "llm" | "flow"): readonly string[] {
  return keyOrder[kind];
}
