// @ts-check
/**
 * Kills the built program with SIGKILL while it writes, again and again, and counts what became of it:
 *
 *   node bench/kill.mjs [--rounds 20] [--push] [--attach]
 *
 * Each round edits an agent, starts a deploy, waits for its journal entry and kills it a random moment later.
 * The repository must then be sound (`git fsck --strict`), the same command must complete the deploy, and no
 * number may be lost, used twice, or hold another content than the one that was deployed under it.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    push: { type: "boolean", default: false },
    attach: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const bin = join(import.meta.dirname, "../dist/bin.js");
const root = mkdtempSync(join(tmpdir(), "tagline-kill-"));
const work = join(root, "work");
const env = { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: "1" };
const args = ["deploy", "--yes", ...(values.attach ? ["--attach", "+14155550100"] : [])];

/** @param {string[]} words */
const git = (...words) => execFileSync("git", ["-C", work, ...words], { env, encoding: "utf8" });
/** @param {string[]} words */
const tagline = (...words) =>
  spawnSync(process.execPath, [bin, "-C", work, ...words], { env, encoding: "utf8" });
/** @param {number} round */
const agent = (round) =>
  `response_engine: { type: custom-llm, llm_websocket_url: "wss://llm.example/x" }\nvoice_id: v\nagent_name: r${round}\n`;
/** @param {number} round */
const edit = (round) => writeFileSync(join(work, "agents/desk/agent.yaml"), agent(round));

const counts = { killed: 0, completed: 0, recovered: 0, lost: 0 };
try {
  execFileSync("git", ["init", "-q", "--bare", "-b", "main", join(root, "origin.git")], { env });
  execFileSync("git", ["clone", "-q", join(root, "origin.git"), work], { env, stdio: "ignore" });
  git("config", "user.name", "Dev");
  git("config", "user.email", "dev@example.com");
  if (!values.push) git("remote", "remove", "origin");
  mkdirSync(join(work, "agents/desk"), { recursive: true });
  writeFileSync(join(work, "phone-numbers.yaml"), 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
  edit(0);
  must(tagline("deploy", "--yes"), "the first deploy");
  for (let round = 1; round <= rounds; round++) {
    edit(round);
    await killedDeploy();
    check(round, tagline(...args));
  }
  for (let round = 0; round <= rounds; round++)
    if (git("show", `v${round}:agents/desk/agent.yaml`) !== agent(round)) counts.lost += 1;
  const versions = git("tag", "--list", "v*").trim().split("\n");
  if (versions.length !== rounds + 1) counts.lost += Math.abs(rounds + 1 - versions.length);
  if (
    values.push &&
    git("ls-remote", "origin", "refs/heads/main").slice(0, 40) !== git("rev-parse", "HEAD").trim()
  )
    counts.lost += 1;
  must(tagline("verify"), "verify");
} finally {
  rmSync(root, { recursive: true, force: true });
}
console.log(
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", "),
);
process.exitCode = counts.lost === 0 ? 0 : 1;

/** Starts a deploy and kills it while its journal entry is there, or a little before and after. */
async function killedDeploy() {
  const child = spawn(process.execPath, [bin, "-C", work, ...args], { env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  let isRunning = true;
  ended.then(() => {
    isRunning = false;
  });
  const directory = join(work, ".git/tagline");
  while (isRunning && !readdirSync(directory).some((name) => name.endsWith(".change")))
    await new Promise((resolve) => setImmediate(resolve));
  const until = performance.now() + Math.random() * (values.push ? 60 : 15);
  while (isRunning && performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
  child.kill("SIGKILL");
  const { signal } = /** @type {{signal: string | null}} */ (await ended);
  if (signal === null) counts.completed += 1;
  else counts.killed += 1;
}

/**
 * @param {number} round
 * @param {import("node:child_process").SpawnSyncReturns<string>} again
 */
function check(round, again) {
  execFileSync("git", ["-C", work, "fsck", "--strict", "--no-dangling"], { env, stdio: "ignore" });
  must(again, `round ${round}, run again`);
  const status = git("status", "--porcelain");
  if (status !== "") throw new Error(`round ${round}: left ${status}`);
  // What checks found stays on purpose.
  const kept = ["cache", join("cache", "checks")];
  const left = readdirSync(join(work, ".git/tagline"), { recursive: true, encoding: "utf8" }).filter(
    (path) => !kept.includes(path),
  );
  if (left.length > 0) throw new Error(`round ${round}: left ${left.join(" ")}`);
  const tag = git("rev-parse", `v${round}^{commit}`).trim();
  if (!values.attach && tag !== git("rev-parse", "HEAD").trim())
    throw new Error(`round ${round}: not at HEAD`);
  if (git("show", `HEAD:agents/desk/agent.yaml`) !== agent(round)) counts.lost += 1;
  if (values.attach && !git("show", "HEAD:phone-numbers.yaml").includes(`desk@v${round}`)) counts.lost += 1;
  counts.recovered += 1;
}

/**
 * @param {import("node:child_process").SpawnSyncReturns<string>} said
 * @param {string} what
 */
function must(said, what) {
  if (said.status !== 0) throw new Error(`${what}: exit ${said.status}\n${said.stdout}${said.stderr}`);
}
