// @ts-check
/** Reviews the pull request: annotations, the step's summary and the comment. Its exit code is the review's. */
import { readFileSync } from "node:fs";
import { readEvent } from "../read-event.mjs";
import { annotate, runTagline } from "../run-tagline.mjs";
import { marker, upsertComment } from "./upsert-comment.mjs";

const { env } = process;
const { pullRequest } = readEvent();
const base = env.TAGLINE_BASE ? [`--base=${env.TAGLINE_BASE}`] : [];
const { exit } = runTagline(["review", "--format", "github", ...base], { stdout: "commands" });
process.exitCode = exit;
if (env.TAGLINE_COMMENT === "true") {
  if (pullRequest === null) console.log("No pull request started this run, so there is no comment to write.");
  else await comment(pullRequest, exit <= 1 ? report() : failed());
}

/** A step's summary is a file of its own: what the review has just written there. */
function report() {
  const summary = readFileSync(env.GITHUB_STEP_SUMMARY ?? "", "utf8");
  return summary.slice(summary.lastIndexOf(marker));
}

function failed() {
  const run = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;
  return `${marker}\n❌ **could not be reviewed:** why is in the [log](${run}).\n`;
}

/**
 * The comment is a convenience: whether it can be written does not change the verdict.
 *
 * @param {number} number
 * @param {string} body
 */
async function comment(number, body) {
  const { GITHUB_API_URL: api = "", GITHUB_REPOSITORY: repository = "", GITHUB_TOKEN: token = "" } = env;
  try {
    const done = await upsertComment({ api, repository, pullRequest: number, token }, body);
    if (done === "refused")
      annotate(
        "notice",
        "The review is in this step's summary but not in a comment: the token may not write one. That is so for pull requests from forks; elsewhere the job needs pull-requests: write.",
      );
    else console.log(`The comment on the pull request: ${done}.`);
  } catch (error) {
    annotate("warning", `The comment on the pull request could not be written: ${error}`);
  }
}
