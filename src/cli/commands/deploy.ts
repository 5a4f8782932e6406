import { type DeployResult, type PlannedDeploy, planDeployment } from "../../deploy/index.js";
import { failure } from "../../errors.js";
import {
  type DeployReport,
  deployNextText,
  deployPlanText,
  deployResultText,
  deployWhereText,
  jsonDeploy,
} from "../../format/deploy.js";
import { unixProblems } from "../../format/problems-unix.js";
import { type Command, listOption, textOption } from "../command.js";
import { confirm, showPlan } from "../confirm.js";
import { phoneNumber } from "../phone-number.js";
import { pushOptions, pushRequest } from "../push-option.js";

/** `deploy`: validate, show the plan, ask, then commit and tag in one go. */
export const deployCommand: Command = {
  summary: "publish the agents as the next version",
  description:
    "Validates agents/, commits it with the manifest and makes the annotated tag v<N>. Nothing is written before the plan is confirmed.",
  arguments: [{ name: "[agent...]", description: "take only these agents from the working tree" }],
  options: [
    { flags: "--title <text>", description: "what this version is for; the tag's first line" },
    {
      flags: "--attach <number[=agent]>",
      description: "point a number at the new version; may be repeated",
      repeatable: true,
    },
    { flags: "--even-if-unchanged", description: "make a version although nothing changed" },
    { flags: "--branch <branch>", description: "deploy from this branch, which is not the usual one" },
    { flags: "--dry-run", description: "show the plan and stop" },
    ...pushOptions,
  ],
  writes: true,
  examples: [
    'tagline deploy --title "Shorter greeting"',
    "tagline deploy receptionist --attach +14155550100",
    "tagline deploy --attach +14155550101=intake --yes",
    "tagline deploy --dry-run --json",
  ],
  async run(input) {
    const { args, options, world, theme, stderrTheme, json, quiet } = input;
    const attach = await Promise.all(listOption(options, "attach").map(attachment));
    const planned = await planDeployment(world, {
      scope: args.length === 0 ? null : args,
      title: textOption(options, "title"),
      attach,
      evenIfUnchanged: options.evenIfUnchanged === true,
      branch: textOption(options, "branch"),
      push: pushRequest(options),
    });
    const plan = reportOf(planned, null);
    if (!quiet && !json) world.stderr.write(unixProblems(planned));
    if (options.dryRun === true) {
      world.stdout.write(json ? jsonDeploy(plan) : deployPlanText(plan, theme));
      return 0;
    }
    showPlan(input, deployPlanText(plan, stderrTheme));
    if (!planned.plan.isIdle && !(await confirm(input, question(planned)))) {
      world.stderr.write("Nothing was deployed.\n");
      if (json) world.stdout.write(jsonDeploy(plan));
      return 0;
    }
    const report = reportOf(planned, await planned.apply());
    world.stdout.write(json ? jsonDeploy(report) : deployResultText(report, theme));
    if (json || quiet) return 0;
    // A job that gives every merge a title means no version where there is nothing to publish.
    const title = input.yes && report.status === "unchanged" ? null : report.title;
    const next = deployNextText({ ...report, title, pushLater: planned.pushLater });
    world.stderr.write(deployWhereText(report) + next);
    return 0;
  },
};

function question(planned: PlannedDeploy): string {
  const { kind, version, attach } = planned.plan;
  if (kind === "deploy") return `Deploy v${version}?`;
  return attach.length > 0 ? "Move these lines?" : "Push?";
}

function reportOf(planned: PlannedDeploy, result: DeployResult | null): DeployReport {
  const plan = result?.plan ?? planned.plan;
  const status = result?.status ?? (plan.kind === "unchanged" ? "unchanged" : "planned");
  const { commit = null, tagOid = null } = result ?? {};
  return { ...plan, status, commit, tagOid, pushed: result !== null && plan.push !== null };
}

async function attachment(text: string): Promise<{ number: string; agent: string | null }> {
  const [number = "", agent] = text.split("=");
  if (agent === "")
    throw failure("usage", {
      message: `"${text}" names no agent.`,
      hint: "--attach +14155550100=receptionist",
    });
  return { number: await phoneNumber(number), agent: agent ?? null };
}
