import { jsonReview } from "../../format/review-json.js";
import { markdownReview } from "../../format/review-markdown.js";
import { prettyReview } from "../../format/review-pretty.js";
import { drawChanges } from "../../graph/index.js";
import { review } from "../../review/index.js";
import { type Command, textOption } from "../command.js";

/** `review`: exit 1 when the branch must not be merged. */
export const reviewCommand: Command = {
  summary: "report on a branch: problems, changes, numbers affected",
  description:
    "Compares the working tree with where the branch left its base, and says whether it may be merged: not with new errors, with an agent gone that a number follows, or with a pin that leads nowhere. The base is the pull request's (GITHUB_BASE_REF), else the remote's own branch, else the deploy branch, else the last version.",
  arguments: [],
  options: [{ flags: "--base <rev>", description: "the branch, version or commit to compare with" }],
  writes: false,
  formats: ["markdown"],
  examples: ["tagline review", "tagline review --base main", "tagline review --format markdown"],
  async run({ options, world, theme, json }) {
    const result = await review(world, { base: textOption(options, "base") });
    const comparison = { ...result.comparison, pictures: drawChanges(result.comparison), byMerge: true };
    const report = { ...result, comparison };
    const usual = world.stdout.isTerminal ? "pretty" : "markdown";
    const format = json ? "json" : (textOption(options, "format") ?? usual);
    world.stdout.write(
      format === "json"
        ? jsonReview(report)
        : format === "markdown"
          ? markdownReview(report)
          : prettyReview(report, theme, world.stdout.columns ?? null),
    );
    return result.blockers.length === 0 ? 0 : 1;
  },
};
