import { directions, type Manifest } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import { formatRef, type Version } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import type { Theme } from "./theme.js";
import { relativeTime } from "./time.js";

/** Where a repository stands, as `status` prints it. */
export interface StatusReport {
  readonly branch: string | null;
  readonly commit: string | null;
  readonly agents: readonly string[];
  readonly newest: Version | null;
  readonly draftChanges: readonly string[];
  readonly uncommitted: readonly string[];
  readonly manifestEdited: boolean;
  readonly problems: readonly Problem[];
  readonly manifest: Manifest;
}

/** Status for people; the last line always says what to do next. `now` in milliseconds. */
export function prettyStatus(status: StatusReport, now: number, theme: Theme): string {
  const { newest } = status;
  const lines = [
    `On ${status.branch === null ? "a detached HEAD" : `branch ${theme.strong(plainText(status.branch))}`}, ${counted(status.agents.length, "agent")}`,
    newest === null
      ? "Nothing is deployed yet."
      : `Newest version ${theme.pinned(`v${newest.version}`)}${newest.title === null ? "" : ` "${plainText(newest.title)}"`}, ${relativeTime(newest.timestamp, now)} by ${plainText(newest.author.name)}`,
  ];
  if (newest !== null)
    lines.push(
      status.draftChanges.length === 0
        ? `The draft is equal to v${newest.version}.`
        : `The draft (to be v${newest.version + 1}) differs in: ${slugs(status.draftChanges)}`,
    );
  if (status.uncommitted.length > 0) lines.push(`Uncommitted edits: ${slugs(status.uncommitted)}`);
  if (status.manifestEdited) lines.push("Uncommitted edits: phone-numbers.yaml");
  for (const { number, lines: entry, nickname } of status.manifest.numbers.values()) {
    const used = directions.flatMap((direction) =>
      entry[direction] === undefined ? [] : [`${direction} ${theme.pinned(pinsText(entry[direction]))}`],
    );
    const name = nickname === null ? "" : ` ${plainText(nickname)}`;
    lines.push(`  ${number}${theme.muted(name)}  ${used.join(", ") || theme.muted("no agent")}`);
  }
  const errors = status.problems.filter(({ severity }) => severity === "error").length;
  const warnings = status.problems.length - errors;
  if (errors + warnings > 0)
    lines.push(
      `${errors > 0 ? theme.error("✗") : theme.warning("!")} ${counted(errors, "error")}, ${counted(warnings, "warning")}`,
    );
  lines.push(`Next: ${theme.strong(nextStep(status, errors))}`);
  return `${lines.join("\n")}\n`;
}

/** Names of directories: git allows any character in them. */
function slugs(names: readonly string[]): string {
  return names.map(plainText).join(", ");
}

/** The stable JSON of `status`. */
export function jsonStatus(status: StatusReport): string {
  const errors = status.problems.filter(({ severity }) => severity === "error").length;
  const body = {
    branch: status.branch,
    commit: status.commit,
    agents: status.agents,
    version: status.newest?.version ?? null,
    ref: status.newest === null ? null : formatRef(status.newest.version),
    draft: (status.newest?.version ?? -1) + 1,
    draftChanges: status.draftChanges,
    uncommitted: status.uncommitted,
    manifestEdited: status.manifestEdited,
    errors,
    warnings: status.problems.length - errors,
    next: nextStep(status, errors),
  };
  return jsonDocument(body);
}

function nextStep(status: StatusReport, errors: number): string {
  if (status.agents.length === 0) return "tagline import export.json";
  if (status.branch === null) return "git switch main";
  if (errors > 0) return "tagline validate";
  if (status.newest === null || status.draftChanges.length > 0 || status.uncommitted.length > 0)
    return "tagline deploy";
  if (status.manifestEdited) return "git commit phone-numbers.yaml";
  if (status.manifest.numbers.size === 0)
    return `tagline attach +14155550100 ${status.agents[0]}@v${status.newest.version}`;
  return "tagline history";
}
