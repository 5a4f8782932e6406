import { resolve } from "node:path";
import { failure, TaglineError } from "../errors.js";
import { theme } from "../format/theme.js";
import type { World } from "../world.js";
import { coloured } from "./colour.js";
import type { Installation } from "./command.js";
import { overview } from "./overview.js";
import { parseCommandLine } from "./parse-command-line.js";
import { reportBug } from "./report-bug.js";
import { shellWords } from "./shell-words.js";

export { reportBug } from "./report-bug.js";

/**
 * Runs one command line (`argv` without node and script) and gives the exit code. Never throws: whatever is not
 * a `TaglineError` is our bug, and is reported as one.
 */
export async function run(
  argv: readonly string[],
  world: World,
  installation: Installation,
): Promise<number> {
  const json = asksForJson(argv);
  const stderrTheme = theme(coloured(argv, world.env, world.stderr.isTerminal));
  try {
    return await parseAndRun(argv, world, installation);
  } catch (error) {
    if (error instanceof TaglineError) {
      const { reportFailure } = await import("./report-failure.js");
      reportFailure(error, world, { json, theme: stderrTheme });
      return error.exit;
    }
    reportBug(error, world, { json, version: installation.version });
    return 70;
  }
}

async function parseAndRun(
  argv: readonly string[],
  world: World,
  installation: Installation,
): Promise<number> {
  if (argv.length === 0) {
    world.stderr.write(overview());
    return 2;
  }
  if (argv[0] === "__complete") {
    const { complete } = await import("./completion/complete.js");
    world.stdout.write(await complete(argv.slice(1), world));
    return 0;
  }
  const read = await parseCommandLine(argv, installation.version, world.stdout.columns ?? 100);
  if (read.kind === "text") {
    world.stdout.write(read.text);
    return 0;
  }
  const { command, args, options } = read;
  return command.run({
    args,
    options,
    world: typeof options.C === "string" ? await worldIn(options.C, world) : world,
    installation,
    theme: theme(coloured(argv, world.env, world.stdout.isTerminal)),
    stderrTheme: theme(coloured(argv, world.env, world.stderr.isTerminal)),
    json: options.json === true || options.format === "json",
    quiet: options.quiet === true,
    yes: options.yes === true,
    commandLine: shellWords(["tagline", ...argv]),
  });
}

/** `-C`: the same world in another directory. */
async function worldIn(directory: string, world: World): Promise<World> {
  const cwd = resolve(world.cwd, directory);
  const found = await world.fs.stat(cwd).catch(() => null);
  if (!found?.isDirectory())
    throw failure("usage", { message: `There is no directory ${directory}.`, hint: "-C <dir>" });
  return { ...world, cwd };
}

/** Whether errors go to stdout as JSON; asked of a command line that may not be readable. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some(
    (word, i) =>
      word === "--json" || word === "--format=json" || (word === "json" && words[i - 1] === "--format"),
  );
}
