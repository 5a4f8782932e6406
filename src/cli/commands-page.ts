import { type CommandDescription, describeCommands } from "./describe-commands.js";
import { exitCodes } from "./exit-codes.js";
import { globalOptions } from "./overview.js";
import { optionText } from "./own-options.js";

/** The text of docs/commands.md: every command with its arguments, options and examples. */
export async function commandsPage(): Promise<string> {
  const commands = await describeCommands();
  return `# Commands

Made by \`npm run commands\` from the table in the source; \`tagline <command> --help\` and \`man tagline\` say the same.

${commands.map(({ name, summary }) => `- [\`${name}\`](#${name}): ${summary}`).join("\n")}

Every command also takes:

${table(
  "option",
  globalOptions.map((option) => [option.flags, optionText(option)]),
)}

## Exit codes

[errors.md](errors.md) has the code of each refusal.

${table(
  "code",
  exitCodes.map(([code, text]) => [code, text]),
)}

${commands.map(section).join("\n")}`;
}

function section(command: CommandDescription): string {
  const { name, description, usage, arguments: args, options, examples } = command;
  const parts = [
    `## ${name}`,
    markdown(description),
    fence(usage),
    ...(args.length === 0
      ? []
      : [
          table(
            "argument",
            args.map((arg) => [arg.name, arg.description]),
          ),
        ]),
    table(
      "option",
      options.map((option) => [option.flags, optionText(option)]),
    ),
    fence(examples.join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function markdown(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}

function fence(text: string): string {
  return `\`\`\`\n${text}\n\`\`\``;
}

function table(title: string, rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([name, text]) => `| \`${name}\` | ${markdown(text)} |`);
  return [`| ${title} | |`, "| --- | --- |", ...lines].join("\n");
}
