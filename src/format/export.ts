import { formatRev, type Oid, type Rev } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { sideJson } from "./side.js";
import type { Theme } from "./theme.js";

/** An agent that was exported: to a file, or where that is null to standard output. */
export interface ExportReport {
  readonly agent: string;
  readonly rev: Rev;
  /** Null for the working tree. */
  readonly commit: Oid | null;
  readonly shape: string;
  readonly file: string | null;
  /** The variables that it names, or whose values it holds. */
  readonly env: readonly string[];
  readonly withSecrets: boolean;
}

/** What was written, and where. */
export function exportedText({ agent, rev, file }: ExportReport, theme: Theme): string {
  return `${theme.ok("✓")} exported ${agentAt(agent, rev, theme)} to ${plainText(file ?? "standard output")}\n`;
}

/** What to know of an export: of which rev it is where nothing else says so, and its secrets. */
export function exportNotes({ agent, rev, file, env, withSecrets }: ExportReport, theme: Theme): string {
  const of = file === null ? [`exported ${agentAt(agent, rev, theme)}`] : [];
  const indent = file === null ? "" : "  ";
  const secrets = withSecrets
    ? `holds the values of ${env.join(", ")}: not for git`
    : `to fill in: ${env.map((name) => `<<${name}>>`).join(", ")}`;
  return [...of, ...(env.length === 0 ? [] : [`${indent}${secrets}`])].map((line) => `${line}\n`).join("");
}

/** The stable JSON of an export to a file; without one, the export itself is the document. */
export function jsonExport({ agent, rev, commit, shape, file, env }: ExportReport): string {
  return jsonDocument({
    status: "exported",
    agent,
    ...sideJson({ rev, commit }),
    shape,
    file,
    env,
  });
}

function agentAt(agent: string, rev: Rev, theme: Theme): string {
  return `${plainText(agent)}@${theme.pinned(plainText(formatRev(rev)))}`;
}
