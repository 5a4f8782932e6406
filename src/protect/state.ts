import type { HookFacts } from "./plan.js";

/** Whether version tags are protected, and if not, why. */
export type ProtectionState =
  /** Protected: by this Tagline's hook, one of an older Tagline, one of a newer Tagline. */
  | "current"
  | "older"
  | "newer"
  /** Not protected. */
  | "not-installed"
  | "other-hook"
  | "edited"
  | "not-executable"
  | "not-marked"
  | "hooks-path"
  | "hooks-off"
  | "git-too-old";

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
