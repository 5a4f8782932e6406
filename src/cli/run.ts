import { resolve } from "node:path";
import { Command as Commander, CommanderError, InvalidArgumentError, Option } from "commander";
import { failure, TaglineError } from "../errors.js";
import { theme } from "../format/theme.js";
import type { World } from "../world.js";
import type { Command } from "./command.js";
import { reportFailure } from "./report-failure.js";
import { commandTable } from "./table.js";

/**
 * Runs one command line (`argv` without node and script) and gives the exit code. Whatever is not a
 * `TaglineError` passes through: it is our bug, and `bin.ts` says so.
 */
export async function run(argv: readonly string[], world: World, version: string): Promise<number> {
  const wantsJson =
    argv.includes("--json") ||
    argv.some((arg, i) => arg === "json" && argv[i - 1] === "--format") ||
    argv.includes("--format=json");
  try {
    return await parseAndRun(argv, world, version);
  } catch (error) {
    const known = error instanceof CommanderError ? fromCommander(error) : error;
    if (known === null) return 0;
    if (!(known instanceof TaglineError)) throw error;
    reportFailure(known, world, {
      json: wantsJson,
      theme: theme(coloured(argv, world, world.stderr.isTerminal)),
    });
    return known.exit;
  }
}

async function parseAndRun(argv: readonly string[], world: World, version: string): Promise<number> {
  let exit = 0;
  const program = base(new Commander("tagline"), world)
    .description("Version control for voice agents.")
    .version(version, "--version", "print the version of Tagline")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .usage("<command> [options]");
  globals(program);
  const name = commandName(argv);
  for (const entry of commandTable) {
    const sub = base(program.command(entry.name), world).summary(entry.summary).description(entry.summary);
    if (entry.name !== name) continue;
    const command = await entry.load();
    define(sub, command);
    sub.action(async () => {
      exit = await runCommand(command, sub, argv, world);
    });
  }
  program.addHelpText("after", "\nEvery command has examples: tagline <command> --help\n");
  if (argv.length === 0) {
    program.outputHelp();
    return 2;
  }
  await program.parseAsync([...argv], { from: "user" });
  return exit;
}

async function runCommand(
  command: Command,
  sub: Commander,
  argv: readonly string[],
  world: World,
): Promise<number> {
  const options: Record<string, unknown> = sub.optsWithGlobals();
  const directory = typeof options.C === "string" ? resolve(world.cwd, options.C) : world.cwd;
  return command.run({
    args: sub.args,
    options,
    world: { ...world, cwd: directory },
    theme: theme(coloured(argv, world, world.stdout.isTerminal)),
    json: options.json === true || options.format === "json",
    quiet: options.quiet === true,
    yes: options.yes === true,
  });
}

function base(program: Commander, world: World): Commander {
  return program
    .exitOverride()
    .showSuggestionAfterError(true)
    .allowExcessArguments(false)
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: () => undefined, // Said by `reportFailure`, once and in one form.
      getOutHelpWidth: () => world.stdout.columns ?? 100,
      getOutHasColors: () => false,
    });
}

function define(sub: Commander, command: Command): void {
  sub.description(command.description ?? command.summary).helpOption("-h, --help", "print help");
  for (const argument of command.arguments) sub.argument(argument.name, argument.description);
  for (const { flags, description, choices, repeatable } of command.options) {
    const option = new Option(flags, description);
    if (choices !== undefined) option.choices([...choices]);
    if (repeatable)
      option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    sub.addOption(option);
  }
  const formats = ["json", "pretty", ...(command.formats ?? [])];
  sub.addOption(new Option("--format <format>", "how to print the result").choices(formats));
  if (command.writes) sub.option("--yes", "do it without asking");
  globals(sub);
  sub.addHelpText("after", `\nExamples:\n${command.examples.map((line) => `  ${line}`).join("\n")}`);
}

function globals(program: Commander): void {
  program
    .option("-C <dir>", "run as if started in this directory")
    .option("--json", "print one JSON document")
    .addOption(new Option("--color <when>", "colour the output").choices(["auto", "always", "never"]))
    .option("--quiet", "print results only, no hints");
}

/** The command's name, past the global options that may stand before it. */
function commandName(argv: readonly string[]): string | undefined {
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? "";
    if (arg === "-C" || arg === "--color") i++;
    else if (!arg.startsWith("-")) return arg;
  }
  return undefined;
}

/** UX.md: colour on a terminal; NO_COLOR, FORCE_COLOR, TERM=dumb and --color have their say. */
function coloured(argv: readonly string[], world: World, isTerminal: boolean): boolean {
  const given =
    argv.find((arg) => arg.startsWith("--color="))?.slice("--color=".length) ??
    argv[argv.indexOf("--color") + 1];
  const { NO_COLOR, FORCE_COLOR, TERM } = world.env;
  if (argv.includes("--color") || argv.some((arg) => arg.startsWith("--color="))) {
    if (given === "always") return true;
    if (given === "never") return false;
  }
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return isTerminal && TERM !== "dumb";
}

/** Commander's own refusals, in our form; null for help and version, which are no failures. */
function fromCommander(error: CommanderError): TaglineError | null {
  if (error.exitCode === 0) return null;
  if (error instanceof InvalidArgumentError) return failure("usage", { message: error.message });
  const [first = "", second] = error.message.replace(/^error: /, "").split("\n");
  const message = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/\.?$/, ".");
  const hint =
    second === undefined ? "tagline --help" : second.replace(/^\(Did you mean (.*)\?\)$/, "did you mean $1?");
  return failure("usage", { message, hint });
}
