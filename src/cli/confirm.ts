import { failure } from "../errors.js";
import type { CommandInput } from "./command.js";

/** Shows on stderr what is about to be done; under `--quiet` only where somebody is asked. */
export function showPlan({ world, quiet, yes }: CommandInput, text: string): void {
  if (!(quiet && yes)) world.stderr.write(text);
}

/**
 * Asks before something is written; the plan was shown already. Yes must be typed; `--yes` is the answer in
 * advance. Throws `needs-yes` where there is no terminal to ask on.
 */
export async function confirm(input: CommandInput, question: string): Promise<boolean> {
  if (input.yes) return true;
  const { ask } = input.world;
  if (ask === undefined) throw failure("needs-yes", { command: input.commandLine });
  const answer = await ask(`${question} [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? "");
}
