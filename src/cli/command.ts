import type { Theme } from "../format/theme.js";
import type { World } from "../world.js";

/** An option as commander spells it: `--title <text>`, `-n <count>`, `--dry-run`. */
export interface CommandOption {
  readonly flags: string;
  readonly description: string;
  /** Values that are allowed; any when absent. */
  readonly choices?: readonly string[];
  /** Whether the option may be given several times; its value is then a list. */
  readonly repeatable?: boolean;
}

/** The program itself: its version, and the directory of its package, where `schemas/` is. */
export interface Installation {
  readonly version: string;
  readonly directory: string;
}

/** What a command is given: its arguments and options as parsed, and the world with the `-C` directory. */
export interface CommandInput {
  readonly args: readonly string[];
  /** Lists for arguments that take several values are in `args` too. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly world: World;
  readonly installation: Installation;
  /** For what goes to stdout. */
  readonly theme: Theme;
  /** For what goes to stderr: one may be a terminal and the other a file. */
  readonly stderrTheme: Theme;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly yes: boolean;
  /** The command line as typed, quoted for a shell: what a hint repeats. */
  readonly commandLine: string;
}

/** A command is a value: what help says of it, and what it does. `run` gives the exit code. */
export interface Command {
  readonly summary: string;
  readonly description?: string;
  /** As commander spells them: `<agent>`, `[agent...]`. */
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly CommandOption[];
  /** Whether it writes, so that it takes `--yes`. */
  readonly writes: boolean;
  /** Formats beside json and the one for people. */
  readonly formats?: readonly string[];
  /** The first one is also the hint when arguments are missing. */
  readonly examples: readonly [string, ...string[]];
  run(input: CommandInput): Promise<number>;
}

/** Text of an option that takes a value, or null. */
export function textOption(options: CommandInput["options"], name: string): string | null {
  const value = options[name];
  return typeof value === "string" ? value : null;
}

/** Values of an option that may be repeated. */
export function listOption(options: CommandInput["options"], name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}
