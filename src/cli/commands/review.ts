import { githubReview } from "../../format/review-github.js";
import { jsonReview } from "../../format/review-json.js";
import { markdownReview } from "../../format/review-markdown.js";
import { prettyReview } from "../../format/review-pretty.js";
import type { ReviewReport } from "../../format/review-report.js";
import { drawChanges } from "../../graph/index.js";
import { review } from "../../review/index.js";
import { type Command, type CommandInput, textOption } from "../command.js";
import { appendStepSummary } from "../step-summary.js";

/** `review`: exit 1 when the branch must not be merged. */
export const reviewCommand: Command = {
  summary: "report on a branch: problems, changes, numbers affected",
  description:
    "Compares the working tree with where the branch left its base, and says whether it may be merged: not with new errors, with an agent gone that a number follows, or with a pin that leads nowhere. The base is the pull request's (GITHUB_BASE_REF), else the remote's own branch, else the deploy branch, else the last version. The format markdown is a comment for a pull request; github prints annotations, and appends that comment to the step's summary.",
  arguments: [],
  options: [{ flags: "--base <rev>", description: "the branch, version or commit to compare with" }],
  writes: false,
  formats: ["markdown", "github"],
  examples: ["tagline review", "tagline review --base main", "tagline review --format markdown"],
  async run(input) {
    const { options, world, json } = input;
    const result = await review(world, { base: textOption(options, "base") });
    const comparison = { ...result.comparison, pictures: drawChanges(result.comparison), byMerge: true };
    const report = { ...result, comparison };
    const format = json ? "json" : textOption(options, "format");
    if (format === "github") await appendStepSummary(world, markdownReview(report));
    world.stdout.write(written(format, report, input));
    return result.blockers.length === 0 ? 0 : 1;
  },
};

function written(format: string | null, report: ReviewReport, { theme, world }: CommandInput): string {
  switch (format) {
    case "json":
      return jsonReview(report);
    case "github":
      return githubReview(report);
    case "markdown":
      return markdownReview(report);
    default:
      return prettyReview(report, theme, world.stdout.columns ?? null);
  }
}
