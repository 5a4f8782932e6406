import type { LineChange } from "../model/manifest.js";
import { formatPin } from "../model/pin.js";
import { formatRef } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { lineChangesText, linesMovedText } from "./line-changes.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { remoteBranch, whereText } from "./push.js";
import type { Theme } from "./theme.js";

interface StayingLine {
  readonly number: string;
  readonly direction: string;
  readonly agent: string;
  readonly version: number;
}

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
  /** Lines that run an earlier version of what changed, and still do. */
  readonly staying: readonly StayingLine[];
  /** Whether the manifest has any number. */
  readonly hasNumbers: boolean;
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

/** What a deploy did. */
export function deployResultText(report: DeployReport, theme: Theme): string {
  const ref = theme.pinned(`v${report.version}`);
  const moved = linesMovedText(report.attach, theme);
  const done =
    report.status === "unchanged"
      ? `still ${ref}`
      : `deployed ${ref}; the draft is now v${report.version + 1}`;
  return `${theme.ok("✓")} ${done}\n${moved}`;
}

/** Whether the others have what a deploy did; nothing where it did nothing. */
export function deployWhereText({ isIdle, push }: DeployReport): string {
  return isIdle ? "" : whereText(push);
}

/** What a deploy leaves to be done: pushing it, or pointing numbers at it. Nothing where it is all done. */
export function deployNextText(report: DeployReport & { readonly pushLater: string | null }): string {
  if (report.status === "unchanged" && report.title !== null)
    return "  the title is not used; a version all the same: --even-if-unchanged\n";
  if (report.isIdle) return "";
  const [first] = report.staying;
  const isNew = report.status === "deployed";
  const stay = isNew && first !== undefined ? [`  ${stayText(report.staying, first)}\n`] : [];
  const next = report.pushLater ?? (isNew ? moveCommand(report) : null);
  return [...stay, ...(next === null ? [] : [`  next: ${plainText(next)}\n`])].join("");
}

function stayText(staying: DeployReport["staying"], first: StayingLine): string {
  const numbers = new Set(staying.map(({ number }) => number)).size;
  if (numbers > 1) return `${counted(numbers, "number")} stay at earlier versions`;
  return `${first.number} stays at ${plainText(formatPin(first))}`;
}

/** Moves the lines that stayed, where one command can; else lists the numbers. Null when none stayed. */
function moveCommand({
  staying,
  version,
  agentsChanged,
  agentsRemoved,
  hasNumbers,
}: DeployReport): string | null {
  const [first, ...more] = staying;
  if (first === undefined) {
    const agent = agentsChanged.find((slug) => !agentsRemoved.includes(slug));
    return hasNumbers || agent === undefined ? null : `tagline attach +14155550100 ${agent}@v${version}`;
  }
  const isAlike = more.every(
    ({ agent, direction }) => agent === first.agent && direction === first.direction,
  );
  if (!isAlike || staying.length > most) return "tagline numbers";
  const direction = first.direction === "inbound" ? "" : ` --direction ${first.direction}`;
  return `tagline attach ${staying.map(({ number }) => number).join(" ")} ${first.agent}@v${version}${direction}`;
}

/** As many numbers as fit a line. */
const most = 3;

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
