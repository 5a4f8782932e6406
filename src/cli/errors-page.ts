import { type ErrorCode, type ErrorData, failure, type TaglineError } from "../errors.js";
import { errorSamples } from "./error-samples.js";
import { exitCodes } from "./exit-codes.js";

/** An example of each refusal, in the catalogue's order. */
export function sampleErrors(): TaglineError[] {
  return (Object.keys(errorSamples) as ErrorCode[]).map(sampleError);
}

function sampleError<C extends ErrorCode>(code: C): TaglineError {
  return failure(code, ...(errorSamples[code] as ErrorData<C>));
}

/** The text of docs/errors.md: every code of a refusal by exit code, with an example of its sentences. */
export function errorsPage(): string {
  const errors = sampleErrors();
  const groups = exitCodes.flatMap(([exit, means]) => {
    const rows = errors.filter((error) => `${error.exit}` === exit).map(row);
    if (rows.length === 0) return [];
    return [`## Exit ${exit}\n\n${means}\n\n| code | such as |\n| --- | --- |\n${rows.join("\n")}\n`];
  });
  return `# Errors

Made by \`npm run errors\` from the catalogue in the source.

A command that fails says what happened, with the value, and in most cases one thing to do: \`error:\` and \`hint:\` on stderr, or under \`--json\` \`{"error": {"code", "message", "hint"}}\` on stdout. The code and its exit code are stable; the sentences are for people. A bug in Tagline is \`internal\`, exit 70. What \`validate\` finds in files has [codes of its own](rules.md).

${groups.join("\n")}`;
}

function row({ code, message, hint }: TaglineError): string {
  const told = hint === undefined ? "" : `<br>hint: ${cell(hint)}`;
  return `| \`${code}\` | ${cell(message)}${told} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
