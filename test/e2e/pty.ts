import { join } from "node:path";
import { type IPty, spawn } from "@lydell/node-pty";
import { onTestFinished } from "vitest";
import type { Size } from "../../src/tui/size.js";
import { type Emulator, emulator } from "../tui/emulator.js";

/** A program in a terminal: real pseudo-terminal, emulated screen. */
export interface InTerminal {
  readonly screen: Emulator;
  type(text: string): void;
  /** Types, and settles with the rows as soon as they hold a text. */
  press(keys: string, text: string): Promise<string[]>;
  /** Types, and settles with the rows as soon as they do not hold a text. */
  dismiss(keys: string, text: string): Promise<string[]>;
  resize(size: Size): void;
  signal(name: string): void;
  /** Everything that the program wrote. */
  written(): string;
  /** Settles with how it ended. */
  readonly ended: Promise<{ readonly code: number; readonly signal: number }>;
}

const bin = join(import.meta.dirname, "../../dist/bin.js");

/** Starts the built program in a terminal of its own, in a directory whose parent holds its home. */
export function inTerminal(
  directory: string,
  args: readonly string[],
  { columns, rows }: Size = { columns: 100, rows: 30 },
  env: Readonly<Record<string, string>> = {},
): InTerminal {
  return programInTerminal(directory, process.execPath, [bin, ...args], { columns, rows }, env);
}

/** Starts any program so. */
export function programInTerminal(
  directory: string,
  program: string,
  args: readonly string[],
  { columns, rows }: Size = { columns: 100, rows: 30 },
  env: Readonly<Record<string, string>> = {},
): InTerminal {
  const screen = emulator({ columns, rows });
  const child: IPty = spawn(program, [...args], {
    cwd: directory,
    cols: columns,
    rows,
    env: {
      PATH: process.env.PATH ?? "",
      HOME: join(directory, "../home"),
      GIT_CONFIG_NOSYSTEM: "1",
      TERM: "xterm-256color",
      TZ: "UTC",
      ...env,
    },
  });
  let written = "";
  child.onData((text) => {
    written += text;
    screen.write(text);
  });
  let isOver = false;
  const ended = new Promise<{ code: number; signal: number }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      isOver = true;
      resolve({ code: exitCode, signal: signal ?? 0 });
    });
  });
  onTestFinished(() => {
    if (!isOver) child.kill("SIGKILL");
  });
  return {
    screen,
    written: () => written,
    ended,
    type: (text) => child.write(text),
    press(keys, text) {
      child.write(keys);
      return screen.until((shown) => shown.some((row) => row.includes(text)));
    },
    dismiss(keys, text) {
      child.write(keys);
      return screen.until((shown) => !shown.some((row) => row.includes(text)));
    },
    resize(size) {
      screen.resize(size);
      child.resize(size.columns, size.rows);
    },
    signal: (name) => child.kill(name),
  };
}
