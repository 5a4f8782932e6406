import { movedTagsText } from "../../format/moved-tags.js";
import { jsonResolution, prettyResolution } from "../../format/resolve.js";
import { directions } from "../../model/manifest.js";
import { resolveNumber } from "../../resolve/index.js";
import type { Command } from "../command.js";
import { phoneNumber } from "../phone-number.js";

/** `resolve`: the exact configuration that a line would run now. */
export const resolveCommand: Command = {
  summary: "print what a phone number would run now",
  description: "Resolves a line by the manifest at HEAD to an agent, a version and a commit.",
  arguments: [{ name: "<number>", description: "in E.164 form, such as +14155550100" }],
  options: [
    { flags: "--direction <direction>", description: "which line (default: inbound)", choices: directions },
  ],
  writes: false,
  examples: ["tagline resolve +14155550100", "tagline resolve +14155550100 --direction outbound --json"],
  async run({ args, options, world, theme, stderrTheme, json, quiet }) {
    const direction = directions.find((known) => known === options.direction) ?? "inbound";
    const resolution = await resolveNumber(world, await phoneNumber(args[0] ?? ""), direction);
    if (!quiet)
      world.stderr.write(
        movedTagsText(
          resolution.candidates.flatMap(({ moved }) => moved ?? []),
          stderrTheme,
        ),
      );
    world.stdout.write(json ? jsonResolution(resolution) : prettyResolution(resolution, theme));
    return 0;
  },
};
