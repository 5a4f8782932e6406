import { movedTagsText } from "../../format/moved-tags.js";
import { plainLines, plainText } from "../../format/plain-text.js";
import { jsonShown, shownTitle } from "../../format/show.js";
import { agentYaml, showAgent } from "../../show/index.js";
import { agentAndRev } from "../agent-and-rev.js";
import type { Command } from "../command.js";

/** `show`: one agent, whole, with `$file` in place and `$env` symbolic. */
export const showCommand: Command = {
  summary: "print an agent's configuration at any version",
  description: "Prints agent and engine as one document. Secrets stay symbolic.",
  arguments: [{ name: "<agent[@rev]>", description: "receptionist, receptionist@v3, receptionist@draft" }],
  options: [],
  writes: false,
  examples: [
    "tagline show receptionist",
    "tagline show receptionist@v3",
    "tagline show receptionist@draft --json",
  ],
  async run({ args, world, stderrTheme, json, quiet }) {
    const { slug, rev } = agentAndRev(args[0] ?? "");
    const shown = await showAgent(world, slug, rev);
    if (!quiet)
      world.stderr.write(
        movedTagsText(
          [shown.moved].flatMap((version) => version ?? []),
          stderrTheme,
        ),
      );
    if (json) {
      world.stdout.write(jsonShown(shown));
      return 0;
    }
    if (!quiet) world.stderr.write(`${stderrTheme.muted(plainText(shownTitle(shown)))}\n`);
    world.stdout.write(plainLines(agentYaml(shown.agent)));
    return 0;
  },
};
