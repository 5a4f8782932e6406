/** Whether anyone said that this clone is to be protected, or that it is not. */
export type ProtectionWish = "wanted" | "declined" | "unsaid";

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
