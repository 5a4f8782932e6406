/** Where a hook acts: in every repository that git runs it for, or only in those that carry a mark. */
export type HookReach = "repository" | "marked";

/** What is at the path of a hook. */
export type HookFile =
  | { readonly kind: "absent" }
  /** A hook of the user's own, or anything else that Tagline did not put there. */
  | { readonly kind: "foreign" }
  | {
      readonly kind: "ours";
      readonly revision: number;
      /** Null when its text is not the one that this Tagline installs: it was edited, or has another revision. */
      readonly reach: HookReach | null;
      /** git ignores a hook that is not. */
      readonly executable: boolean;
    };

/** One place for the hook: the hook itself, and what was kept of the user's own beside it. Paths are absolute. */
export interface HookSpot {
  readonly path: string;
  readonly file: HookFile;
  readonly keptPath: string;
  /** `same` when it is a copy of what is at `path`. */
  readonly kept: "absent" | "same" | "other";
}

/** The setting `core.hooksPath`, with the scope and the file that it stands in. */
export interface HooksPathSetting {
  readonly value: string;
  readonly scope: string;
  readonly origin: string;
}

/** All that protection depends on in a repository. */
export interface HookFacts {
  readonly git: { readonly version: string; readonly runsHook: boolean };
  /** Revision of the hook that this Tagline installs. */
  readonly revision: number;
  readonly within: "git-directory" | "working-tree" | "elsewhere";
  /** False when git runs no hooks at all. */
  readonly usable: boolean;
  readonly setting: HooksPathSetting | null;
  /** Where git looks for the hook. */
  readonly spot: HookSpot;
  /** The git directory's own place, when git looks for hooks in another one. */
  readonly unused: HookSpot | null;
  readonly mark: { readonly path: string; readonly exists: boolean };
}

/** One change of a file. */
export type ProtectStep =
  | { readonly kind: "keep-hook"; readonly from: string; readonly to: string }
  | {
      readonly kind: "write-hook";
      readonly path: string;
      readonly reach: HookReach;
      readonly replaces: Replaced;
    }
  | { readonly kind: "write-mark"; readonly path: string }
  | { readonly kind: "restore-hook"; readonly from: string; readonly to: string }
  | { readonly kind: "delete-hook"; readonly path: string; readonly edited: boolean }
  | { readonly kind: "delete-mark"; readonly path: string };

/** What a written hook takes the place of. */
export type Replaced = "nothing" | "kept-hook" | "older" | "edited" | "not-executable";

/** What `install` or `remove` would do; without steps, nothing. */
export interface ProtectPlan {
  readonly steps: readonly ProtectStep[];
  /** Whether it reaches outside of the git directory, or takes away what was edited by hand. */
  readonly asks: boolean;
  /** A hook of ours that stays because its directory serves other repositories; null when there is none. */
  readonly stays: string | null;
}

/** Why the hook cannot be installed. */
export type ProtectRefusal =
  | { readonly kind: "git-too-old" }
  | { readonly kind: "hooks-off" }
  | { readonly kind: "two-hooks" };

/** Plans an installation; without steps when the hook is there already. */
export function planInstall(facts: HookFacts): ProtectPlan | { readonly refused: ProtectRefusal } {
  if (!facts.git.runsHook) return { refused: { kind: "git-too-old" } };
  if (!facts.usable) return { refused: { kind: "hooks-off" } };
  const { file, path, kept, keptPath } = facts.spot;
  if (file.kind === "foreign" && kept === "other") return { refused: { kind: "two-hooks" } };
  // One that acts everywhere, in the hooks of another working tree, does here as well.
  const isUnbound = file.kind === "ours" && file.reach === "repository";
  const reach = facts.within === "elsewhere" && !isUnbound ? "marked" : "repository";
  const replaces = replacedBy(file, facts.revision, reach);
  const steps: ProtectStep[] = [];
  if (file.kind === "foreign" && kept === "absent")
    steps.push({ kind: "keep-hook", from: path, to: keptPath });
  if (replaces !== null) steps.push({ kind: "write-hook", path, reach, replaces });
  if (reach === "marked" && !facts.mark.exists) steps.push({ kind: "write-mark", path: facts.mark.path });
  const asks = steps.length > 0 && (facts.within !== "git-directory" || replaces === "edited");
  return { steps, asks, stays: null };
}

/** Plans a removal; without steps when nothing of ours is there. */
export function planRemove(facts: HookFacts): ProtectPlan {
  const isShared =
    facts.within === "elsewhere" && !["local", "worktree"].includes(facts.setting?.scope ?? "");
  const there = isShared ? [] : removal(facts.spot);
  const steps = [...there, ...(facts.unused === null ? [] : removal(facts.unused))];
  const isEdited = steps.some((step) => step.kind === "delete-hook" && step.edited);
  if (facts.mark.exists) steps.push({ kind: "delete-mark", path: facts.mark.path });
  return {
    steps,
    asks: (there.length > 0 && facts.within !== "git-directory") || isEdited,
    stays: isShared && facts.spot.file.kind === "ours" ? facts.spot.path : null,
  };
}

/** What the hook that is to be written takes the place of; null when the one that is there will do. */
function replacedBy(file: HookFile, revision: number, reach: HookReach): Replaced | null {
  if (file.kind === "absent") return "nothing";
  if (file.kind === "foreign") return "kept-hook";
  if (file.revision < revision) return "older";
  if (file.revision === revision && file.reach !== reach) return file.reach === null ? "edited" : "older";
  return file.executable ? null : "not-executable";
}

function removal({ path, file, keptPath, kept }: HookSpot): ProtectStep[] {
  if (file.kind === "foreign") return [];
  // Where ours was deleted by hand, the user's own is still set aside.
  if (kept !== "absent") return [{ kind: "restore-hook", from: keptPath, to: path }];
  if (file.kind === "absent") return [];
  return [{ kind: "delete-hook", path, edited: file.reach === null }];
}
