import { dirname, isAbsolute, relative } from "node:path";
import type { ProtectionState, ProtectionWish } from "../model/protection-state.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** The setting `core.hooksPath`, with the scope and the file that it stands in. */
interface HooksPathSetting {
  readonly value: string;
  readonly scope: string;
  readonly origin: string;
}

/** Whether version tags are protected, as `protect status` tells it. */
export interface ProtectionReport {
  readonly protected: boolean;
  readonly state: ProtectionState;
  readonly root: string;
  readonly facts: ProtectionFacts;
  readonly wish: ProtectionWish;
}

/** What a report is made of; paths are absolute. */
interface ProtectionFacts {
  readonly git: { readonly version: string };
  readonly revision: number;
  readonly within: "git-directory" | "working-tree" | "elsewhere";
  readonly setting: HooksPathSetting | null;
  readonly spot: {
    readonly path: string;
    readonly keptPath: string;
    readonly kept: string;
    readonly file: { readonly kind: string; readonly revision?: number };
  };
  readonly unused: { readonly path: string } | null;
}

/** An installation or a removal, before it is done and after. */
export interface ProtectReport {
  readonly action: "install" | "remove";
  readonly root: string;
  readonly facts: ProtectionFacts;
  readonly plan: {
    readonly steps: readonly ProtectReportStep[];
    readonly stays: string | null;
  };
}

type ProtectReportStep =
  | { readonly kind: "keep-hook" | "restore-hook"; readonly from: string; readonly to: string }
  | { readonly kind: "write-hook"; readonly path: string; readonly replaces: string }
  | { readonly kind: "write-mark" | "delete-hook" | "delete-mark"; readonly path: string };

/** What `install` or `remove` is about to do: every file that it touches, and why it is not in the git directory. */
export function protectPlanText({ action, root, facts, plan }: ProtectReport, theme: Theme): string {
  const lines = plan.steps.map((step) => stepText(step, root, theme));
  const { within } = facts;
  if (within !== "git-directory") lines.unshift(`git looks for hooks ${whereText(facts)}.`);
  if (action === "install" && within === "working-tree")
    lines.push("  The hook is then a file like others here: commit it, or have git ignore it.");
  if (action === "install" && within === "elsewhere")
    lines.push(
      "  Other repositories may use that directory: the hook acts only where Tagline left its mark.",
    );
  if (plan.stays !== null)
    lines.push(
      `  ${shown(plan.stays, root)} stays for other repositories; without the mark it does nothing here.`,
    );
  return `${lines.join("\n")}\n`;
}

/** What `install` or `remove` did, in a line. */
export function protectResultText({ action, plan }: ProtectReport, theme: Theme): string {
  if (plan.steps.length === 0)
    return action === "install"
      ? "Nothing to change: version tags are protected already.\n"
      : "Nothing to remove: no hook of Tagline acts here.\n";
  return action === "install"
    ? `${theme.ok("✓")} version tags are protected: git refuses to move or delete them\n`
    : `${theme.ok("✓")} version tags are no longer protected here\n`;
}

/** The stable JSON of `protect install` and `protect remove`. */
export function jsonProtect(
  { root: _, facts, plan }: ProtectReport,
  status: "planned" | "unchanged" | "installed" | "removed",
): string {
  return jsonDocument({
    status,
    hook: facts.spot.path,
    within: facts.within,
    hooksPath: facts.setting,
    steps: plan.steps.map((step) =>
      "to" in step ? { kind: step.kind, from: step.from, to: step.to } : { kind: step.kind, path: step.path },
    ),
    stays: plan.stays,
  });
}

/** Protection for people: whether, by what or why not, and the next step. */
export function protectionText(report: ProtectionReport, theme: Theme): string {
  const { facts, root, state } = report;
  const hook = shown(facts.spot.path, root);
  const lines = report.protected
    ? [`${theme.ok("✓")} Version tags are protected: git refuses to move or delete them.`, `  by ${hook}`]
    : [`${theme.error("✗")} Version tags are not protected: ${reasonText(report)}.`];
  if (report.protected && facts.spot.kept !== "absent")
    lines.push(`  after your own hook, ${shown(facts.spot.keptPath, root)}`);
  if (report.protected && facts.within !== "git-directory")
    lines.push(`  git looks for hooks ${whereText(facts)}`);
  if (state === "older" || state === "newer")
    lines.push(
      `  ${theme.warning("!")} from ${state === "older" ? "an older" : "a newer"} Tagline than this one`,
    );
  const next = nextStep(report);
  if (!report.protected) lines.push(...wishLines[report.wish]);
  if (next !== null) lines.push(`Next: ${theme.strong(next)}`);
  return `${lines.join("\n")}\n`;
}

const wishLines: Readonly<Record<ProtectionWish, readonly string[]>> = {
  unsaid: ["  to leave it so, and hear no more of it: git config tagline.protect false"],
  declined: ["  as tagline.protect or tagline.yaml says; status does not ask for it"],
  wanted: ["  although tagline.protect or tagline.yaml asks for it"],
};

/** The stable JSON of `protect status`. */
export function jsonProtection(report: ProtectionReport): string {
  const { facts, state } = report;
  return jsonDocument({
    protected: report.protected,
    state,
    hook: facts.spot.path,
    revision: facts.spot.file.revision ?? null,
    ownHook: facts.spot.kept === "absent" ? null : facts.spot.keptPath,
    within: facts.within,
    hooksPath: facts.setting,
    git: facts.git.version,
    next: [nextStep(report) ?? []].flat(),
  });
}

function stepText(step: ProtectReportStep, root: string, theme: Theme): string {
  const added = (path: string) => `  ${theme.added("+")} ${shown(path, root)}`;
  const removed = (path: string) => `  ${theme.removed("-")} ${shown(path, root)}`;
  switch (step.kind) {
    case "keep-hook":
      return `${added(step.to)}  ${theme.muted("your own hook, which runs first")}`;
    case "write-hook": {
      const how = replacedTexts[step.replaces];
      return step.replaces === "nothing" || how === undefined
        ? added(step.path)
        : `  ${theme.changed("~")} ${shown(step.path, root)}  ${theme.muted(how)}`;
    }
    case "restore-hook":
      return `  ${theme.changed("~")} ${shown(step.to, root)}  ${theme.muted("your own hook again, as it was")}`;
    case "write-mark":
      return `${added(step.path)}  ${theme.muted("the mark of a protected repository")}`;
    case "delete-hook":
    case "delete-mark":
      return removed(step.path);
  }
}

const replacedTexts: Readonly<Record<string, string>> = {
  "kept-hook": "Tagline's from now on, which runs yours",
  older: "the hook of another Tagline brought up to date",
  edited: "was edited; the edits are lost",
  "not-executable": "made executable",
};

/** Where git looks, and why there: a setting, or a link in the place of its own directory. */
function whereText({ setting, within, spot }: ProtectionFacts): string {
  const place = within === "working-tree" ? "inside the working tree" : "outside of this repository";
  if (setting === null) return `in ${plainText(dirname(spot.path))}, ${place} (by a link)`;
  return `in ${plainText(setting.value)}, ${place} (core.hooksPath, set in ${plainText(setting.origin)})`;
}

function reasonText({ state, facts, root }: ProtectionReport): string {
  const hook = shown(facts.spot.path, root);
  const { setting } = facts;
  switch (state) {
    case "other-hook":
      return `${hook} is another hook`;
    case "edited":
      return `${hook} was edited, so what it does is not known`;
    case "not-executable":
      return `${hook} is not executable, so git ignores it`;
    case "not-marked":
      return `${hook} acts only in repositories with Tagline's mark, and this one has none`;
    case "hooks-path":
      return `git looks for hooks ${whereText(facts)}, and ignores ${shown(facts.unused?.path ?? "", root)}`;
    case "hooks-off":
      return setting === null
        ? `git runs no hooks, because ${shown(dirname(facts.spot.path), root)} is not a directory`
        : `git runs no hooks, because core.hooksPath is "${plainText(setting.value)}" (set in ${plainText(setting.origin)})`;
    case "git-too-old":
      return `git ${facts.git.version} has no hook for refs; 2.28 and later have`;
    default:
      return `no hook is installed${facts.within === "git-directory" ? "" : `; git looks for hooks ${whereText(facts)}`}`;
  }
}

function nextStep({ state, facts, wish }: ProtectionReport): string | null {
  if (wish === "declined") return null;
  switch (state) {
    case "current":
    case "newer":
      return null;
    case "git-too-old":
      return "install git 2.28 or later";
    case "hooks-off":
      return facts.setting === null
        ? `rm ${plainText(dirname(facts.spot.path))}`
        : unsetHooksPath(facts.setting.scope);
    default:
      return "tagline protect install";
  }
}

function unsetHooksPath(scope: string): string {
  return `git config ${["global", "system", "worktree"].includes(scope) ? `--${scope} ` : ""}--unset core.hooksPath`;
}

/** A path below `root` as seen from there; any other in full. */
function shown(path: string, root: string): string {
  const way = relative(root, path);
  return plainText(way.startsWith("..") || isAbsolute(way) ? path : way);
}
