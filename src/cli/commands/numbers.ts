import { jsonNumbers, prettyNumbers, standingText } from "../../format/numbers.js";
import { unixProblems } from "../../format/problems-unix.js";
import { isSlug } from "../../model/agent.js";
import { parsePin } from "../../model/pin.js";
import { findNumbers, type Wanted } from "../../numbers/find-numbers.js";
import type { Command } from "../command.js";
import { phoneNumber } from "../phone-number.js";

/** `numbers`: the manifest at HEAD, which is the one that routes. */
export const numbersCommand: Command = {
  summary: "list the phone numbers and where they point",
  description:
    "Lists the numbers of the manifest at HEAD: the one that routes, whatever the working tree holds. With numbers, agents or pins, lists those numbers, and those that have such an agent on one of their lines.",
  arguments: [{ name: "[number-or-agent...]", description: "+14155550100, receptionist or receptionist@v3" }],
  options: [],
  writes: false,
  examples: [
    "tagline numbers",
    "tagline numbers +14155550100",
    "tagline numbers receptionist@draft",
    "tagline numbers --json",
  ],
  async run({ args, world, theme, stderrTheme, json, quiet }) {
    const found = await findNumbers(world, await Promise.all(args.map(wanted)));
    const { rows, problems } = found;
    world.stdout.write(json ? jsonNumbers(rows) : prettyNumbers(rows, theme, world.stdout.columns ?? null));
    if (!quiet) world.stderr.write(unixProblems({ problems }));
    const isMissed = rows.length === 0 && args.length > 0;
    if (!json && !quiet) {
      if (isMissed) world.stderr.write(`No number points to ${args.join(", ")}.\n`);
      else if (rows.length === 0)
        world.stderr.write("No numbers at HEAD: tagline attach +14155550100 <agent>@draft\n");
      else world.stderr.write(standingText(found, stderrTheme));
    }
    return isMissed ? 1 : 0;
  },
};

async function wanted(text: string): Promise<Wanted> {
  const pin = parsePin(text);
  if (pin !== null) return { kind: "agent", ...pin };
  if (isSlug(text) && !/^\d+$/.test(text)) return { kind: "agent", agent: text };
  return { kind: "number", number: await phoneNumber(text) };
}
