import { joinInputs } from "./join-inputs.js";
import { nameAgents, refuseTaken } from "./name-agents.js";
import { type ImportOptions, type ImportPlan, planImport } from "./plan-import.js";
import type { ImportInput } from "./read-inputs.js";

/**
 * Plans an import of texts alone. `existing` is what the repository has. Throws as `joinInputs`, `nameAgents` and
 * `planImport`, and `file-exists` for an agent that is there already.
 */
export function planTexts(
  inputs: readonly ImportInput[],
  options: ImportOptions,
  existing: { readonly slugs: ReadonlySet<string>; readonly idsFile: string | null },
): ImportPlan {
  const { agents, warnings } = joinInputs(inputs, options.voice);
  const named = nameAgents(agents, options.as, existing.slugs);
  refuseTaken(named);
  return planImport(named, options, { warnings, idsFile: existing.idsFile });
}
