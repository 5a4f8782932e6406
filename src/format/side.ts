import { formatRev, type Oid, type Rev } from "../model/version.js";

/** A side of a comparison, as it is told. */
export interface SideReport {
  readonly rev: Rev | { readonly kind: "nothing" };
  /** Null for the working tree and before the first version. */
  readonly commit: Oid | null;
}

/** `v3`, `working tree`, `main (0d06cf5)`, `nothing` before the first version. */
export function sideText({ rev, commit }: SideReport): string {
  switch (rev.kind) {
    case "nothing":
      return "nothing (no version yet)";
    case "worktree":
      return "working tree";
    case "draft":
      return commit === null ? "draft (no commit yet)" : `draft (${commit.slice(0, 12)})`;
    case "version":
      return formatRev(rev);
    case "revision":
      return commit?.startsWith(rev.name)
        ? rev.name.slice(0, 12)
        : `${rev.name} (${commit?.slice(0, 12) ?? ""})`;
  }
}

/** A side in JSON: `ref` as users write it, null for nothing. */
export function sideJson({ rev, commit }: SideReport): object {
  return {
    ref: rev.kind === "nothing" ? null : formatRev(rev),
    version: rev.kind === "version" ? rev.version : null,
    commit,
  };
}
