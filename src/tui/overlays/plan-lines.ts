import { type DeployReport, deployPlanText, deployResultText, deployWhereText } from "../../format/deploy.js";
import { lineChangesText, linesMovedText } from "../../format/line-changes.js";
import { lineNotesText, undoCommands } from "../../format/line-notes.js";
import { plainText } from "../../format/plain-text.js";
import { remoteBranch, whereText } from "../../format/push.js";
import { restoredText, restorePlanText } from "../../format/restore.js";
import type { Theme } from "../../format/theme.js";
import type { Outcome, Plan } from "../actions.js";
import type { Phase } from "../state.js";

/** What a plan will do, in the words of its command. */
export function planLines(plan: Plan, theme: Theme): readonly string[] {
  switch (plan.kind) {
    case "lines": {
      const notes = linesOf(lineNotesText(plan.notes, theme));
      if (plan.changes.length === 0) return ["Nothing to change: it points there already.", ...notes];
      const goes = plan.push === null ? [] : [`  ${theme.muted(`goes to ${remoteBranch(plan.push)}`)}`];
      return [...linesOf(lineChangesText(plan.changes, theme)), ...notes, ...goes];
    }
    case "restore":
      return plan.plan.changes.length === 0
        ? linesOf(restoredText({ ...plan.plan, status: "unchanged" }, theme))
        : linesOf(restorePlanText({ ...plan.plan, status: "planned" }, theme));
    case "deploy": {
      const warnings = plan.problems.length;
      const note =
        warnings === 0
          ? []
          : [
              `  ${theme.warning("!")} ${warnings} ${warnings === 1 ? "warning" : "warnings"}: tab problems of the draft`,
            ];
      return [...linesOf(deployPlanText(plan.report, theme)), ...note];
    }
  }
}

/** What was done, and what can be done next. */
export function outcomeLines(outcome: Outcome, theme: Theme): readonly string[] {
  switch (outcome.kind) {
    case "lines":
      return [
        ...linesOf(linesMovedText(outcome.changes, theme)),
        ...linesOf(whereText(outcome.push)),
        ...undoCommands(outcome.changes, true).map((command) => `  undo: ${plainText(command)}`),
      ];
    case "restore":
      return [
        ...linesOf(restoredText({ ...outcome.plan, status: "restored" }, theme)),
        "  on disk, not committed; next: 2 shows what differs, D deploys it",
      ];
    case "deploy":
      return [
        ...linesOf(deployResultText(outcome.report, theme) + deployWhereText(outcome.report)),
        ...nextAfterDeploy(outcome.report),
      ];
  }
}

/** Whether a plan can be made again the other way: pushed or not pushed. */
export function canSwitchPush(push: boolean, phase: Phase): boolean {
  switch (phase.kind) {
    case "failed":
      return push && phase.failure.isRemote;
    case "ready":
      // Without an upstream, nothing is pushed either way.
      return !planIsIdle(phase.plan) && (!push || pushOf(phase.plan) !== null);
    default:
      return false;
  }
}

/** Where a plan's commit is pushed; null when it stays here. */
export function pushOf(plan: Plan): DeployReport["push"] {
  switch (plan.kind) {
    case "lines":
      return plan.push;
    case "restore":
      return null;
    case "deploy":
      return plan.report.push;
  }
}

/** The question that a plan is confirmed by. */
export function planQuestion(plan: Plan): string {
  switch (plan.kind) {
    case "lines":
      return plan.changes.length === 1 ? "Move this line?" : "Move these lines?";
    case "restore":
      return "Change these files?";
    case "deploy":
      if (plan.report.status !== "unchanged") return `Deploy v${plan.report.version}?`;
      return plan.report.attach.length > 0 ? "Move these lines?" : "Push?";
  }
}

/** True when there is nothing to confirm. */
export function planIsIdle(plan: Plan): boolean {
  switch (plan.kind) {
    case "lines":
      return plan.changes.length === 0;
    case "restore":
      return plan.plan.changes.length === 0;
    case "deploy":
      return plan.report.isIdle;
  }
}

function nextAfterDeploy({ status, attach, version }: DeployReport): readonly string[] {
  return status === "deployed" && attach.length === 0 ? [`  next: a attaches a number to v${version}`] : [];
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.trimEnd().split("\n");
}
