#!/usr/bin/env node
import { promises as fs, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";
import { quickAnswer } from "./cli/overview.js";
import { nodeWorld } from "./node-world.js";
import type { Output, World, WorldFs } from "./world.js";

declare const TAGLINE_VERSION: string;

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => {
    stream.write(text);
  },
  isTerminal: stream.isTTY === true,
  columns: stream.isTTY ? stream.columns : undefined,
});

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

/** How much is under way that an interrupt must not cut short, and whether there was one meanwhile. */
let holding = 0;
let isInterrupted = false;

/** What an interrupt asks to stop instead of ending the process at once. */
let stop: (() => void) | null = null;

const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    stop = resolve;
    process.once("SIGTERM", () => resolve());
  });

const onInterrupt = (): void => {
  if (stop !== null && !isInterrupted) {
    isInterrupted = true;
    stop();
    return;
  }
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
  ...nodeWorld(currentDirectory()),
  fs: realFs,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  uninterrupted,
  stopped,
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
