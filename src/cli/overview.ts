import { commandGroups, commandTable } from "./table.js";

/**
 * The answer to a bare `--version`, `-v`, `--help` or `-h`, or null for any other command line. Needs the table
 * alone, so that these two start as fast as node does.
 */
export function quickAnswer(argv: readonly string[], version: string): string | null {
  if (argv.length !== 1) return null;
  if (argv[0] === "--version" || argv[0] === "-v") return `${version}\n`;
  return argv[0] === "--help" || argv[0] === "-h" ? overview() : null;
}

/** What `tagline --help` prints: every command in a line, by what it is for. */
export function overview(): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length));
  const groups = commandGroups.map(
    ({ title, commands }) =>
      `${title.charAt(0).toUpperCase()}${title.slice(1)}:\n${columns(
        commands.map(({ name, summary }) => [name, summary]),
        width,
      )}`,
  );
  return `Usage: tagline <command> [options]

Version control for voice agents.

${groups.join("\n")}
Options of every command:
${columns(globalOptions.map(({ flags, description }) => [flags, description]))}
Arguments, options and examples of a command: tagline <command> --help
`;
}

/** Options that every command takes, before its name or after it. */
export const globalOptions = [
  { flags: "-C <dir>", description: "run as if started in this directory" },
  { flags: "--json", description: "print one JSON document" },
  {
    flags: "--color <when>",
    description: "colour the output: auto, always or never",
    choices: ["auto", "always", "never"],
  },
  { flags: "--quiet", description: "print results only, no hints" },
  { flags: "-h, --help", description: "print help" },
  { flags: "-v, --version", description: "print the version of Tagline" },
] as const;

function columns(
  rows: readonly (readonly [string, string])[],
  width = Math.max(...rows.map(([name]) => name.length)),
): string {
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}\n`).join("");
}
