import { movedTagsText } from "../../format/moved-tags.js";
import { type ProblemReport, summaryLine } from "../../format/problem-report.js";
import { parseRev } from "../../model/version.js";
import { validate } from "../../validate/index.js";
import { type Command, type CommandInput, textOption } from "../command.js";

/** `validate`: exit 1 when there are errors, with `--strict` also for warnings. */
export const validateCommand: Command = {
  summary: "find what would break a call",
  description:
    "Checks agents and phone numbers: every problem of every file, each with its line and a hint. Off a terminal the format is unix; github also appends to the step's summary.",
  arguments: [{ name: "[agent...]", description: "agents to check; all when none is named" }],
  options: [
    {
      flags: "--at <rev>",
      description: "check a version, the draft or a git revision (default: the working tree)",
    },
    { flags: "--strict", description: "fail on warnings too" },
  ],
  writes: false,
  formats: ["unix", "github", "sarif", "junit", "markdown"],
  examples: [
    "tagline validate",
    "tagline validate receptionist --strict",
    "tagline validate --at v3",
    "tagline validate --format github",
  ],
  async run(input) {
    const { args, options, world, quiet, stderrTheme } = input;
    const at = textOption(options, "at");
    const report = await validate(world, { agents: args, rev: at === null ? null : parseRev(at) });
    if (!quiet)
      world.stderr.write(
        movedTagsText(
          [report.moved].flatMap((version) => version ?? []),
          stderrTheme,
        ),
      );
    world.stdout.write(await written(report, input));
    const { errors, warnings } = report.summary;
    return errors > 0 || (options.strict === true && warnings > 0) ? 1 : 0;
  },
};

/** The report in the format that was asked for; only that format is loaded. */
async function written(report: ProblemReport, input: CommandInput): Promise<string> {
  const { options, world, theme, json } = input;
  // UX.md: pretty on a terminal, unix off one.
  const usual = json ? "json" : world.stdout.isTerminal ? "pretty" : "unix";
  switch (textOption(options, "format") ?? usual) {
    case "json":
      return (await import("../../format/problems-json.js")).jsonProblems(report);
    case "unix":
      // One line a problem on stdout, and the count for whoever reads the log.
      if (!input.quiet) world.stderr.write(summaryLine(report, input.stderrTheme));
      return (await import("../../format/problems-unix.js")).unixProblems(report);
    case "github": {
      const { markdownProblems } = await import("../../format/problems-markdown.js");
      await (await import("../step-summary.js")).appendStepSummary(world, markdownProblems(report));
      return (await import("../../format/problems-github.js")).githubProblems(report);
    }
    case "sarif": {
      const { sarifProblems } = await import("../../format/problems-sarif.js");
      const { helpFor } = await import("../rule-pages.js");
      return sarifProblems(report, {
        version: input.installation.version,
        help: await helpFor(report.problems, input),
      });
    }
    case "junit":
      return (await import("../../format/problems-junit.js")).junitProblems(report, {
        strict: options.strict === true,
      });
    case "markdown":
      return (await import("../../format/problems-markdown.js")).markdownProblems(report);
    default:
      return (await import("../../format/problems-pretty.js")).prettyProblems(report, {
        theme,
        columns: world.stdout.columns ?? null,
      });
  }
}
