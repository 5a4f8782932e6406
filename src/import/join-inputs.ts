import { classify } from "./classify.js";
import { type JoinedAgent, joinEngines } from "./join-engines.js";
import type { ImportInput } from "./read-inputs.js";
import { readJson } from "./read-json.js";

/** Reads texts as agents, each joined to its engine. Throws `bad-import`. */
export function joinInputs(
  inputs: readonly ImportInput[],
  voice: string | null,
): { readonly agents: readonly JoinedAgent[]; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  const found = inputs.flatMap(({ name, text }) => classify(name, readJson(name, text)));
  return { agents: joinEngines(found, voice, warnings), warnings };
}
