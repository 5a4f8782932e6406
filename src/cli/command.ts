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

/** What a command is given: its arguments and options as parsed, and the world with the `-C` directory. */
export interface CommandInput {
  readonly args: readonly string[];
  /** Lists for arguments that take several values are in `args` too. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly world: World;
  readonly theme: Theme;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly yes: boolean;
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
  readonly examples: readonly string[];
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
