import type { LineChange } from "../model/manifest.js";
import { formatRef } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { lineChangesText, linesMovedText } from "./line-changes.js";
import { plainText } from "./plain-text.js";
import { remoteBranch, whereText } from "./push.js";
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
  readonly agentsAdded: readonly string[];
  readonly agentsRemoved: readonly string[];
  readonly attach: readonly LineChange[];
  readonly followingDraft: readonly string[];
  /** Where it is pushed; null stays in this clone. */
  readonly push: { readonly remote: string; readonly branch: string } | null;
  /** Earlier versions that go along. */
  readonly pushedAlong: readonly number[];
  readonly pushed: boolean;
  /** True when there is nothing to do at all. */
  readonly isIdle: boolean;
}

/** What a deploy is about to do. */
export function deployPlanText(report: DeployReport, theme: Theme): string {
  const lines: string[] = [];
  if (report.status === "unchanged") {
    lines.push(`Nothing changed in agents/ since ${theme.pinned(`v${report.version}`)}: no version is made.`);
  } else {
    const title = report.title === null ? "" : ` "${plainText(report.title)}"`;
    lines.push(`Version ${theme.pinned(`v${report.version}`)}${title}`);
    for (const agent of report.agentsChanged)
      lines.push(`  ${mark(agent, report, theme)} ${plainText(agent)}`);
    if (report.agentsChanged.length === 0) lines.push(`  ${theme.muted("no agent changed")}`);
  }
  const moves = lineChangesText(report.attach, theme);
  if (moves !== "") lines.push(moves.trimEnd());
  for (const number of report.followingDraft)
    lines.push(`  ${number} follows the draft and ${theme.strong("changes at once")}`);
  if (report.push !== null && !report.isIdle) lines.push(`  ${theme.muted(pushText(report, report.push))}`);
  return `${lines.join("\n")}\n`;
}

function mark(agent: string, { agentsAdded, agentsRemoved }: DeployReport, theme: Theme): string {
  if (agentsAdded.includes(agent)) return theme.added("+");
  return agentsRemoved.includes(agent) ? theme.removed("-") : theme.changed("~");
}

function pushText({ pushedAlong }: DeployReport, push: { remote: string; branch: string }): string {
  const along = pushedAlong.map((version) => `v${version}`).join(", ");
  return `goes to ${remoteBranch(push)}${along === "" ? "" : `, with ${along}, not pushed before`}`;
}

/** What a deploy did, and what can be done next. */
export function deployResultText(report: DeployReport, theme: Theme): string {
  const ref = theme.pinned(`v${report.version}`);
  const moved = linesMovedText(report.attach, theme);
  const where = whereText(report.push);
  if (report.status === "unchanged")
    return `${theme.ok("✓")} still ${ref}\n${moved}${report.isIdle ? "" : where}`;
  const done = `${theme.ok("✓")} deployed ${ref}; the draft is now v${report.version + 1}\n`;
  return `${done}${where}`;
}

/** The stable JSON of `deploy` (DESIGN section 6). */
export function jsonDeploy(report: DeployReport): string {
  const { status, version, title, commit, tagOid, scope, agentsChanged, followingDraft, pushed } = report;
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
    pushed,
  };
  return jsonDocument(body);
}
