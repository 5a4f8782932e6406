/**
 * Every sentence in which Tagline refuses or fails, in one place. A message says what happened, with the
 * value; a hint says what to type next. Anything thrown that is not a `TaglineError` is our own bug.
 */

import type { Line, RollbackReason, RollbackRefusal } from "./model/line.js";
import { formatPin } from "./model/pin.js";
import type { Problem } from "./model/problem.js";

interface Failure {
  /** 1 problems found or nothing to resolve, 2 usage or environment, 3 refused. */
  readonly exit: 1 | 2 | 3;
  readonly message: string;
  readonly hint?: string;
}

const catalogue = {
  // 2: usage and environment
  usage: (d: { message: string; hint?: string }) => ({ exit: 2, ...d }),
  "not-a-repository": (d: { directory: string; hint?: string }) => ({
    exit: 2,
    message: `${d.directory} is not in a git repository.`,
    hint: d.hint ?? "tagline init",
  }),
  "inside-repository": (d: { directory: string; root: string; git: string }) => ({
    exit: 2,
    message: `${d.directory} is inside a git repository, and agents/ belongs at the root of one.`,
    hint: `tagline init ${d.root}, or first, for a repository of its own: ${d.git}`,
  }),
  "ignored-by-git": (d: { path: string }) => ({
    exit: 2,
    message: `git ignores ${d.path}, so no deploy would take it.`,
    hint: `git check-ignore -v ${d.path}`,
  }),
  "no-working-tree": (d: { action: string }) => ({
    exit: 2,
    message: `This repository is bare: it has no working tree to ${d.action}.`,
    hint: "run this in a clone",
  }),
  "unsupported-repository": (d: { reason: string; hint?: string }) => ({
    exit: 2,
    message: `Tagline cannot work in this repository: ${d.reason}.`,
    ...(d.hint === undefined ? {} : { hint: d.hint }),
  }),
  "no-identity": () => ({
    exit: 2,
    message: "git does not know who you are, and a version names its author.",
    hint: 'git config user.name "Your Name" && git config user.email you@example.com',
  }),
  "needs-yes": (d: { command: string }) => ({
    exit: 2,
    message: "There is no terminal to confirm this on.",
    hint: `${d.command} --yes`,
  }),
  "git-not-found": () => ({
    exit: 2,
    message: "The git program was not found.",
    hint: "install git 2.28 or later",
  }),
  "git-refuses": (d: { reason: string; hint: string | null }) => ({
    exit: 2,
    message: `git refuses to work in this repository: ${d.reason}.`,
    ...(d.hint === null ? {} : { hint: d.hint }),
  }),
  "cannot-sign": (d: { what: string; because: string; reason: string }) => ({
    exit: 2,
    message: `${d.what} could not be signed, so nothing was written: ${d.reason}.`,
    hint: `git config user.signingKey <key>, or turn off ${d.because}`,
  }),
  "git-too-old": (d: { version: string; needed: string; why: string }) => ({
    exit: 2,
    message: `git ${d.version} ${d.why}.`,
    hint: `install git ${d.needed} or later`,
  }),
  "hooks-off": (d: {
    directory: string;
    setting: { value: string; origin: string; scope: string } | null;
  }) => ({
    exit: 2,
    message:
      d.setting === null
        ? `git runs no hooks here, because ${d.directory} is not a directory.`
        : `git runs no hooks here, because core.hooksPath is "${d.setting.value}" (set in ${d.setting.origin}).`,
    hint:
      d.setting === null
        ? `rm ${d.directory}`
        : `git config ${["global", "system", "worktree"].includes(d.setting.scope) ? `--${d.setting.scope} ` : ""}--unset core.hooksPath`,
  }),
  "unknown-agent": (d: UnknownAgent & { agent: string; where: string }) => ({
    exit: 2,
    message: `There is no agent "${d.agent}" in ${d.where}.`,
    hint: unknownAgentHint(d),
  }),
  "unknown-version": (d: { version: number; newest: number | null }) => ({
    exit: 2,
    message: `There is no version v${d.version} here.`,
    hint:
      d.newest === null
        ? "nothing is deployed here yet: tagline deploy; if it is elsewhere: git fetch --tags"
        : `the newest here is v${d.newest}; if it exists elsewhere: git fetch --tags`,
  }),
  "version-moved": (d: { version: number; now: string | null; before: string }) => ({
    exit: 3,
    message:
      d.now === null
        ? `v${d.version} was published as ${d.before}, and neither its tag nor that object is in this clone.`
        : `The tag of v${d.version} was moved to ${d.now}: it was published as ${d.before}, which is not in this clone.`,
    hint:
      d.now === null
        ? "git fetch --tags"
        : `where it is right: git fetch <remote> +refs/tags/v${d.version}:refs/tags/v${d.version}`,
  }),
  "branch-gone": (d: { branch: string }) => ({
    exit: 3,
    message: `The branch ${d.branch} is gone: it was renamed or deleted.`,
    hint: "git branch --list, then: tagline serve --ref <branch>",
  }),
  "unknown-number": (d: { number: string; didYouMean?: string }) => ({
    exit: 2,
    message: `The number ${d.number} is not in phone-numbers.yaml.`,
    hint: d.didYouMean === undefined ? "tagline numbers lists them" : `did you mean ${d.didYouMean}?`,
  }),
  "unknown-call": (d: { id: string }) => ({
    exit: 2,
    message: `There is no call ${JSON.stringify(d.id)} here.`,
    hint: "calls are kept in the clone whose server created them",
  }),
  "unknown-revision": (d: { name: string }) => ({
    exit: 2,
    message: `"${d.name}" is not a version, draft, worktree, branch or commit here.`,
    hint: "tagline history",
  }),
  "unknown-branch": (d: { branch: string }) => ({
    exit: 2,
    message: `There is no branch ${JSON.stringify(d.branch)} here.`,
    hint: "git branch --list",
  }),
  "no-agents": () => ({
    exit: 2,
    message: "There are no agents to deploy: agents/ is empty or missing.",
    hint: "tagline new <agent>, or: tagline import export.json",
  }),
  "attach-needs-agent": (d: { number: string; reason: string }) => ({
    exit: 2,
    message: `${d.number} ${d.reason}, so it must be said which agent it gets.`,
    hint: `--attach ${d.number}=<agent>`,
  }),
  "no-draft": () => ({
    exit: 2,
    message: "This branch has no commits yet, so there is no draft.",
    hint: "tagline deploy",
  }),
  "tags-not-fetched": (d: { version: number; shallow: boolean }) => ({
    exit: 2,
    message: `v${d.version} exists, but its tag is not in this clone: the next number cannot be known here.`,
    hint: d.shallow ? "git fetch --unshallow --tags (in CI: fetch-depth: 0)" : "git fetch --tags",
  }),

  "no-review-base": () => ({
    exit: 2,
    message: "There is nothing to review against: no remote branch, no deploy branch, no version.",
    hint: "tagline review --base <branch>",
  }),
  "base-not-fetched": (d: { base: string }) => ({
    exit: 2,
    message: `The pull request's base ${d.base} is not in this clone, so what the branch changes cannot be told.`,
    hint: `git fetch ${d.base.replace("/", " ")} (in CI: fetch-depth: 0)`,
  }),
  "no-merge-base": (d: { base: string; shallow: boolean }) => ({
    exit: 2,
    message: `This branch and ${d.base} have no commit in common here, so what the branch changes cannot be told.`,
    hint: d.shallow ? "git fetch --unshallow (in CI: fetch-depth: 0)" : `git merge-base ${d.base} HEAD`,
  }),

  "remote-failed": (d: { remote: string; reason: string }) => ({
    exit: 2,
    message: `The remote ${d.remote} could not be reached: ${d.reason.replace(/\.$/, "")}.`,
    hint: `git ls-remote ${d.remote}`,
  }),
  "unknown-remote": (d: { remote: string; hasRemotes: boolean; didYouMean?: string }) => ({
    exit: 2,
    message: `There is no remote ${JSON.stringify(d.remote)} here.`,
    hint: unknownRemoteHint(d),
  }),
  "no-remote": (d: { known: readonly string[]; option: "--push" | "--remote" }) => ({
    exit: 2,
    message:
      d.known.length === 0
        ? "This repository has no remote."
        : `This repository has several remotes (${d.known.join(", ")}), and none of them is the usual one.`,
    hint: d.known.length === 0 ? "git remote add origin <url>" : `name one: ${d.option} <name>`,
  }),

  // 1: problems found, nothing to resolve
  "invalid-settings": (d: { errors: readonly string[] }) => ({
    exit: 1,
    message: `tagline.yaml has errors, so nothing was written: ${d.errors.map((error) => error.replace(/\.$/, "")).join("; ")}.`,
    hint: "tagline validate",
  }),
  "invalid-configuration": (d: {
    errors: number;
    problems: readonly Problem[];
    sources: ReadonlyMap<string, string>;
    /** What was only to be read; `rev` null is the working tree. */
    reading?: { agent: string; rev: string | null };
  }) => {
    const errors = `${d.errors} ${d.errors === 1 ? "error" : "errors"}`;
    if (d.reading === undefined)
      return {
        exit: 1,
        message: `The configuration has ${errors}; nothing was written.`,
        hint: "tagline validate",
      };
    const { agent, rev } = d.reading;
    return {
      exit: 1,
      message: `"${agent}" cannot be read ${rev === null ? "in the working tree" : `at ${rev}`}: it has ${errors}.`,
      hint: `tagline validate ${agent}${rev === null ? "" : ` --at ${rev}`}`,
    };
  },
  "nothing-to-resolve": (d: { number: string; direction: string; other?: string }) => ({
    exit: 1,
    message: `${d.number} has no agent for ${d.direction}.`,
    hint:
      d.other === undefined
        ? `tagline attach ${d.number} <agent>@v<N>${d.direction === "inbound" ? "" : ` --direction ${d.direction}`}`
        : `tagline resolve ${d.number} --direction ${d.other}`,
  }),
  "broken-manifest": (d: { path: string; line: number; column: number; message: string }) => ({
    exit: 1,
    message: `${d.path}:${d.line}:${d.column} at HEAD cannot be read: ${d.message.replace(/\.$/, "")}.`,
    hint: "tagline validate --at draft",
  }),

  "unreadable-file": (d: { path: string; reason: string }) => ({
    exit: 1,
    message: `${d.path} cannot be edited: ${d.reason}.`,
    hint: "tagline validate",
  }),
  "cannot-edit": (d: { path: string; reason: string }) => ({
    exit: 1,
    message: `${d.path} cannot be edited: ${d.reason}.`,
    hint: "edit it by hand and commit it",
  }),
  "number-exists": (d: { number: string }) => ({
    exit: 3,
    message: `${d.number} is in phone-numbers.yaml already.`,
    hint: `tagline attach ${d.number} <agent>@v<N>`,
  }),
  "file-exists": (d: { path: string; hint: string }) => ({
    exit: 3,
    message: `${d.path} exists already; nothing was written.`,
    hint: d.hint,
  }),
  "bad-import": (d: { file: string; line?: number; column?: number; reason: string; hint?: string }) => ({
    exit: 1,
    message: `${d.file}${d.line === undefined ? "" : `:${d.line}:${d.column ?? 1}`} cannot be imported: ${d.reason}.`,
    ...(d.hint === undefined ? {} : { hint: d.hint }),
  }),
  "cannot-export": (d: { agent: string; reason: string }) => ({
    exit: 1,
    message: `"${d.agent}" cannot be exported: ${d.reason}.`,
    hint: `tagline validate ${d.agent}`,
  }),
  "nothing-to-draw": (d: { agent: string; engine: string }) => ({
    exit: 1,
    message:
      d.engine === "custom-llm"
        ? `"${d.agent}" answers through a server of your own: there is no flow to draw.`
        : `"${d.agent}" has one prompt and no states: there is no flow to draw.`,
    hint: `tagline show ${d.agent}`,
  }),
  "missing-secret": (d: { name: string; field: string }) => ({
    exit: 2,
    message: `The environment variable ${d.name} is not set, and ${d.field} needs it.`,
    hint: `export ${d.name}=…, or leave out --with-secrets`,
  }),

  // 3: refused
  "detached-head": () => ({
    exit: 3,
    message: "HEAD is detached, so a commit made here would belong to no branch.",
    hint: "git switch main",
  }),
  "operation-in-progress": (d: { operation: string }) => ({
    exit: 3,
    message: `A ${d.operation} is in progress.`,
    hint: `finish it or run: git ${d.operation} --abort`,
  }),
  "unmerged-paths": (d: { path: string }) => ({
    exit: 3,
    message: `${d.path} has unresolved conflicts.`,
    hint: `resolve them, then: git add ${d.path}`,
  }),
  locked: (d: { file: string; age: string; holder: string; isOurs: boolean }) => ({
    exit: 3,
    message: `${d.file} is held by ${d.holder} (for ${d.age}).`,
    hint: d.isOurs
      ? "wait for it; if it is gone for good, remove that file"
      : "wait for it; if no git is running here, remove that file",
  }),
  "stale-plan": (d: { what: string }) => ({
    exit: 3,
    message: `${d.what} changed since the plan was made; nothing was written.`,
    hint: "run the command again",
  }),
  "number-blocked": (d: { version: number; reason: string }) => ({
    exit: 3,
    message: `The number v${d.version} cannot be used: ${d.reason}.`,
    hint: `git show-ref v${d.version}`,
  }),
  "not-the-draft": (d: { version: number; draft: number }) => ({
    exit: 3,
    message: `v${d.version} is not the draft: the next version is v${d.draft}.`,
    hint: `say ${d.draft}, or leave the number out`,
  }),
  "newest-not-ancestor": (d: { version: number; branch: string }) => ({
    exit: 3,
    message: `The newest version v${d.version} is not part of ${d.branch}, so a deploy from here would drop what it contains.`,
    hint: `git merge v${d.version}`,
  }),
  "wrong-branch": (d: { branch: string; deployBranch: string }) => ({
    exit: 3,
    message: `Versions are made on ${d.deployBranch}; this is ${d.branch}.`,
    hint: `git switch ${d.deployBranch}, or pass --branch ${d.branch}`,
  }),
  "manifest-edited": (d: { path: string; beside: boolean }) => ({
    exit: 3,
    message: `${d.path} has uncommitted edits of yours, which this command would commit with its own.`,
    hint: `git add ${d.path} && git commit ${d.path}${d.beside ? ", or pass --no-commit to edit beside them" : ""}`,
  }),
  "checkout-edited": (d: { path: string; directory: string; branch: string }) => ({
    exit: 3,
    message: `${d.path} has edits that are not committed in ${d.directory}, which is on ${d.branch}; nothing was written.`,
    hint: `commit them there, or leave that branch: git -C ${d.directory} switch --detach`,
  }),
  "several-checkouts": (d: { branch: string; directories: readonly string[] }) => ({
    exit: 3,
    message: `${d.branch} is checked out in several working trees (${several(d.directories)}); nothing was written.`,
    hint: "git worktree list",
  }),
  "several-lines": (d: { number: string; lines: string; first: string }) => ({
    exit: 2,
    message: `${d.number} has several lines (${d.lines}).`,
    hint: `say which: --direction ${d.first}`,
  }),
  "weighted-line": (d: { number: string; direction: string; pins: string }) => ({
    exit: 3,
    message: `The ${d.direction} calls of ${d.number} are split (${d.pins}).`,
    hint: "pass --replace to overwrite the split",
  }),
  "cannot-roll-back": (d: { lines: readonly RollbackRefusal[] }) => ({
    exit: 3,
    message: `${d.lines.map(whyNotBack).join(" ")}${d.lines.length > 1 ? " No line was moved." : ""}`,
    ...hintBack(d.lines[0]),
  }),
  "uncommitted-edits": (d: { version: number; edited: readonly string[]; untracked: readonly string[] }) => ({
    exit: 3,
    message: [
      d.edited.length === 0 ? [] : `Uncommitted edits of yours would be lost: ${several(d.edited)}.`,
      d.untracked.length === 0 ? [] : `Files that are not in git are in the way: ${several(d.untracked)}.`,
    ]
      .flat()
      .join(" "),
    hint: "commit them, move them away, or: git stash push --include-untracked -- agents",
  }),
  "cannot-restore": (d: { version: number; reason: string }) => ({
    exit: 3,
    message: `v${d.version} cannot be restored: ${d.reason}.`,
    hint: `git show v${d.version}`,
  }),
  "number-taken": (d: { version: number; remote: string }) => ({
    exit: 3,
    message: `v${d.version} was made on ${d.remote} by someone else meanwhile; nothing changed here or there.`,
    hint: "run the command again",
  }),
  "remote-moved": (d: { remote: string; branch: string; earlier?: readonly { version: number }[] }) => ({
    exit: 3,
    message: `${d.branch} on ${d.remote} has commits that are not here; nothing was written.`,
    // A rebase would leave the commits of versions behind that were made here and not pushed.
    // Edits that are not committed are what a deploy takes, and would stop a rebase.
    hint: `git pull ${(d.earlier ?? []).length > 0 ? "--no-rebase" : "--rebase"} --autostash, then run the command again`,
  }),
  "push-refused": (d: { remote: string; branch: string; reason: string }) => ({
    exit: 3,
    message: `${d.remote} did not take the push, so nothing changed here or there: ${d.reason.replace(/\.$/, "")}.`,
    hint: `git push --dry-run ${d.remote} HEAD:${d.branch}, or pass --no-push`,
  }),
  "push-unknown": (d: { remote: string; what: string; reason: string }) => ({
    exit: 3,
    message: `Whether ${d.what} reached ${d.remote} is not known (${d.reason.replace(/\.$/, "")}); nothing changed here.`,
    hint: "run the command again when the remote answers: it asks, and completes or drops it",
  }),
  "version-differs": (d: { version: number; remote: string }) => ({
    exit: 3,
    message: `v${d.version} here is not the v${d.version} on ${d.remote}, and was never pushed there.`,
    hint: `tagline renumber v${d.version}`,
  }),
  "version-published": (d: { version: number; remote: string }) => ({
    exit: 3,
    message: `v${d.version} is on ${d.remote} as it is here: a published version never changes.`,
    hint: "a change is published as the next version: tagline deploy",
  }),
  "nothing-to-renumber": (d: { version: number; remote: string | null }) => ({
    exit: 3,
    message:
      d.remote === null
        ? `This repository has no remote that could have another v${d.version}: it keeps its number.`
        : `${d.remote} has no v${d.version}, so the one here can be pushed under its number.`,
    hint: d.remote === null ? "a change is published as the next version: tagline deploy" : "tagline deploy",
  }),
  "version-not-merged": (d: { version: number; branch: string }) => ({
    exit: 3,
    message: `v${d.version} here is not part of ${d.branch}, so it could not be pushed from here under any number.`,
    hint: `git merge v${d.version}`,
  }),
  "tags-not-moved": (d: { version: number; reason: string }) => ({
    exit: 3,
    message: `The new tags were made, but the old v${d.version} is still here: ${d.reason.replace(/\.$/, "")}.`,
    hint: `mend that, then: tagline renumber v${d.version}`,
  }),
  unfinished: (d: { what: string; reason: string }) => ({
    exit: 3,
    message: `${d.what} was made, but not everything that goes with it: ${d.reason.replace(/\.$/, "")}.`,
    hint: "mend that; the next tagline command completes the rest",
  }),
  "two-hooks": (d: { hook: string; kept: string }) => ({
    exit: 3,
    message: `${d.hook} is not Tagline's hook, and ${d.kept} was set aside for another one; nothing was written.`,
    hint: "join the two in one of them, and remove the other",
  }),
  "cannot-write": (d: { file: string; reason: string }) => ({
    exit: 3,
    message: `${d.file} could not be written: ${d.reason}.`,
  }),
} satisfies Record<string, (data: never) => Failure>;

/** What helps with an agent that there is not: the one that was meant, else all there are, where that is known. */
interface UnknownAgent {
  readonly didYouMean?: string;
  readonly agents?: readonly string[];
}

/** The agent that was meant, or those there are: a few of many. */
function unknownAgentHint({ didYouMean, agents = [] }: UnknownAgent): string {
  if (didYouMean !== undefined) return `did you mean "${didYouMean}"?`;
  if (agents.length === 0) return "tagline status --json lists the agents";
  const more = agents.length - mostNamed;
  return `one of: ${agents.slice(0, mostNamed).join(", ")}${more > 0 ? `, and ${more} more in agents/` : ""}`;
}

/** More names than these in a hint are not read. */
const mostNamed = 8;

function unknownRemoteHint(d: { hasRemotes: boolean; didYouMean?: string }): string {
  if (d.didYouMean !== undefined) return `did you mean ${d.didYouMean}?`;
  return d.hasRemotes ? "git remote lists them" : "git remote add origin <url>";
}

/** Why a line does not go back, and what ran on it: one sentence. */
function whyNotBack({ number, direction, now, reason, ran }: RollbackRefusal): string {
  const pins = now.length === 0 ? "it was detached" : now.map(formatPin).join(" and ");
  const choose = `so it must be said which version it goes back to${ran.length === 0 ? ", but no version ran there" : ""}`;
  const reasons: Record<RollbackReason["kind"], string> = {
    "follows-draft": `follows the draft, ${choose}`,
    "is-split": `is split between ${pins}, ${choose}`,
    "was-draft": `followed the draft before ${pins}, ${choose}`,
    "was-split": `was split before ${pins}, ${choose}`,
    "nothing-before": "has had no other pin, so there is nothing to go back to",
    "history-cut": "may have had other pins, but the history of this clone is cut off before them",
    "missing-version": `pointed to v${"version" in reason ? reason.version : ""} before, which is no version here`,
    "never-ran": `never ran v${"version" in reason ? reason.version : ""}`,
    "goes-forward": `ran the newer v${"version" in reason ? reason.version : ""} before ${pins}, ${choose}`,
  };
  const listed = several(ran.map((version) => `v${version}`));
  const that = listed === "" ? "" : ` (${ran.length === 1 ? "this ran" : "these ran"} there: ${listed})`;
  return `The ${direction} line of ${number} ${reasons[reason.kind]}${that}.`;
}

function hintBack(line: RollbackRefusal | undefined): { readonly hint?: string } {
  if (line === undefined) return {};
  // Whoever goes back once more means further back, not to where they came from.
  const now = line.now[0]?.version ?? null;
  const older = line.ran.filter((version) => now === null || version < now);
  const newest = (line.reason.kind === "goes-forward" ? older[0] : undefined) ?? line.ran[0];
  const back = newest === undefined ? null : `tagline rollback ${lineWords(line)} --to v${newest}`;
  if (line.reason.kind === "history-cut") return { hint: "git fetch --unshallow" };
  if (line.reason.kind === "missing-version")
    return { hint: back === null ? "git fetch --tags" : `git fetch --tags, or: ${back}` };
  const agents = new Set(line.now.map(({ agent }) => agent));
  const [agent = "<agent>"] = agents.size === 1 ? agents : [];
  return { hint: back ?? `tagline attach ${lineWords(line)} ${agent}@v<N>` };
}

function lineWords({ number, direction }: Line): string {
  return direction === "inbound" ? number : `${number} --direction ${direction}`;
}

/** Names in a sentence: ten at most, and how many more there are. */
function several(names: readonly string[]): string {
  const more = names.length - 10;
  return `${names.slice(0, 10).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

type Catalogue = typeof catalogue;

/** What the texts of a code are made from. */
export type ErrorData<C extends ErrorCode> = Parameters<Catalogue[C]>;

/** Every way in which Tagline says no; stable, shown in JSON. */
export type ErrorCode = keyof Catalogue;

/** A user's mistake or a refusal: `message` and `hint` are for people, `code` and `data` for programs. */
export class TaglineError extends Error {
  override readonly name = "TaglineError";
  readonly code: ErrorCode;
  readonly exit: 1 | 2 | 3;
  readonly hint: string | undefined;
  readonly data: unknown;

  constructor(code: ErrorCode, failure: Failure, data: unknown) {
    super(failure.message);
    this.code = code;
    this.exit = failure.exit;
    this.hint = failure.hint;
    this.data = data;
  }
}

/** Makes the error for `code`; its texts come from the catalogue. Throw what this returns. */
export function failure<C extends ErrorCode>(code: C, ...data: ErrorData<C>): TaglineError {
  const make = catalogue[code] as (data: unknown) => Failure;
  return new TaglineError(code, make(data[0]), data[0]);
}
