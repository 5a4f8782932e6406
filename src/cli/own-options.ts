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

/** An option's description with the words that it takes. */
export function optionText({ description, choices, repeatable }: CommandOption): string {
  const more = [
    ...((choices?.every((choice) => description.includes(choice)) ?? true)
      ? []
      : [`one of: ${choices?.join(", ")}`]),
    ...(repeatable && !/repeat/.test(description) ? ["may be repeated"] : []),
  ];
  return [description, ...more].join("; ");
}
