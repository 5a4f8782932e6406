import { failure } from "../../errors.js";
import { directions } from "../../model/manifest.js";
import { planGoingBack } from "../../rollback/index.js";
import { applyLines } from "../apply-lines.js";
import { type Command, textOption } from "../command.js";
import { phoneNumber } from "../phone-number.js";
import { pushOptions, pushRequest } from "../push-option.js";
import { versionNumber } from "../version.js";

/** `rollback`: lines go back to a pin that they had, all of them in one commit, or none. */
export const rollbackCommand: Command = {
  summary: "point phone numbers back at what they ran before",
  description:
    "Points a line at the last different pin it had on this branch, and commits only the manifest. Never at a version that did not run on it. Where that pin is a newer version, as after a rollback, --yes is not enough: say --to.",
  arguments: [{ name: "[number...]", description: "in E.164 form, such as +14155550100" }],
  options: [
    { flags: "--to <version>", description: "go back to this version, which must have run on the line" },
    { flags: "--all-on <version>", description: "every line pinned to this version, instead of numbers" },
    {
      flags: "--direction <direction>",
      description: "which line (default: the only one; with --all-on, all)",
      choices: directions,
    },
    { flags: "--no-commit", description: "edit the file and leave it uncommitted" },
    ...pushOptions,
    { flags: "--dry-run", description: "show the plan and stop" },
  ],
  writes: true,
  examples: [
    "tagline rollback +14155550100",
    "tagline rollback +14155550100 --to v3",
    "tagline rollback --all-on v5",
  ],
  async run(input) {
    const { args, options, world } = input;
    const to = textOption(options, "to");
    const allOn = textOption(options, "allOn");
    if ((args.length === 0) === (allOn === null))
      throw failure("usage", {
        message: `rollback takes numbers or --all-on, ${allOn === null ? "and has neither" : "not both"}.`,
        hint: "tagline rollback +14155550100",
      });
    const request = {
      numbers: await Promise.all(args.map(phoneNumber)),
      to: to === null ? null : versionNumber(to, "tagline rollback +14155550100 --to v3"),
      allOn: allOn === null ? null : versionNumber(allOn, "tagline rollback --all-on v5"),
      direction: directions.find((known) => known === options.direction) ?? null,
      // An answer given in advance is for going back; who sees the plan may say yes to more.
      forward: options.dryRun === true || (world.ask !== undefined && !input.yes),
      commit: options.commit !== false,
      push: pushRequest(options),
    };
    const plan = await planGoingBack(world, request);
    const { direction } = request;
    const line = direction === null ? "line" : `${direction} line`;
    const points = args.length === 1 ? "it points" : "they point";
    return applyLines(input, plan, {
      nothing: `Nothing to change: ${allOn === null ? `${points} there already` : `no ${line} is pinned to ${allOn}`}.`,
      goingBack: plan.changes,
      passedOver: plan.passedOver,
      followingDraft: allOn === null ? [] : plan.followingDraft,
    });
  },
};
