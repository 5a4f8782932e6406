import { failure } from "../../errors.js";
import { jsonHistory, prettyHistory } from "../../format/history.js";
import { history } from "../../history/index.js";
import { type Command, textOption } from "../command.js";

const usual = 20;

/** `history`: the versions, newest first. */
export const historyCommand: Command = {
  summary: "list the versions, newest first",
  description: "Lists versions: title, when, who, which agents changed, which numbers are pinned to it.",
  arguments: [{ name: "[agent]", description: "only versions in which this agent changed" }],
  options: [{ flags: "-n, --limit <count>", description: `how many (default: ${usual}; "all" with --json)` }],
  writes: false,
  examples: ["tagline history", "tagline history receptionist -n 5", "tagline history --json"],
  async run({ args, options, world, theme, json, quiet }) {
    const limit = parseLimit(textOption(options, "limit"), json ? null : usual);
    const rows = await history(world, { limit, agent: args[0] ?? null });
    world.stdout.write(json ? jsonHistory(rows) : prettyHistory(rows, world.clock.now(), theme));
    if (rows.length === 0 && !json && !quiet) world.stderr.write("No versions yet: tagline deploy\n");
    return 0;
  },
};

function parseLimit(text: string | null, otherwise: number | null): number | null {
  if (text === null) return otherwise;
  if (text === "all") return null;
  if (!/^[1-9]\d*$/.test(text))
    throw failure("usage", {
      message: `-n takes a number above 0, not ${JSON.stringify(text)}.`,
      hint: "tagline history -n 5",
    });
  return Number(text);
}
