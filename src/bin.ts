#!/usr/bin/env node
import { promises as fs, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import module from "node:module";
import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { quickAnswer } from "./cli/overview.js";
import type { Output, Processes, RunProgram, World, WorldFs } from "./world.js";

declare const TAGLINE_VERSION: string;

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => {
    stream.write(text);
  },
  isTerminal: stream.isTTY === true,
  columns: stream.isTTY ? stream.columns : undefined,
});

const runProgram: RunProgram = async (program, args, options) => {
  const { spawn } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    const { cwd, env, timeout } = options;
    const child = spawn(program, args, { cwd, env, timeout, windowsHide: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString("utf8") });
    });
    // The program may end without reading what it is given.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input);
  });
};

const ask = async (question: string): Promise<string | null> => {
  const { createInterface } = await import("node:readline/promises");
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<null>((resolve) => {
      line.once("close", () => resolve(null));
      line.once("SIGINT", () => process.exit(130));
    });
    return await Promise.race([line.question(question), closed]);
  } finally {
    line.close();
  }
};

/** A shell may stand in a directory that was removed: then its name is all there is. */
const currentDirectory = (): string => {
  try {
    return process.cwd();
  } catch {
    return process.env.PWD ?? "/";
  }
};

/** As a part of a process's name, and so of a file's. */
const plain = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 40);

const readOr = async (path: string, otherwise: string): Promise<string> =>
  fs.readFile(path, "latin1").catch(() => otherwise);

/** When a process started, in whatever unit the system has; null when there is none, "" when that is hidden. */
const startOf = async (pid: number): Promise<string | null> => {
  const stat = await readOr(`/proc/${pid}/stat`, "");
  // The program's name, in parentheses, may hold anything; state is the 3rd field, start the 22nd.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (stat !== "") return /^[ZX]$/.test(fields[0] ?? "") ? null : (fields[19] ?? "");
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return null;
  }
  if (process.platform === "linux" || process.platform === "win32") return "";
  const said = await runProgram("ps", ["-o", "lstart=", "-p", String(pid)], {
    cwd: "/",
    env: { LC_ALL: "C" },
  });
  return said.code === 0 ? plain(said.stdout.toString("latin1").trim()) : "";
};

/** Machine, its current run, and the container in which process numbers count. */
const placeOf = async (): Promise<readonly [host: string, boot: string, container: string]> => [
  plain(hostname()),
  plain(await readOr("/proc/sys/kernel/random/boot_id", "")),
  plain(await fs.readlink("/proc/self/ns/pid").catch(() => "")),
];

const processes: Processes = {
  self: async () => [...(await placeOf()), process.pid, await startOf(process.pid)].join("."),
  state: async (name) => {
    const [host, boot, container, pid, start] = name.split(".");
    const [ourHost, ourBoot, ourContainer] = await placeOf();
    if (host !== ourHost) return "unknown";
    if (boot !== ourBoot) return "gone";
    if (container !== ourContainer) return "unknown";
    const started = await startOf(Number(pid));
    if (started === start) return "running";
    return started === "" ? "unknown" : "gone";
  },
  user: process.getuid?.() ?? null,
};

/** How much is under way that an interrupt must not cut short, and whether there was one meanwhile. */
let holding = 0;
let isInterrupted = false;

const onInterrupt = (): void => {
  if (holding === 0 || isInterrupted) process.exit(130);
  isInterrupted = true;
  process.stderr.write("finishing what is being written; Ctrl-C again leaves it to the next command\n");
};

const uninterrupted = async <T>(work: () => Promise<T>): Promise<T> => {
  holding += 1;
  try {
    return await work();
  } finally {
    holding -= 1;
  }
};

/**
 * Node's own `promises`, but reading without its thread pool: a configuration is thousands of small files, each of
 * which costs four round trips there, 70 µs instead of 8. Whoever else waits in this process waits that long.
 */
const realFs: WorldFs = {
  ...fs,
  readFile: (async (...args: Parameters<typeof readFileSync>) =>
    readFileSync(...args)) as WorldFs["readFile"],
  readdir: (async (...args: Parameters<typeof readdirSync>) => readdirSync(...args)) as WorldFs["readdir"],
  stat: (async (...args: Parameters<typeof statSync>) => statSync(...args)) as WorldFs["stat"],
  lstat: (async (...args: Parameters<typeof lstatSync>) => lstatSync(...args)) as WorldFs["lstat"],
};

const realWorld = (): World => ({
  fs: realFs,
  clock: {
    now: () => Date.now(),
    timezoneOffset: (milliseconds) => -new Date(milliseconds).getTimezoneOffset(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  },
  env: process.env,
  cwd: currentDirectory(),
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  run: runProgram,
  runtime: process.version,
  processes,
  uninterrupted,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
});

// A reader that has seen enough (`tagline history | head`) is no failure and no success either: the command
// goes on to its own end, so that a deploy is never cut short by who reads its output.
const onPipeError = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "EPIPE") throw error;
};

const main = async (argv: readonly string[]): Promise<void> => {
  // From Node 22.1 on, what was compiled is kept for the next time; NODE_DISABLE_COMPILE_CACHE=1 turns that off.
  (module as { enableCompileCache?: () => void }).enableCompileCache?.();
  process.on("SIGINT", onInterrupt);
  process.stderr.on("error", onPipeError);
  const { reportBug, run } = await import("./cli/run.js");
  const world = realWorld();
  // What is thrown outside of any promise that we wait for.
  process.on("uncaughtException", (error) => {
    reportBug(error, world, { json: false, version: TAGLINE_VERSION });
    process.exit(70);
  });
  const directory = fileURLToPath(new URL("..", import.meta.url));
  process.exitCode = await run(argv, world, { version: TAGLINE_VERSION, directory });
};

process.stdout.on("error", onPipeError);
const argv = process.argv.slice(2);
const quick = quickAnswer(argv, TAGLINE_VERSION);
if (quick === null) await main(argv);
else process.stdout.write(quick);
