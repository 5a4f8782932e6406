import { jsonNumbers, prettyNumbers } from "../../format/numbers.js";
import { unixProblems } from "../../format/problems-unix.js";
import { listNumbers } from "../../numbers/index.js";
import type { Command } from "../command.js";

/** `numbers`: the manifest at HEAD, which is the one that routes. */
export const numbersCommand: Command = {
  summary: "list the phone numbers and where they point",
  description:
    "Lists the numbers of the manifest at HEAD: the one that routes, whatever the working tree holds.",
  arguments: [],
  options: [],
  writes: false,
  examples: ["tagline numbers", "tagline numbers --json"],
  async run({ world, theme, json, quiet }) {
    const { rows, problems } = await listNumbers(world);
    world.stdout.write(json ? jsonNumbers(rows) : prettyNumbers(rows, theme));
    if (!quiet) world.stderr.write(unixProblems({ problems }));
    if (rows.length === 0 && !json && !quiet)
      world.stderr.write("No numbers at HEAD: tagline attach +14155550100 <agent>@draft\n");
    return 0;
  },
};
