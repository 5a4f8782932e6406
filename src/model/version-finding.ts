import type { Severity } from "./problem.js";
import { formatRef } from "./version.js";

/** Every code of a finding; `docs/verify.md` explains each. */
export const findingCodes = [
  // What a version's tag is
  "moved-version",
  "missing-version",
  "lightweight-version",
  "symbolic-version",
  "misnamed-version",
  "not-a-commit",
  "missing-object",
  "config-tree-mismatch",
  "blocked-number",
  // The chain
  "unchained-version",
  "unvouched-version",
  // What git shows instead
  "replaced-object",
  "grafted-commit",
  // Numbers
  "unresolved-pin",
  "invalid-manifest",
  // The remote
  "differs-on-remote",
  "missing-on-remote",
  "unpushed-version",
  "missing-here",
  "off-remote-branch",
  "remote-branch-unchecked",
  // Signatures
  "missing-signature",
  "bad-signature",
  "signatures-unchecked",
  // What this clone cannot tell
  "history-cut",
  "trees-absent",
  "invalid-settings",
] as const;

export type FindingCode = (typeof findingCodes)[number];

/** One thing that `verify` found. */
export interface VersionFinding {
  /** An error is a broken promise; a warning says what is not vouched for or was not checked. */
  readonly severity: Severity;
  readonly code: FindingCode;
  /** Null where the finding is about the draft, or about the repository as a whole. */
  readonly version: number | null;
  /** `v3`, `draft`, or null for the repository as a whole. */
  readonly ref: string | null;
  readonly message: string;
  /** What to type next. */
  readonly hint?: string;
}

/** A finding about one version. */
export function versionFinding(
  severity: Severity,
  code: FindingCode,
  version: number,
  message: string,
  hint?: string,
): VersionFinding {
  return {
    severity,
    code,
    version,
    ref: formatRef(version),
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A finding about the repository as a whole. */
export function repositoryFinding(
  severity: Severity,
  code: FindingCode,
  message: string,
  hint?: string,
): VersionFinding {
  return { severity, code, version: null, ref: null, message, ...(hint === undefined ? {} : { hint }) };
}

/** Sorts newest version first, then the draft and the repository, then by code and text: the report's order. */
export function compareFindings(a: VersionFinding, b: VersionFinding): number {
  return (
    (b.version ?? -1) - (a.version ?? -1) || compareText(a.code, b.code) || compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
