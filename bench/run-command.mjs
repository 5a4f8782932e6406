// @ts-check
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spreadOf } from "./statistics.mjs";

/**
 * A whole process to measure.
 *
 * @typedef {object} Command
 * @property {string} program
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {Record<string, string | undefined>} env
 * @property {() => void} [before] puts things into the state that each run starts from; not timed
 * @property {() => void} [after] undoes what the run did; not timed
 * @property {() => void} [finally] leaves the repository as it was found; once, after the last run
 * @property {RegExp} [until] the command draws on a terminal: it has done its work when it has written this
 * @property {Keys} [keys] what is timed is not that, but the keys that are pressed from then on
 *
 * @typedef {object} Keys
 * @property {readonly string[]} pressed one after the other
 * @property {RegExp} until a key is answered when this was written after it
 */

const tooLong = 600_000;

/**
 * Runs a command once and gives the milliseconds from start to end. Throws when it fails.
 *
 * @param {Command} command
 */
export async function timeOf(command) {
  command.before?.();
  try {
    return await (command.until === undefined ? wholeRun(command) : onTerminal(command, command.until));
  } finally {
    command.after?.();
  }
}

/**
 * The most memory that a command held, in megabytes, in a run of its own that is not timed; null where it
 * cannot be known. Node says it at its end, by a hook; of another program Linux is asked while it runs, which
 * misses its last moments. Programs that it starts do not count.
 *
 * @param {Command} command
 */
export async function memoryOf(command) {
  if (command.until !== undefined || command.program === "sh") return null;
  command.before?.();
  const directory = mkdtempSync(join(command.env.HOME ?? tmpdir(), "memory-"));
  try {
    if (command.program !== process.execPath) return await watchedPeak(command);
    const hook = join(import.meta.dirname, "programs/tell-memory.cjs");
    const env = { ...command.env, NODE_OPTIONS: `--require "${hook}"`, TAGLINE_BENCH_MEMORY: directory };
    await wholeRun({ ...command, env });
    // One file for each Node process: the command's own is the largest.
    const told = readdirSync(directory).map((name) => Number(readFileSync(join(directory, name), "utf8")));
    return told.length === 0 ? null : Math.max(...told) / 1024;
  } finally {
    rmSync(directory, { recursive: true, force: true });
    command.after?.();
  }
}

/**
 * @param {Command} command
 * @param {(pid: number) => void} [whileRunning]
 */
async function wholeRun(command, whileRunning) {
  const { program, args, cwd, env } = command;
  // To /dev/null: what is measured is the command, not how quickly we read.
  const nowhere = openSync("/dev/null", "w");
  const start = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", nowhere, "pipe"], timeout: tooLong });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  /** @type {Promise<{code: number | null, end: number}>} */
  const ended = new Promise((resolve, reject) => {
    let end = 0;
    child.on("error", reject);
    child.on("exit", () => {
      end = performance.now();
    });
    child.on("close", (code) => resolve({ code, end }));
  });
  try {
    if (whileRunning !== undefined) await watch(child, whileRunning);
    const { code, end } = await ended;
    if (code !== 0) throw new Error(`${wordsOf(command)} ended with ${code}: ${said.trim()}`);
    return end - start;
  } finally {
    closeSync(nowhere);
  }
}

/** @param {Command} command */
async function watchedPeak(command) {
  let peak = 0;
  await wholeRun(command, (pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0));
    } catch {
      // It is gone, or this is not Linux.
    }
  });
  // A program that was gone before it could be asked.
  return peak < 1024 ? null : peak / 1024;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {(pid: number) => void} look
 */
async function watch(child, look) {
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    look(child.pid);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Milliseconds between the answer to a key and the next key: as a key repeats that is held down. */
const betweenKeys = 30;

/**
 * On a terminal of its own (`script` of util-linux makes one): the milliseconds to the moment that a text is on it,
 * or the median of those from each key to what answers it.
 *
 * @param {Command} command
 * @param {RegExp} until
 */
async function onTerminal(command, until) {
  const line = [command.program, ...command.args]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(" ");
  const start = performance.now();
  const child = spawn("script", ["-qfec", `stty rows 40 cols 120; exec ${line}`, "/dev/null"], {
    cwd: command.cwd,
    env: { ...command.env, TERM: "xterm-256color", SHELL: "/bin/sh" },
    stdio: ["pipe", "pipe", "ignore"],
    timeout: tooLong,
  });
  let written = "";
  let look = () => {};
  child.stdout.on("data", (chunk) => {
    written += chunk;
    look();
  });
  /** @type {(error: Error) => void} */
  let fail = () => {};
  child.on("error", (error) => fail(error));
  const ended = new Promise((resolve) =>
    child.on("close", () => {
      fail(new Error(`${wordsOf(command)} ended too early: ${written}`));
      resolve(undefined);
    }),
  );
  /** @type {(text: RegExp) => Promise<number>} */
  const shown = (text) =>
    new Promise((resolve, reject) => {
      fail = reject;
      look = () => {
        if (text.test(written)) resolve(performance.now());
      };
      look();
    });
  try {
    const painted = (await shown(until)) - start;
    if (command.keys === undefined) return painted;
    const times = [];
    for (const key of command.keys.pressed) {
      await new Promise((resolve) => setTimeout(resolve, betweenKeys));
      written = "";
      const pressed = performance.now();
      child.stdin.write(key);
      times.push((await shown(command.keys.until)) - pressed);
    }
    return spreadOf(times).median;
  } finally {
    child.kill();
    await ended;
  }
}

/** @param {Command} command */
function wordsOf({ program, args }) {
  return [program, ...args].join(" ");
}
