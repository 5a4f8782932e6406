import { failure } from "../../errors.js";
import { jsonHistory, prettyHistory } from "../../format/history.js";
import { jsonNumberHistory, numberHistoryNotes, prettyNumberHistory } from "../../format/number-history.js";
import { plainText } from "../../format/plain-text.js";
import { history } from "../../history/index.js";
import { numberHistory } from "../../history/number-history.js";
import { type Command, type CommandInput, textOption } from "../command.js";
import { phoneNumber } from "../phone-number.js";
import { shellWords } from "../shell-words.js";

const usual = 20;

const noVersions = "No versions here. The first: tagline deploy; those of a remote: git fetch --tags\n";

/** `history`: the versions, or with `--number` the pins that a number's lines had, newest first. */
export const historyCommand: Command = {
  summary: "list the versions, newest first",
  description:
    "Lists versions: title, when, who, which agents changed, which numbers are pinned to it. On a terminal lines are cut to its width; in a pipe, and with --json, they are whole. With --number, lists what the lines of that number pointed to on this branch: since when, by whom, in which commit.",
  arguments: [{ name: "[agent]", description: "only versions in which this agent changed" }],
  options: [
    { flags: "--number <number>", description: "the pins that this number had, instead of versions" },
    { flags: "-n, --limit <count>", description: `how many (default: ${usual}; "all" with --json)` },
  ],
  writes: false,
  examples: [
    "tagline history",
    "tagline history receptionist -n 5",
    "tagline history --number +14155550100",
    "tagline history --json",
  ],
  async run(input) {
    const { args, options, world, theme, stderrTheme, json, quiet } = input;
    const limit = parseLimit(textOption(options, "limit"), json ? null : usual);
    const number = textOption(options, "number");
    if (number !== null) return ofNumber(input, number, limit);
    const [agent = null] = args;
    // One more tells whether there are more; whoever says how many knows that there may be.
    const asksForMore = limit !== null && options.limit === undefined;
    const found = await history(world, { limit: asksForMore ? limit + 1 : limit, agent });
    const rows = asksForMore ? found.slice(0, limit) : found;
    const columns = world.stdout.columns ?? null;
    world.stdout.write(json ? jsonHistory(rows) : prettyHistory(rows, world.clock.now(), theme, columns));
    if (json || quiet) return 0;
    if (rows.length === 0)
      world.stderr.write(agent === null ? noVersions : `No version has changed ${plainText(agent)} yet.\n`);
    if (found.length > rows.length) {
      const command = shellWords(["tagline", "history", ...args, "-n", "all"]);
      world.stderr.write(stderrTheme.muted(`  older ones: ${command}\n`));
    }
    return 0;
  },
};

async function ofNumber(input: CommandInput, text: string, limit: number | null): Promise<number> {
  const { args, world, theme, stderrTheme, json, quiet } = input;
  if (args.length > 0)
    throw failure("usage", {
      message: "history takes an agent or --number, not both.",
      hint: `tagline history --number ${text}`,
    });
  const found = await numberHistory(world, await phoneNumber(text), limit);
  world.stdout.write(json ? jsonNumberHistory(found) : prettyNumberHistory(found, world.clock.now(), theme));
  if (json || quiet) return 0;
  if (found.runs.length === 0) world.stderr.write(`${found.number} never had an agent.\n`);
  world.stderr.write(numberHistoryNotes(found, stderrTheme));
  return 0;
}

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
