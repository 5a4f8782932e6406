import type { ProtectionState } from "../model/protection-state.js";
import type { HookFacts } from "./plan.js";

/** Judges what was found. */
export function protectionState(facts: HookFacts): ProtectionState {
  const { file } = facts.spot;
  if (!facts.git.runsHook) return "git-too-old";
  if (!facts.usable) return "hooks-off";
  if (file.kind !== "ours") {
    if (facts.unused?.file.kind === "ours") return "hooks-path";
    return file.kind === "absent" ? "not-installed" : "other-hook";
  }
  if (!file.executable) return "not-executable";
  if (file.revision === facts.revision && file.reach === null) return "edited";
  // The reach of another revision cannot be told from its text; outside of the repository it is `marked`.
  const needsMark = file.reach === "marked" || (file.reach === null && facts.within === "elsewhere");
  if (needsMark && !facts.mark.exists) return "not-marked";
  if (file.revision === facts.revision) return "current";
  return file.revision < facts.revision ? "older" : "newer";
}

/** True when git refuses to move and delete version tags. */
export function isProtected(state: ProtectionState): boolean {
  return state === "current" || state === "older" || state === "newer";
}
