// @ts-check
/**
 * The terminal browser on a fresh clone of 10,000 versions, in a pseudo-terminal: milliseconds from process start
 * to a screen with versions on it, and from a key to the frame that answers it. Prints one JSON document; ratios
 * are against bare `node -e 0`, measured in turns with it.
 *
 *     node bench/browse.mjs [--versions 10000] [--starts 9] [--keys 60]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { spawn } from "@lydell/node-pty";

const { values } = parseArgs({
  options: {
    versions: { type: "string", default: "10000" },
    starts: { type: "string", default: "9" },
    keys: { type: "string", default: "60" },
  },
});
const count = Number(values.versions);
const bin = join(import.meta.dirname, "../dist/bin.js");
const directory = mkdtempSync(join(tmpdir(), "tagline-bench-"));

try {
  const clone = makeClone();
  const bare = [];
  const paint = [];
  const key = [];
  for (let i = 0; i < Number(values.starts); i++) {
    bare.push(await timeBare(clone));
    const browser = await open(clone);
    paint.push(browser.paint);
    if (i === 0) key.push(...(await browser.timeKeys(Number(values.keys))));
    await browser.quit();
  }
  const report = {
    versions: count,
    bareNodeMs: round(median(bare)),
    firstPaintMs: round(median(paint)),
    firstPaintRatio: round(median(paint) / median(bare)),
    keyToFrameMs: { median: round(median(key)), p95: round(percentile(key, 0.95)), keys: key.length },
  };
  console.log(JSON.stringify(report, null, 2));
} finally {
  if (!process.env.KEEP) rmSync(directory, { recursive: true, force: true });
  else console.error(directory);
}

/** A clone, so that tags and objects are packed. */
function makeClone() {
  const origin = join(directory, "origin");
  git(directory, "init", "-q", "-b", "main", origin);
  const done = spawnSync("git", ["fast-import", "--quiet"], { cwd: origin, input: history() });
  if (done.status !== 0) throw new Error(String(done.stderr));
  const clone = join(directory, "clone");
  git(directory, "clone", "-q", origin, clone);
  git(clone, "config", "user.name", "Dev");
  git(clone, "config", "user.email", "dev@example.com");
  return clone;
}

/** Versions as a deploy makes them, apart from the chain: one agent, of which each changes one field. */
function history() {
  /** @param {string} text */
  const data = (text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const parts = [];
  for (let n = 0; n < count; n++) {
    const who = `Dev <dev@example.com> ${1_700_000_000 + n * 600} +0000`;
    const agent = `response_engine:\n  type: custom-llm\n  llm_websocket_url: wss://llm.example/${n}\nvoice_id: 11labs-Adrian\nagent_name: Desk ${n}\n`;
    parts.push(
      `commit refs/heads/main\nmark :${n + 1}\ncommitter ${who}\n${data(`Deploy v${n}\n\nVersion: v${n}\n`)}`,
    );
    if (n > 0) parts.push(`from :${n}\n`);
    parts.push(`M 100644 inline agents/desk/agent.yaml\n${data(agent)}`);
    if (n === 0)
      parts.push(
        `M 100644 inline phone-numbers.yaml\n${data('numbers:\n  "+14155550100":\n    inbound: desk@v0\n')}`,
      );
    parts.push(
      `tag v${n}\nfrom :${n + 1}\ntagger ${who}\n${data(`Title of version ${n}\n\nAgents-Changed: desk\n`)}`,
    );
  }
  return parts.join("");
}

/**
 * @param {string} cwd
 * @returns {Promise<number>}
 */
function timeBare(cwd) {
  const started = performance.now();
  const child = spawn(process.execPath, ["-e", "0"], { cwd, cols: 120, rows: 40 });
  return new Promise((resolve) => child.onExit(() => resolve(performance.now() - started)));
}

/** @param {string} cwd */
async function open(cwd) {
  const started = performance.now();
  const child = spawn(process.execPath, [bin, "browse"], {
    cwd,
    cols: 120,
    rows: 40,
    env: plainEnvironment(),
  });
  let written = "";
  /** @type {(() => void) | null} */
  let listener = null;
  child.onData((text) => {
    written += text;
    listener?.();
  });
  /** @param {() => boolean} isThere */
  const until = (isThere) =>
    new Promise((resolve) => {
      listener = () => {
        if (!isThere()) return;
        listener = null;
        resolve(performance.now());
      };
      listener();
    });
  const painted = await until(() => written.includes(`Title of version ${count - 1}`));
  return {
    paint: painted - started,
    /** @param {number} keys */
    async timeKeys(keys) {
      // Whatever is read after the first paint is to be over: it is the keys that are measured.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      const times = [];
      for (let i = 0; i < keys; i++) {
        written = "";
        const pressed = performance.now();
        child.write(i % 10 === 9 ? "\u0004" : "j");
        // The frame that answers a key moves the cursor's mark.
        times.push((await until(() => written.includes("▸"))) - pressed);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return times;
    },
    async quit() {
      const gone = new Promise((resolve) => child.onExit(resolve));
      child.write("q");
      await gone;
    },
  };
}

function plainEnvironment() {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, TERM: "xterm-256color" };
}

/**
 * @param {string} cwd
 * @param {...string} args
 */
function git(cwd, ...args) {
  execFileSync("git", args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}

/** @param {number[]} numbers */
function median(numbers) {
  return percentile(numbers, 0.5);
}

/**
 * @param {number[]} numbers
 * @param {number} share
 */
function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
