import { jsonStatus, prettyStatus } from "../../format/status.js";
import { readFullStatus } from "../../status/standing.js";
import type { Command } from "../command.js";

/** `status`: newest version, draft and working tree side by side, and the next step. */
export const statusCommand: Command = {
  summary: "what is deployed, what is not, and what to do next",
  arguments: [],
  options: [],
  writes: false,
  examples: ["tagline status", "tagline status --json"],
  async run({ world, theme, json }) {
    const status = await readFullStatus(world);
    world.stdout.write(json ? jsonStatus(status) : prettyStatus(status, world.clock.now(), theme));
    return 0;
  },
};
