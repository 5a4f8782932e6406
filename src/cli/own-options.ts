import type { Command, CommandOption } from "./command.js";

/** The options of one command, with the two that it has by its nature: `--format`, and `--yes` where it writes. */
export function ownOptions(command: Command): readonly CommandOption[] {
  const choices = ["json", "pretty", ...(command.formats ?? [])];
  return [
    ...command.options,
    { flags: "--format <format>", description: "how to print the result", choices },
    ...(command.writes ? [{ flags: "--yes", description: "do it without asking" }] : []),
  ];
}
