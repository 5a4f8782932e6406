// @ts-check
/**
 * What the hook of `tagline protect install` costs: `git commit`, fetching new tags one by one and packing
 * them, each without and with the hook, in turns. Prints medians and ratios. Needs dist/ (npm run build).
 *
 *   node bench/protect.mjs [--commits 40] [--tags 1000] [--rounds 5]
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const bin = join(import.meta.dirname, "../dist/bin.js");
const { values } = parseArgs({
  options: {
    commits: { type: "string", default: "40" },
    tags: { type: "string", default: "1000" },
    rounds: { type: "string", default: "5" },
  },
});
const [commits, tags, rounds] = [Number(values.commits), Number(values.tags), Number(values.rounds)];

const directory = mkdtempSync(join(tmpdir(), "tagline-bench-"));
const env = {
  PATH: process.env.PATH,
  HOME: directory,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Dev",
  GIT_AUTHOR_EMAIL: "dev@example.com",
  GIT_COMMITTER_NAME: "Dev",
  GIT_COMMITTER_EMAIL: "dev@example.com",
};
try {
  measure();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function measure() {
  const source = join(directory, "source");
  mkdirSync(source);
  git(source, ["init", "-q", "-b", "main"]);
  git(source, ["commit", "-q", "--allow-empty", "-m", "One"]);
  tagAll(source);
  console.log(`${git(source, ["version"]).trim()}, ${rounds} rounds`);

  /** @type {Map<string, { without: number[], with: number[] }>} */
  const times = new Map();
  for (let round = 0; round < rounds; round++)
    for (const side of /** @type {const} */ (["without", "with"])) {
      const work = join(directory, `${side}-${round}`);
      git(directory, ["clone", "-q", "--no-tags", source, work]);
      git(work, ["config", "gc.auto", "0"]);
      if (side === "with")
        execFileSync(process.execPath, [bin, "-C", work, "protect", "install"], { env, stdio: "pipe" });
      for (let i = 0; i < commits; i++)
        keep("git commit", side, () => git(work, ["commit", "-q", "--allow-empty", "-m", "x"]));
      keep(`git fetch of ${tags} new tags`, side, () => git(work, ["fetch", "-q", "--tags"]));
      keep(`git pack-refs of ${tags} tags`, side, () => git(work, ["pack-refs", "--all"]));
    }
  for (const [what, { without, with: protectedTimes }] of times) {
    const [a, b] = [median(without), median(protectedTimes)];
    console.log(`${what}: ${a.toFixed(1)} ms without, ${b.toFixed(1)} ms with, ratio ${(b / a).toFixed(2)}`);
  }

  /**
   * @param {string} what
   * @param {"with" | "without"} side
   * @param {() => unknown} run
   */
  function keep(what, side, run) {
    const start = performance.now();
    run();
    const spent = performance.now() - start;
    const both = times.get(what) ?? { without: [], with: [] };
    both[side].push(spent);
    times.set(what, both);
  }
}

/**
 * Makes v0 … all at once: one object for all of them, which is no matter for what a ref costs.
 *
 * @param {string} work
 */
function tagAll(work) {
  git(work, ["tag", "-am", "One", "v0"]);
  const oid = git(work, ["rev-parse", "v0"]).trim();
  const lines = Array.from({ length: tags - 1 }, (_, i) => `create refs/tags/v${i + 1} ${oid}\n`);
  git(work, ["update-ref", "--stdin"], lines.join(""));
}

/**
 * @param {string} cwd
 * @param {string[]} args
 * @param {string} [input]
 */
function git(cwd, args, input) {
  return execFileSync("git", args, { cwd, env, encoding: "utf8", input, stdio: ["pipe", "pipe", "pipe"] });
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
