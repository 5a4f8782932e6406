import type { Command, CommandOption } from "./command.js";
import { ownOptions } from "./own-options.js";
import { commandTable } from "./table.js";

/** What there is to say of a command, for the reference and the manual page. */
export interface CommandDescription {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** `tagline deploy [options] [agent...]` */
  readonly usage: string;
  readonly arguments: Command["arguments"];
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
}

/** Every command in the table's order. */
export async function describeCommands(): Promise<readonly CommandDescription[]> {
  return Promise.all(
    commandTable.map(async ({ name, summary, load }) => {
      const command = await load();
      const words = ["tagline", name, "[options]", ...command.arguments.map((argument) => argument.name)];
      return {
        name,
        summary,
        description: command.description ?? `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
        usage: words.join(" "),
        arguments: command.arguments,
        options: ownOptions(command),
        examples: command.examples,
      };
    }),
  );
}
