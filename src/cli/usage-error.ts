import type { CommanderError } from "commander";
import { meant } from "../config/did-you-mean.js";
import { failure, type TaglineError } from "../errors.js";
import type { Command } from "./command.js";

/** The command that was being parsed, and the arguments it had got so far. */
export interface ParsedSoFar {
  /** `tagline show`, or `tagline` when no command was named. */
  readonly name: string;
  readonly command: Command | null;
  readonly args: readonly string[];
}

/**
 * Commander's refusals in our words, each with one thing to type next. Commander names the kind in `code`;
 * the words that were wrong stand in single quotes in its message (`test/cli` pins that).
 */
export function usageError(error: CommanderError, { name, command, args }: ParsedSoFar): TaglineError {
  const [first = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const help = `${name} --help`;
  switch (error.code) {
    case "commander.unknownOption": {
      const flag = /'([\s\S]*)'/.exec(first)?.[1] ?? first;
      const near = suggestion?.replace(/^\(Did you mean (.*)\?\)$/, "$1") ?? longOf(flag, command);
      return failure("usage", {
        message: `${name} has no option ${JSON.stringify(flag)}.`,
        hint: near === null ? help : `did you mean ${near}?`,
      });
    }
    case "commander.missingArgument":
      return failure("usage", {
        message: `${name} needs ${command?.arguments.find(({ name: of }) => of.startsWith("<"))?.name ?? "an argument"}.`,
        hint: command?.examples[0] ?? help,
      });
    case "commander.excessArguments": {
      const taken = command?.arguments.length ?? 0;
      const extra = args.slice(taken).map((arg) => JSON.stringify(arg));
      return failure("usage", {
        message: `${name} takes ${taken === 0 ? "no arguments" : `${taken} argument${taken === 1 ? "" : "s"}`}, so ${extra.join(" ")} is too much.`,
        hint: help,
      });
    }
    case "commander.optionMissingArgument":
      return failure("usage", {
        message: `${/'([^']*)'/.exec(first)?.[1] ?? "An option"} is missing its value.`,
        hint: help,
      });
    case "commander.invalidArgument": {
      const [, flags = "", value = "", choices = ""] =
        /^option '([^']*)' argument '([\s\S]*)' is invalid\. Allowed choices are (.*)\.$/.exec(first) ?? [];
      const near = meant(value, choices.split(", "));
      return failure("usage", {
        message: `${flags} cannot be ${JSON.stringify(value)}.`,
        hint: near === null ? `one of: ${choices}` : `did you mean ${near}?`,
      });
    }
    default:
      return failure("usage", { message: `${first}.`, hint: help });
  }
}

/** What a letter stands for in many other programs, and not here. */
function longOf(flag: string, command: Command | null): string | null {
  if (flag === "-y" && command?.writes === true) return "--yes";
  if (flag === "-q") return "--quiet";
  return flag === "-V" ? "--version" : null;
}
