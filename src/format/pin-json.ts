import type { LineChange } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import { formatRef } from "../model/version.js";

/** A pin in JSON, the same in every command: `version` is null and `ref` "draft" where it follows the draft. */
export function pinJson({ agent, version, weight }: WeightedPin): object {
  return { agent, version, ref: formatRef(version), weight };
}

/** A line that moves, with all its pins before and after. */
export function lineChangeJson({ number, direction, before, after }: LineChange): object {
  return { number, direction, before: before.map(pinJson), after: after.map(pinJson) };
}
