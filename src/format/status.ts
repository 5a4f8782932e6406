import { directions, type Manifest, type NumberEntry } from "../model/manifest.js";
import type { RemoteStanding } from "../model/next-step.js";
import type { Problem } from "../model/problem.js";
import type { ProtectionWish } from "../model/protection-state.js";
import { formatRef, type Version } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { pinJson } from "./pin-json.js";
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
  readonly missingVersions: readonly number[];
  readonly isBare: boolean;
  readonly unfinished: string | null;
  readonly deployBranch: string | null;
  readonly upstream: RemoteStanding | null;
  readonly remote: string | null;
  readonly protected: boolean | null;
  readonly protectionWish: ProtectionWish;
  readonly recovered: readonly {
    readonly outcome: "completed" | "dropped" | "undecided";
    readonly version: number | null;
  }[];
  readonly next: string;
}

/** As many problems as `status` names; `validate` has them all, with their lines. */
const most = 3;

/** Status for people; the last line always says what to do next. `now` in milliseconds. */
export function prettyStatus(status: StatusReport, now: number, theme: Theme): string {
  const lines = [
    ...status.recovered.map((one) => recoveryText(one, theme)),
    `${whereText(status, theme)}, ${agentsText(status.agents)}`,
    ...(status.unfinished === null ? [] : [theme.warning(`A ${status.unfinished} is in progress.`)]),
    ...(status.branch === null || status.deployBranch === null
      ? []
      : [`Versions are made on ${plainText(status.deployBranch)}.`]),
    ...versionLines(status, now, theme),
    ...remoteLines(status, theme),
    ...numberLines(status, theme),
    ...problemLines(status, theme),
    ...protectionLines(status),
    `Next: ${theme.strong(plainText(status.next))}`,
  ];
  return `${lines.join("\n")}\n`;
}

function whereText({ branch, isBare }: StatusReport, theme: Theme): string {
  const on = branch === null ? "a detached HEAD" : `branch ${theme.strong(plainText(branch))}`;
  return isBare ? `Bare repository, ${on}` : `On ${on}`;
}

/** Names and not only how many, as long as they fit beside the branch. */
function agentsText(agents: readonly string[]): string {
  const names = slugs(agents);
  const count = counted(agents.length, "agent");
  return agents.length === 0 || names.length > 50 ? count : `${count}: ${names}`;
}

/** Said where it is the next step, with the way to hear no more of it; always where the team asks for it. */
function protectionLines({ protected: isProtected, protectionWish, newest, next }: StatusReport): string[] {
  if (isProtected !== false || newest === null) return [];
  if (protectionWish === "wanted") return ["Versions are to be protected from git, and are not here."];
  return next === "tagline protect install"
    ? ["Versions are not protected; to leave it so: git config tagline.protect false"]
    : [];
}

function recoveryText({ outcome, version }: StatusReport["recovered"][number], theme: Theme): string {
  const what = version === null ? "change" : `deploy of v${version}`;
  switch (outcome) {
    case "completed":
      return theme.warning(`! A ${what} was interrupted, and is complete now.`);
    case "dropped":
      return theme.warning(`! A ${what} was interrupted before it took effect; nothing is left of it.`);
    case "undecided":
      return theme.warning(
        `! A ${what} was interrupted while it was pushed: the next deploy asks the remote.`,
      );
  }
}

function versionLines(status: StatusReport, now: number, theme: Theme): string[] {
  const { newest } = status;
  const lines =
    newest === null
      ? status.missingVersions.length > 0
        ? []
        : ["Nothing is deployed yet."]
      : [
          `Newest version ${theme.pinned(`v${newest.version}`)}${newest.title === null ? "" : ` "${plainText(newest.title)}"`}, ${relativeTime(newest.timestamp, now)} by ${plainText(newest.author.name)}`,
          status.draftChanges.length === 0
            ? `The draft is equal to v${newest.version}.`
            : `The draft (to be v${newest.version + 1}) differs in: ${slugs(status.draftChanges)}`,
        ];
  const [missing] = status.missingVersions;
  if (missing !== undefined)
    lines.unshift(theme.warning(`Numbers are pinned to v${missing}, and its tag is not in this clone.`));
  if (status.uncommitted.length > 0) lines.push(`Uncommitted edits: ${slugs(status.uncommitted)}`);
  if (status.manifestEdited) lines.push("Uncommitted edits: phone-numbers.yaml");
  return lines;
}

function remoteLines(status: StatusReport, theme: Theme): string[] {
  const { upstream, remote, branch, newest, deployBranch } = status;
  if (upstream === null)
    return remote === null || branch === null || newest === null || deployBranch !== null
      ? []
      : [theme.warning(`The branch has no upstream on ${plainText(remote)}: what is deployed stays here.`)];
  const there = plainText(`${upstream.remote}/${upstream.branch}`);
  const { ahead, behind } = upstream;
  if (ahead === null || behind === null) return [];
  return [
    ...(ahead === 0
      ? []
      : [theme.warning(`${counted(ahead, "commit")} not pushed to ${there}: deploy pushes.`)]),
    ...(behind === 0 ? [] : [theme.warning(`${counted(behind, "commit")} of ${there} not here yet.`)]),
  ];
}

function numberLines({ manifest }: StatusReport, theme: Theme): string[] {
  return [...manifest.numbers.values()].map(({ number, lines: entry, nickname }) => {
    const used = directions.flatMap((direction) =>
      entry[direction] === undefined ? [] : [`${direction} ${theme.pinned(pinsText(entry[direction]))}`],
    );
    const name = nickname === null ? "" : ` ${plainText(nickname)}`;
    return `  ${number}${theme.muted(name)}  ${used.join(", ") || theme.muted("no agent")}`;
  });
}

/** Errors first: a warning does not stop a deploy. */
function problemLines({ problems }: StatusReport, theme: Theme): string[] {
  if (problems.length === 0) return [];
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const shown = [...errors, ...warnings].slice(0, most);
  const mark = errors.length > 0 ? theme.error("✗") : theme.warning("!");
  return [
    `${mark} ${counted(errors.length, "error")}, ${counted(warnings.length, "warning")}`,
    ...shown.map(({ file, line, code, message }) => plainText(`  ${file}:${line}  ${code}  ${message}`)),
    ...(problems.length > most ? [theme.muted(`  … ${problems.length - most} more: tagline validate`)] : []),
  ];
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
    agentsChanged: status.draftChanges,
    uncommitted: status.uncommitted,
    manifestEdited: status.manifestEdited,
    numbers: [...status.manifest.numbers.values()].map(numberJson),
    summary: { errors, warnings: status.problems.length - errors },
    unfinished: status.unfinished,
    deployBranch: status.deployBranch,
    upstream: status.upstream,
    protected: status.protected,
    recovered: status.recovered,
    next: [status.next],
  };
  return jsonDocument(body);
}

/** A number and its lines, each with its pins; settings and commits are what `numbers` adds. */
function numberJson({ number, nickname, lines }: NumberEntry): object {
  const pins = directions.map((direction) => [direction, (lines[direction] ?? []).map(pinJson)]);
  return { number, nickname, ...Object.fromEntries(pins) };
}
