import { formatRef } from "../model/version.js";
import type { VersionFinding } from "../model/version-finding.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import type { Theme } from "./theme.js";

/** What `verify` found and looked at, as it is printed. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly findings: readonly VersionFinding[];
  readonly checked: {
    readonly versions: number;
    readonly remote: string | null;
    readonly signatures: { readonly good: number; readonly bad: number; readonly missing: number } | null;
    readonly newest: { readonly version: number; readonly anchors: readonly ("commit" | "remote")[] } | null;
  };
  /** The remote that could be asked; null when there is none. */
  readonly usualRemote: string | null;
}

/** Findings for people, each with its hint; then the count, and what the newest version rests on. */
export function prettyVerify(report: VerifyReport, theme: Theme): string {
  const blocks = report.findings.map((finding) => block(finding, theme));
  return `${blocks.join("")}${blocks.length === 0 ? "" : "\n"}${summary(report, theme)}`;
}

function block({ severity, code, ref, message, hint }: VersionFinding, theme: Theme): string {
  const mark = severity === "error" ? theme.error("error") : theme.warning("warning");
  const where = ref === null ? "" : `${theme.pinned(ref)}  `;
  const head = `${where}${mark}  ${theme.muted(code)}  ${plainText(message)}\n`;
  return hint === undefined ? head : `${head}  ${theme.muted("hint:")} ${plainText(hint)}\n`;
}

function summary({ findings, checked, usualRemote }: VerifyReport, theme: Theme): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const mark = errors > 0 ? theme.error("✗") : warnings > 0 ? theme.warning("!") : theme.ok("✓");
  const found =
    findings.length === 0 ? "nothing wrong" : `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  const { versions, remote, signatures } = checked;
  const where = remote === null ? "" : ` here and on ${plainText(remote)}`;
  const lines = [`${mark} ${found} in ${counted(versions, "version")}${where}`];
  if (signatures !== null) {
    const { good, bad, missing } = signatures;
    lines.push(`  signatures: ${good} good, ${bad} not confirmed, ${missing} missing`);
  }
  lines.push(...anchorLines(checked, usualRemote).map((line) => `  ${line}`));
  return `${lines.join("\n")}\n`;
}

/** The newest version is the one that no later version vouches for: its reader must know what it rests on. */
function anchorLines(
  { newest, remote }: VerifyReport["checked"],
  usualRemote: VerifyReport["usualRemote"],
): string[] {
  if (newest === null) return [];
  const { version, anchors } = newest;
  const by = anchors.map((anchor) =>
    anchor === "commit" ? "the trailer of its commit" : plainText(remote ?? "the remote"),
  );
  const only =
    by.length === 0
      ? "nothing here vouches"
      : `only ${by.join(" and ")} ${by.length > 1 ? "vouch" : "vouches"}`;
  const lines = [`${formatRef(version)} is the newest: ${only} for it`];
  if (remote === null && usualRemote !== null) lines.push("ask the remote too: tagline verify --remote");
  return lines;
}

/** The stable JSON of `verify` (docs/json.md#verify). */
export function jsonVerify({ ok, findings, checked }: VerifyReport): string {
  const { versions, remote, signatures, newest } = checked;
  const anchored =
    newest === null
      ? null
      : { version: newest.version, ref: formatRef(newest.version), anchors: newest.anchors };
  return jsonDocument({ ok, findings, checked: { versions, remote, signatures, newest: anchored } });
}
