import { writeYaml } from "../../config/write-yaml.js";
import { formatRev, type Rev } from "../../model/version.js";
import { showAgent } from "../../show/index.js";
import { agentAndRev } from "../agent-and-rev.js";
import type { Command } from "../command.js";

/** `show`: one agent, whole, with `$file` in place and `$env` symbolic. */
export const showCommand: Command = {
  summary: "print an agent's configuration at any version",
  description: "Prints agent and engine as one document. Secrets stay symbolic.",
  arguments: [{ name: "<agent[@rev]>", description: "receptionist, receptionist@v3, receptionist@draft" }],
  options: [],
  writes: false,
  examples: [
    "tagline show receptionist",
    "tagline show receptionist@v3",
    "tagline show receptionist@draft --json",
  ],
  async run({ args, world, theme, json, quiet }) {
    const { slug, rev } = agentAndRev(args[0] ?? "");
    const shown = await showAgent(world, slug, rev);
    const { agent, commit } = shown;
    const engine = agent.engine.kind === "custom-llm" ? {} : { engine: agent.engine.config };
    const version = shown.rev.kind === "version" ? shown.rev.version : null;
    if (json) {
      const body = {
        agent: slug,
        version,
        ref: formatRev(shown.rev),
        commit,
        agentConfig: agent.config,
        ...engine,
      };
      world.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
      return 0;
    }
    if (!quiet) world.stderr.write(theme.muted(`# ${slug} ${whence(shown.rev)}\n`));
    world.stdout.write(writeYaml({ agent: agent.config, ...engine }));
    return 0;
  },
};

function whence(rev: Rev): string {
  return rev.kind === "worktree" ? "in the working tree" : `at ${formatRev(rev)}`;
}
