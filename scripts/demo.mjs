// @ts-check
/**
 * The main job in a scratch repository, with the built program: this repository's agents are validated and
 * deployed, one is edited and deployed again, numbers are pinned. Every command is printed before its output.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "tagline-demo-"));
const bin = join(root, "dist/bin.js");

const colour = process.stdout.isTTY && !process.env.NO_COLOR;

say("A scratch repository with this repository's agents:");
run("git", "init", "-q", "-b", "main");
run("git", "config", "user.name", "Demo");
run("git", "config", "user.email", "demo@example.com");
for (const path of ["agents", "phone-numbers.yaml", "schemas"])
  cpSync(join(root, path), join(scratch, path), { recursive: true });

say("Is there anything that would break a call?");
tagline("validate", "--format", "pretty");

say("Publish it. The version is an annotated tag:");
tagline("deploy", "--title", "Opening day", "--yes");
run("git", "cat-file", "-p", "v0");

say("Edit an agent, and publish again:");
edit("agents/receptionist/llm.yaml", "How can I help you today?", "What can I do for you?");
run("git", "diff", "--stat");
tagline("deploy", "--title", "Shorter greeting", "--yes");

say("Pin the front desk to v0 and split new patients; the survey line goes on following the draft:");
tagline("attach", "+14155550100", "receptionist@v0", "--yes");
tagline("attach", "+14155550101", "intake@v0:0.9", "intake@v1:0.1", "--yes");
tagline("numbers");
tagline("history");

say("What each number would run now:");
tagline("resolve", "+14155550100");
tagline("resolve", "+14155550101");
tagline("resolve", "+14155550102", "--direction", "outbound");
tagline("status");

say(`The repository is yours to try: ${scratch}`);
console.log("  cd into it, then for example");
for (const line of [
  "tagline show receptionist@v0",
  "tagline attach +14155550100 receptionist@v1",
  "tagline deploy --dry-run",
  "git log --oneline --decorate",
])
  console.log(`    ${line}`);
console.log(`  where tagline is: node ${bin}`);

/** @param {string} text */
function say(text) {
  console.log(`\n${colour ? `\u001b[1m${text}\u001b[0m` : text}`);
}

/** @param {...string} args */
function tagline(...args) {
  start("tagline", process.execPath, [bin, ...args], args);
}

/**
 * @param {string} program
 * @param {...string} args
 */
function run(program, ...args) {
  start(program, program, args, args);
}

/**
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @param {string[]} shown
 */
function start(name, program, args, shown) {
  const quoted = shown.map((arg) => (/^[\w@:=./+-]+$/.test(arg) ? arg : `"${arg}"`));
  console.log(`$ ${[name, ...quoted].join(" ")}`);
  // Its output goes where ours goes, so that plan and result stay in order.
  const { status } = spawnSync(program, args, {
    cwd: scratch,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, GIT_PAGER: "cat" },
  });
  if (status === 0) return;
  console.error(`demo: ${name} ended with ${status}`);
  process.exit(1);
}

/**
 * @param {string} path
 * @param {string} from
 * @param {string} to
 */
function edit(path, from, to) {
  const text = readFileSync(join(scratch, path), "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not contain "${from}"`);
  console.log(`$ sed -i 's/${from}/${to}/' ${path}`);
  writeFileSync(join(scratch, path), text.replace(from, to));
}
