import type { Command } from "../command.js";
import { historyCommand } from "./history.js";

/** `browse`: the terminal browser; where there is no terminal, what `history` prints. */
export const browseCommand: Command = {
  summary: "look at versions, draft and numbers on a full screen, and change them",
  description:
    "Shows versions, the draft and the phone numbers side by side with what changed; deploys, restores, attaches and rolls back after showing the plan. ? lists the keys. Off a terminal, prints what history prints.",
  arguments: [],
  options: [],
  writes: false,
  examples: ["tagline browse", "tagline browse -C path/to/repository"],
  async run(input) {
    const { world, theme, json } = input;
    const { terminal } = world;
    if (terminal === undefined || json || world.env.TERM === "dumb") return historyCommand.run(input);
    // Ink and React are loaded by nothing else.
    const { browse } = await import("../../tui/browse.js");
    await browse(world, terminal, theme);
    return 0;
  },
};
