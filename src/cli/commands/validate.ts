import { jsonProblems } from "../../format/problems-json.js";
import { prettyProblems } from "../../format/problems-pretty.js";
import { unixProblems } from "../../format/problems-unix.js";
import { parseRev } from "../../model/version.js";
import { validate } from "../../validate/index.js";
import { type Command, textOption } from "../command.js";

/** `validate`: exit 1 when there are errors, with `--strict` also for warnings. */
export const validateCommand: Command = {
  summary: "find what would break a call",
  description: "Checks agents and phone numbers: every problem of every file, each with its line and a hint.",
  arguments: [{ name: "[agent...]", description: "agents to check; all when none is named" }],
  options: [
    {
      flags: "--at <rev>",
      description: "check a version, the draft or a git revision (default: the working tree)",
    },
    { flags: "--strict", description: "fail on warnings too" },
  ],
  writes: false,
  formats: ["unix"],
  examples: [
    "tagline validate",
    "tagline validate receptionist --strict",
    "tagline validate --at v3",
    "tagline validate --format unix",
  ],
  async run({ args, options, world, theme, json }) {
    const at = textOption(options, "at");
    const report = await validate(world, { agents: args, rev: at === null ? null : parseRev(at) });
    // UX.md: pretty on a terminal, unix off one.
    const format =
      textOption(options, "format") ?? (json ? "json" : world.stdout.isTerminal ? "pretty" : "unix");
    const text =
      format === "json"
        ? jsonProblems(report)
        : format === "unix"
          ? unixProblems(report)
          : prettyProblems(report, theme);
    world.stdout.write(text);
    const { errors, warnings } = report.summary;
    return errors > 0 || (options.strict === true && warnings > 0) ? 1 : 0;
  },
};
