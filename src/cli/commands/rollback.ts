import { failure } from "../../errors.js";
import { rollbackNotesText, undoCommands } from "../../format/rollback.js";
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
    "Points a line at the last different pin it had on this branch, and commits only the manifest. Never at a version that did not run on it; run twice, it is back where it was.",
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
    const { args, options, world, stderrTheme } = input;
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
      commit: options.commit !== false,
      push: pushRequest(options),
    };
    const plan = await planGoingBack(world, request);
    const { changes, passedOver } = plan;
    const followingDraft = request.allOn === null ? [] : plan.followingDraft;
    return applyLines(input, plan, {
      notes: rollbackNotesText({ changes, passedOver, followingDraft }, stderrTheme),
      ...(allOn === null ? {} : { nothing: `Nothing to change: no line to move is pinned to ${allOn}.` }),
      undo: undoCommands,
    });
  },
};
