// @ts-check
/** Deploys, pushes, and says what came of it: in the step's outputs and summary, or as annotations of what stopped it. */
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { readEvent } from "../read-event.mjs";
import { annotate, runTagline } from "../run-tagline.mjs";
import { deployArguments } from "./deploy-arguments.mjs";

const { env } = process;
const directory = env.TAGLINE_DIRECTORY ?? ".";

nameOwnBranch();
const args = deployArguments(env.TAGLINE_TITLE ?? "", env.TAGLINE_NUMBERS ?? "");
const { exit, out } = runTagline(args, { stdout: "captured", env: identity() });
process.exitCode = exit;
const said = out === "" ? {} : JSON.parse(out);
if (said.error !== undefined) refused(said.error);
else if (exit === 0) done(said);

/**
 * Versions are made on the remote's own branch, which a clone remembers and a checkout of GitHub's does not: without
 * this a run that was started by hand on another branch would deploy that.
 */
function nameOwnBranch() {
  const { defaultBranch } = readEvent();
  if (defaultBranch !== null && git("symbolic-ref", "-q", "refs/remotes/origin/HEAD") === null)
    git("remote", "set-head", "origin", defaultBranch);
}

/**
 * A version names who published it: whoever started this run, unless git was told otherwise.
 *
 * @returns {Record<string, string>}
 */
function identity() {
  const { GITHUB_ACTOR: name, GITHUB_ACTOR_ID: id, GITHUB_SERVER_URL: server } = env;
  if (!name || env.GIT_COMMITTER_EMAIL || git("config", "user.email")) return {};
  const email = `${id}+${name}@users.noreply.${new URL(server ?? "https://github.com").hostname}`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}

/** @param {{ status: string, version: number, ref: string, draft: number, commit: string, attached: string[], followingDraft: string[] }} result */
function done({ status, version, ref, draft, commit, attached, followingDraft }) {
  append(env.GITHUB_OUTPUT, `status=${status}\nversion=${version}\nref=${ref}\ncommit=${commit}\n`);
  const lines =
    status === "deployed"
      ? [`✅ deployed **${ref}**; the draft is now v${draft}`]
      : [`✅ nothing to publish: agents/ is as in **${ref}**`];
  if (attached.length > 0) lines.push(`- moved to ${ref}: ${attached.join(", ")}`);
  if (status === "deployed" && followingDraft.length > 0)
    lines.push(`- follow the draft: ${followingDraft.join(", ")}`);
  append(env.GITHUB_STEP_SUMMARY, `${lines.join("\n")}\n`);
  console.log(lines.join("\n").replaceAll("**", ""));
}

/** @param {{ message: string, hint?: string, problems?: unknown[] }} error */
function refused({ message, hint, problems }) {
  if (problems !== undefined) runTagline(["validate", "--format", "github"], { stdout: "commands" });
  annotate("error", hint === undefined ? message : `${message}\n${hint}`);
}

/** @param {string | undefined} path @param {string} text */
function append(path, text) {
  if (path) appendFileSync(path, text);
}

/** @param {...string} args */
function git(...args) {
  const { status, stdout } = spawnSync("git", ["-C", directory, ...args], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
