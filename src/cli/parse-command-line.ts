import { Command as Commander, CommanderError, Option } from "commander";
import { meant } from "../config/did-you-mean.js";
import { failure } from "../errors.js";
import type { Command, CommandOption } from "./command.js";
import { nameIndex } from "./name-index.js";
import { globalOptions, overview } from "./overview.js";
import { optionText, ownOptions } from "./own-options.js";
import { commandTable } from "./table.js";
import { usageError } from "./usage-error.js";

/** A command line, read: help or version to print, or a command with what it was given. */
export type CommandLine =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "command";
      readonly command: Command;
      readonly args: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
    };

/**
 * Reads `argv` (without node and script); loads no command but the one that is named. Options of every command
 * may stand before the name. `columns` is the width of help. Throws `usage`.
 */
export async function parseCommandLine(
  argv: readonly string[],
  version: string,
  columns: number,
): Promise<CommandLine> {
  const at = nameIndex(argv);
  const name = argv[at];
  const others = [...argv.slice(0, at), ...argv.slice(at + 1)];
  if (name === undefined) return parseWithoutName(argv, version, columns);
  if (name === "help") return parseCommandLine([...others, "--help"], version, columns);
  const entry = commandTable.find((candidate) => candidate.name === name);
  if (entry === undefined) throw unknownCommand(name);
  const command = await entry.load();
  const read = parse(others, { name: `tagline ${name}`, command, version, columns });
  return "text" in read ? { kind: "text", ...read } : { kind: "command", command, ...read };
}

function parseWithoutName(argv: readonly string[], version: string, columns: number): CommandLine {
  if (argv.some((arg) => arg === "--help" || arg === "-h")) return { kind: "text", text: overview() };
  const read = parse(argv, { name: "tagline", command: null, version, columns });
  if ("text" in read) return { kind: "text", ...read };
  throw failure("usage", { message: "No command was given.", hint: "tagline --help" });
}

function unknownCommand(name: string): Error {
  const names = commandTable.map((entry) => entry.name);
  const near = name === "version" ? "--version" : meant(name, names);
  return failure("usage", {
    message: `There is no command ${JSON.stringify(name)}.`,
    hint: near === null ? "tagline --help" : `did you mean tagline ${near}?`,
  });
}

interface Grammar {
  readonly name: string;
  readonly command: Command | null;
  readonly version: string;
  readonly columns: number;
}

function parse(
  words: readonly string[],
  grammar: Grammar,
): { readonly text: string } | { readonly args: string[]; readonly options: Record<string, unknown> } {
  const printed: string[] = [];
  const parser = parserOf(grammar, (text) => printed.push(text));
  try {
    parser.parse([...words], { from: "user" });
    return { args: parser.args, options: parser.opts() };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text: printed.join("") };
    throw usageError(error, { name: grammar.name, command: grammar.command, args: parser.args });
  }
}

function parserOf({ name, command, version, columns }: Grammar, print: (text: string) => void): Commander {
  const parser = new Commander(name)
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption(false)
    .configureHelp({ optionDescription: ({ description }) => description })
    .configureOutput({
      writeOut: print,
      writeErr: () => undefined, // Said by `reportFailure`, once and in one form.
      getOutHelpWidth: () => columns,
      getOutHasColors: () => false,
    })
    .action(() => undefined);
  if (command !== null) {
    parser.description(command.description ?? command.summary);
    for (const argument of command.arguments) parser.argument(argument.name, argument.description);
    for (const option of ownOptions(command)) parser.addOption(optionOf(option));
    parser.addHelpText("after", `\nExamples:\n${command.examples.map((line) => `  ${line}`).join("\n")}`);
  }
  parser.optionsGroup("Options of every command:");
  for (const option of globalOptions) {
    if (option.flags === "-v, --version") parser.version(version, option.flags, option.description);
    else if (option.flags === "-h, --help") parser.helpOption(option.flags, option.description);
    else parser.addOption(optionOf(option));
  }
  return parser;
}

function optionOf(told: CommandOption): Option {
  const { flags, choices, repeatable } = told;
  const option = new Option(flags, optionText(told));
  if (choices !== undefined) option.choices([...choices]);
  if (repeatable)
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  return option;
}
