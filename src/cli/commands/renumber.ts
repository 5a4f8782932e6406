import { failure } from "../../errors.js";
import { jsonRenumber, renumberPlanText, renumberResultText } from "../../format/renumber.js";
import { parseVersionTag } from "../../model/version.js";
import { planRenumbering } from "../../renumber/index.js";
import { type Command, textOption } from "../command.js";
import { confirm, showPlan } from "../confirm.js";

/** `renumber`: the one way out for a version that the remote has another one of. */
export const renumberCommand: Command = {
  summary: "give a version that was never pushed another number",
  description:
    "For a version that no remote has while one has another version of its number: it gets the next free number, and pins that can only have meant it move along. Pushes nothing.",
  arguments: [{ name: "<version>", description: "v5: the one of this clone" }],
  options: [
    {
      flags: "--remote <remote>",
      description: "the remote that has the other version (default: the one that versions are pushed to)",
    },
    { flags: "--dry-run", description: "show the plan and stop" },
  ],
  writes: true,
  examples: ["tagline renumber v5", "tagline renumber v5 --dry-run --json"],
  async run(input) {
    const { args, options, world, theme, stderrTheme, json } = input;
    const [text = ""] = args;
    const version = parseVersionTag(text);
    if (version === null)
      throw failure("usage", {
        message: `${JSON.stringify(text)} is not a version.`,
        hint: "tagline renumber v5",
      });
    const { plan, apply } = await planRenumbering(world, { version, remote: textOption(options, "remote") });
    const planned = (): string => jsonRenumber(plan, { status: "planned", commit: null });
    if (options.dryRun === true) {
      world.stdout.write(json ? planned() : renumberPlanText(plan, theme));
      return 0;
    }
    showPlan(input, renumberPlanText(plan, stderrTheme));
    if (!(await confirm(input, `Renumber ${text}?`))) {
      world.stderr.write("Nothing was changed.\n");
      if (json) world.stdout.write(planned());
      return 0;
    }
    const { commit } = await apply();
    world.stdout.write(
      json ? jsonRenumber(plan, { status: "renumbered", commit }) : renumberResultText(plan, theme),
    );
    return 0;
  },
};
