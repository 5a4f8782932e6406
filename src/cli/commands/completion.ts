import { join } from "node:path";
import { meant } from "../../config/did-you-mean.js";
import { failure } from "../../errors.js";
import { jsonDocument } from "../../format/json.js";
import type { Command } from "../command.js";

const shells = ["bash", "zsh", "fish"];

/** `completion`: what a shell reads to complete commands, options, agents, versions and numbers. */
export const completionCommand: Command = {
  summary: "print what a shell needs to complete commands",
  description:
    "Prints the script that makes bash, zsh or fish complete commands, options, agents, versions, numbers and revs. Its first lines say where to put it.",
  arguments: [{ name: "<shell>", description: shells.join(", ") }],
  options: [],
  writes: false,
  examples: ["tagline completion bash", "tagline completion zsh", "tagline completion fish"],
  async run({ args, world, installation, json, quiet }) {
    const [name = ""] = args;
    if (!shells.includes(name)) {
      const near = meant(name, shells);
      throw failure("usage", {
        message: `tagline completion does not know the shell ${JSON.stringify(name)}.`,
        hint: near === null ? `one of: ${shells.join(", ")}` : `did you mean tagline completion ${near}?`,
      });
    }
    const path = join(installation.directory, "dist", "completion", `tagline.${name}`);
    const script = await world.fs.readFile(path, "utf8");
    world.stdout.write(json ? jsonDocument({ shell: name, script }) : script);
    // On a screen its first lines are gone by then; a shell that reads it is told nothing.
    const place = /^# (In .*)$/m.exec(script)?.[1];
    if (world.stdout.isTerminal && !json && !quiet && place !== undefined) world.stderr.write(`${place}\n`);
    return 0;
  },
};
