#!/usr/bin/env node
import { watch } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import { quickAnswer } from "./cli/overview.js";
import { commandTable } from "./cli/table.js";
import { disk } from "./disk.js";
import { nodeWorld } from "./node-world.js";
import type { Output, Terminal, World } from "./world.js";

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
      line.once("SIGINT", () => {
        process.stderr.write("\n");
        process.exit(130);
      });
    });
    const answer = await Promise.race([line.question(question), closed]);
    // The cursor stands behind the question still, and what comes next must not.
    if (answer === null) process.stderr.write("\n");
    return answer;
  } finally {
    line.close();
  }
};

/** Ended by a signal, a program says so by dying of it: what is restored first must not hide that. */
const endings = ["SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/** How many hold the screen: a line for people must not be written across it. */
let screens = 0;

/** Made only for those who have one: opening `process.stdin` takes Node 5 ms. */
const realTerminal = (): Terminal => ({
  input: process.stdin,
  output: process.stdout,
  beforeEnd(restore) {
    const stops = endings.map((signal) => {
      const die = (): void => {
        restore();
        process.removeListener(signal, die);
        process.kill(process.pid, signal);
      };
      process.on(signal, die);
      return () => process.removeListener(signal, die);
    });
    process.on("exit", restore);
    // Before the report of a bug, which would be lost with the screen that it is written to.
    process.prependListener("uncaughtException", restore);
    screens += 1;
    return () => {
      screens -= 1;
      for (const stop of stops) stop();
      process.removeListener("exit", restore);
      process.removeListener("uncaughtException", restore);
    };
  },
  end: () => process.exit(0),
  // The whole group, as the terminal itself does it; what follows runs when the shell continues it.
  suspend: () => {
    // Windows stops no process and has no such signal.
    if (process.platform === "win32") return Promise.resolve();
    process.kill(0, "SIGTSTP");
    return new Promise((resolve) => setImmediate(resolve));
  },
  onStop(work) {
    process.on("SIGTSTP", work);
    return () => process.removeListener("SIGTSTP", work);
  },
  async runHere(program, args, cwd) {
    const { spawn } = await import("node:child_process");
    return new Promise((resolve) => {
      const child = spawn(program, args, { cwd, stdio: "inherit" });
      child.on("error", () => resolve(null));
      child.on("close", (code) => resolve(code ?? 1));
    });
  },
  every(milliseconds, work) {
    const timer = setInterval(work, milliseconds).unref();
    return () => clearInterval(timer);
  },
  watch(path, isDeep, onChange) {
    try {
      const watcher = watch(path, { recursive: isDeep, persistent: false }, onChange);
      watcher.on("error", () => watcher.close());
      return () => watcher.close();
    } catch {
      // No such directory, or no more watches: whoever watches also looks by itself from time to time.
      return () => undefined;
    }
  },
});

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
  if (screens === 0)
    process.stderr.write("finishing what is being written; Ctrl-C again leaves it to the next command\n");
};

/** A service or a CI job is stopped by SIGTERM: what is being written is finished then too. The next one ends it. */
const onTerminate = (): void => {
  process.removeListener("SIGTERM", onTerminate);
  if (screens === 0 && stop === null) process.stderr.write("finishing what is being written\n");
};

const uninterrupted = async <T>(work: () => Promise<T>): Promise<T> => {
  holding += 1;
  if (holding === 1) process.on("SIGTERM", onTerminate);
  try {
    return await work();
  } finally {
    holding -= 1;
    if (holding === 0) process.removeListener("SIGTERM", onTerminate);
  }
};

const realWorld = (): World => ({
  ...nodeWorld(currentDirectory(), disk),
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  uninterrupted,
  stopped,
  ...(process.stderr.isTTY && process.stdin.isTTY ? { ask } : {}),
  ...(process.stdout.isTTY && process.stdin.isTTY ? { terminal: realTerminal() } : {}),
});

// A reader that has seen enough (`tagline history | head`) is no failure and no success either: the command
// goes on to its own end, so that a deploy is never cut short by who reads its output.
const onPipeError = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "EPIPE") outputFault ??= error;
};

/** Why stdout took no more: a full disk. The command goes on to its own end here too, and then fails. */
let outputFault: Error | null = null;

const failAtFault = async (): Promise<void> => {
  // What went wrong with a write is told in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  if (outputFault === null) return;
  const { reportOutputFault } = await import("./cli/report-failure.js");
  process.exitCode = reportOutputFault(outputFault, realWorld());
};

/**
 * The V8 of Node 20 optimizes so early that checking agents for half a second spends a seventh to a quarter of its
 * processor time on code that is not called again, or is thrown away. It waits longer here; later releases need no
 * telling. What runs on, or does one thing ten thousand times, is better off with what V8 does by itself.
 */
const tuneForShortRuns = async (command: string | undefined): Promise<void> => {
  if (!process.versions.v8.startsWith("11.") || ["browse", "history", "serve"].includes(command ?? ""))
    return;
  // Once a flag differs, V8 compiles Node's own modules too: what nearly every command needs comes before that.
  await import("node:crypto");
  (await import("node:v8")).setFlagsFromString("--interrupt-budget=500000");
};

/**
 * Makes this run and the next ones short: compiled code is kept beside the code itself, by Node from 22.1 on, before
 * that by ourselves. NODE_DISABLE_COMPILE_CACHE=1 turns both off.
 */
const prepare = async (argv: readonly string[]): Promise<void> => {
  const directory = import.meta.dirname;
  const cache = join(directory, "compiled");
  const node = module as { enableCompileCache?: (cache: string) => unknown };
  if (node.enableCompileCache !== undefined) {
    node.enableCompileCache(cache);
    return;
  }
  const { keepCompiled } = await import("./compile-cache.js");
  const known = ["__complete", ...commandTable.map(({ name }) => name)];
  const name = argv.find((word) => known.includes(word));
  await tuneForShortRuns(name);
  if (name === undefined || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  keepCompiled(join(directory, "chunks"), cache, name, (work) => process.on("exit", work));
};

const main = async (argv: readonly string[]): Promise<void> => {
  // Whatever ends before it has an answer has failed.
  process.exitCode = 70;
  await prepare(argv);
  process.on("SIGINT", onInterrupt);
  // Nobody is left to be told.
  process.stderr.on("error", () => undefined);
  const { reportBug, run } = await import("./cli/run.js");
  const world = realWorld();
  // What is thrown outside of any promise that we wait for.
  process.on("uncaughtException", (error) => {
    reportBug(error, world, { json: false, version: TAGLINE_VERSION });
    process.exit(70);
  });
  const directory = join(import.meta.dirname, "..");
  process.exitCode = await run(argv, world, { version: TAGLINE_VERSION, directory });
  await failAtFault();
};

process.stdout.on("error", onPipeError);
const argv = process.argv.slice(2);
const quick = quickAnswer(argv, TAGLINE_VERSION);
if (quick === null) void main(argv);
else {
  process.stdout.write(quick);
  void failAtFault();
}
