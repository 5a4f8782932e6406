import type { PushRequest } from "../push/index.js";
import { type CommandInput, type CommandOption, textOption } from "./command.js";

/** The options of commands that push: where the branch has an upstream, they do so unasked. */
export const pushOptions: readonly CommandOption[] = [
  {
    flags: "--push [remote]",
    description: "push branch and versions, also where the branch has no upstream",
  },
  { flags: "--no-push", description: "commit here only" },
];

/** What `--push` and `--no-push` ask for. */
export function pushRequest(options: CommandInput["options"]): PushRequest {
  if (options.push === false) return { kind: "no" };
  if (options.push === undefined) return { kind: "upstream" };
  return { kind: "to", remote: textOption(options, "push") };
}
