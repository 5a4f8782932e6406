import type { LineChange } from "../model/manifest.js";
import { formatRef } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { lineChangesText, linesMovedText } from "./line-changes.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** A deploy as it is told before and after. */
export interface DeployReport {
  readonly status: "deployed" | "unchanged" | "planned";
  readonly version: number;
  readonly title: string | null;
  readonly commit: string | null;
  readonly tagOid: string | null;
  readonly scope: readonly string[] | null;
  readonly agentsChanged: readonly string[];
  readonly attach: readonly LineChange[];
  readonly followingDraft: readonly string[];
}

/** What a deploy is about to do. */
export function deployPlanText(report: DeployReport, theme: Theme): string {
  const lines: string[] = [];
  if (report.status === "unchanged") {
    lines.push(`Nothing changed in agents/ since ${theme.pinned(`v${report.version}`)}: no version is made.`);
  } else {
    const title = report.title === null ? "" : ` "${plainText(report.title)}"`;
    lines.push(`Version ${theme.pinned(`v${report.version}`)}${title}`);
    for (const agent of report.agentsChanged) lines.push(`  ${theme.changed("~")} ${plainText(agent)}`);
    if (report.agentsChanged.length === 0) lines.push(`  ${theme.muted("no agent changed")}`);
  }
  const moves = lineChangesText(report.attach, theme);
  if (moves !== "") lines.push(moves.trimEnd());
  for (const number of report.followingDraft)
    lines.push(`  ${number} follows the draft and ${theme.strong("changes at once")}`);
  return `${lines.join("\n")}\n`;
}

/** What a deploy did, and what can be done next. */
export function deployResultText(report: DeployReport, theme: Theme): string {
  if (report.status === "unchanged")
    return `${theme.ok("✓")} still ${theme.pinned(`v${report.version}`)}\n${linesMovedText(report.attach, theme)}`;
  const done = `${theme.ok("✓")} deployed ${theme.pinned(`v${report.version}`)}; the draft is now v${report.version + 1}\n`;
  return `${done}  committed here, not pushed\n`;
}

/** The stable JSON of `deploy` (DESIGN section 6). */
export function jsonDeploy(report: DeployReport): string {
  const { status, version, title, commit, tagOid, scope, agentsChanged, followingDraft } = report;
  const attached = [...new Set(report.attach.map(({ number }) => number))];
  const body = {
    status,
    version,
    ref: formatRef(version),
    title,
    commit,
    tagOid,
    draft: version + 1,
    scope,
    agentsChanged,
    attached,
    followingDraft,
    pushed: false,
  };
  return jsonDocument(body);
}
