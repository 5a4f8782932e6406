// @ts-check
/**
 * The terminal browser on a fresh clone of 10,000 versions, in a pseudo-terminal: milliseconds from process start
 * to a screen with versions on it, and from a key to the frame that answers it. Prints one JSON document; ratios
 * are against bare `node -e 0`, measured in turns with it.
 *
 *     node bench/browse.mjs [--versions 10000] [--agents 1000] [--starts 9] [--keys 60]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { spawn } from "@lydell/node-pty";
import { fullSizes, makeRepository } from "./make-repository.mjs";

const { values } = parseArgs({
  options: {
    versions: { type: "string", default: "10000" },
    starts: { type: "string", default: "9" },
    keys: { type: "string", default: "60" },
    agents: { type: "string", default: "1000" },
  },
});
const count = Number(values.versions);
const bin = join(import.meta.dirname, "../dist/bin.js");
const directory = mkdtempSync(join(tmpdir(), "tagline-bench-"));

try {
  const sizes = { ...fullSizes, versions: count, agents: Number(values.agents) };
  const { packed: clone } = await makeRepository(directory, sizes);
  const bare = [];
  const paint = [];
  const early = [];
  const key = [];
  for (let i = 0; i < Number(values.starts); i++) {
    bare.push(await timeBare(clone));
    const browser = await open(clone);
    paint.push(browser.paint);
    if (i < 3) {
      early.push(...(await browser.timeKeys(20)));
      // Whatever is read after the first paint is to be over.
      await new Promise((resolve) => setTimeout(resolve, 8000));
      key.push(...(await browser.timeKeys(Number(values.keys))));
    }
    await browser.quit();
  }
  const report = {
    versions: count,
    agents: sizes.agents,
    bareNodeMs: round(median(bare)),
    firstPaintMs: round(median(paint)),
    firstPaintRatio: round(median(paint) / median(bare)),
    keyToFrameMs: { median: round(median(key)), p95: round(percentile(key, 0.95)), keys: key.length },
    keyWhileReadingMs: {
      median: round(median(early)),
      p95: round(percentile(early, 0.95)),
      keys: early.length,
    },
  };
  console.log(JSON.stringify(report, null, 2));
} finally {
  rmSync(directory, { recursive: true, force: true });
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
  const painted = await until(() => written.includes("Closed days"));
  return {
    paint: painted - started,
    /** @param {number} keys */
    async timeKeys(keys) {
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
