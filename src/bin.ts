#!/usr/bin/env node
import { spawn } from "node:child_process";
import { promises as fs } from "node:fs";
import type { Output, RunProgram, World } from "./world.js";

declare const TAGLINE_VERSION: string;

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => {
    stream.write(text);
  },
  isTerminal: stream.isTTY === true,
  columns: stream.isTTY ? stream.columns : undefined,
});

const runProgram: RunProgram = (program, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env: options.env, windowsHide: true });
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

const world: World = {
  fs,
  clock: {
    now: () => Date.now(),
    timezoneOffset: (milliseconds) => -new Date(milliseconds).getTimezoneOffset(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  },
  env: process.env,
  cwd: process.cwd(),
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  run: runProgram,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
};

// A reader that has seen enough (`tagline history | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.on("SIGINT", () => process.exit(130));

try {
  const argv = process.argv.slice(2);
  // Scripts ask for the version often: it needs none of the rest.
  if (argv.length === 1 && argv[0] === "--version") world.stdout.write(`${TAGLINE_VERSION}\n`);
  else {
    const { run } = await import("./cli/run.js");
    process.exitCode = await run(argv, world, TAGLINE_VERSION);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`internal error: ${message}\n`);
  process.stderr.write(
    "This is a bug in Tagline. Please report it with the command and, from TAGLINE_DEBUG=1, its trace.\n",
  );
  if (process.env.TAGLINE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
}
