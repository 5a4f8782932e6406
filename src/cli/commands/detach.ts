import { planAttachment } from "../../attach/index.js";
import { directions } from "../../model/manifest.js";
import { applyLines } from "../apply-lines.js";
import type { Command } from "../command.js";
import { phoneNumber } from "../phone-number.js";
import { pushOptions, pushRequest } from "../push-option.js";

/** `detach`: the number stays in the manifest, its line has no agent. */
export const detachCommand: Command = {
  summary: "take the agent off phone numbers",
  description: "Removes a line's pin from the manifest and commits only that file. The number stays listed.",
  arguments: [{ name: "<number...>", description: "in E.164 form, such as +14155550100" }],
  options: [
    {
      flags: "--direction <direction>",
      description: "which line (default: the only one)",
      choices: directions,
    },
    { flags: "--replace", description: "also a line that is split by weight" },
    { flags: "--no-commit", description: "edit the file and leave it uncommitted" },
    ...pushOptions,
    { flags: "--dry-run", description: "show the plan and stop" },
  ],
  writes: true,
  examples: ["tagline detach +14155550100", "tagline detach +14155550100 --direction outbound"],
  async run(input) {
    const { args, options, world } = input;
    const numbers = await Promise.all(args.map(phoneNumber));
    const direction = directions.find((known) => known === options.direction) ?? null;
    const plan = await planAttachment(world, {
      numbers,
      pins: [],
      direction,
      replace: options.replace === true,
      commit: options.commit !== false,
      push: pushRequest(options),
    });
    const has = numbers.length === 1 ? "it has" : "they have";
    return applyLines(input, plan, { nothing: `Nothing to change: ${has} no agent.` });
  },
};
