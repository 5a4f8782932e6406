import { wrapText } from "../format/wrap-text.js";
import { type CommandDescription, describeCommands } from "./describe-commands.js";
import { exitCodes } from "./exit-codes.js";
import { globalOptions } from "./overview.js";
import { optionText } from "./own-options.js";

/** The manual page `tagline.1`, in the man macros that groff and mandoc both read. */
export async function manPage(version: string): Promise<string> {
  const commands = await describeCommands();
  const lines = [
    `.TH TAGLINE 1 "" "tagline ${roff(version)}" "User Commands"`,
    ".SH NAME",
    "tagline \\- version control for voice agents",
    ".SH SYNOPSIS",
    ".B tagline",
    ".I command",
    "[\\fIoptions\\fR]",
    ".SH DESCRIPTION",
    "Configurations of voice agents live as YAML in git.",
    ...paragraph(
      "Every deploy is an immutable annotated tag v<N>, and every phone number is pinned to one or follows the draft.",
    ),
    ".SH COMMANDS",
    ...commands.flatMap(section),
    ".SH OPTIONS OF EVERY COMMAND",
    ...globalOptions.flatMap((option) => tagged(option.flags, optionText(option))),
    ".SH EXIT STATUS",
    ...exitCodes.flatMap(([code, text]) => tagged(code, text)),
    ".SH ENVIRONMENT",
    ...variables.flatMap(([name, text]) => tagged(name, text)),
    ".SH FILES",
    ...files.flatMap(([name, text]) => tagged(name, text)),
    ".SH SEE ALSO",
    ".BR git (1)",
  ];
  return `${lines.join("\n")}\n`;
}

const variables = [
  ["NO_COLOR, FORCE_COLOR", "no colour; colour off a terminal too"],
  ["TAGLINE_API_KEY", "keys that serve accepts"],
  ["TAGLINE_REMOTE_TIMEOUT", "seconds that a remote may take to answer"],
  ["TAGLINE_DEBUG", "set to 1, a bug's report has its trace"],
] as const;

const files = [
  ["agents/<agent>/agent.yaml", "an agent; beside it llm.yaml or flow.yaml"],
  ["phone-numbers.yaml", "where each number points"],
  ["tagline.yaml", "settings, optional"],
] as const;

function section({ name, description, usage, ...rest }: CommandDescription): string[] {
  return [
    `.SS ${roff(name)}`,
    ".B",
    roff(usage),
    ".PP",
    ...paragraph(description),
    ...rest.arguments.flatMap((argument) => tagged(argument.name, argument.description)),
    ...rest.options.flatMap((option) => tagged(option.flags, optionText(option))),
    ".PP",
    "Examples:",
    ".PP",
    ".nf",
    ...rest.examples.map((example) => `    ${roff(example)}`),
    ".fi",
  ];
}

function tagged(term: string, text: string): string[] {
  return [".TP", `\\fB${roff(term)}\\fR`, ...paragraph(text)];
}

/** A line for each sentence, so that roff puts the space between them; long ones over several. */
function paragraph(text: string): string[] {
  return text
    .split(/(?<=\.) (?=[A-Z])/)
    .flatMap((sentence) => wrapText(sentence, 76).map((line) => roff(line.trimEnd())));
}

/** Text for roff: a hyphen that can be copied, no escape, and no request at the start of a line. */
function roff(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^[.']/, "\\&$&");
}
