import { resolve } from "node:path";
import { failure } from "../../errors.js";
import { exportAgent, exportShapes } from "../../export/index.js";
import { movedTagsText } from "../../format/moved-tags.js";
import { formatRev } from "../../model/version.js";
import { showAgent } from "../../show/index.js";
import { agentAndRev } from "../agent-and-rev.js";
import { type Command, textOption } from "../command.js";

/** `export`: the inverse of `import`. */
export const exportCommand: Command = {
  summary: "write an agent as the JSON that the dashboard imports",
  description:
    "Writes the agent with its engine inside. Secrets are <<NAME>> and listed, unless --with-secrets.",
  arguments: [{ name: "<agent[@rev]>", description: "receptionist, receptionist@v3, receptionist@draft" }],
  options: [
    { flags: "-o, --output <file>", description: "write to a file (default: standard output)" },
    {
      flags: "--shape <shape>",
      description: "the dashboard's file, or one body of the API",
      choices: exportShapes,
    },
    { flags: "--with-secrets", description: "put in the values of environment variables" },
  ],
  writes: true,
  examples: [
    "tagline export receptionist -o receptionist.json",
    "tagline export receptionist@v3 --shape llm",
    "tagline export intake --with-secrets -o intake.json",
  ],
  async run({ args, options, world, stderrTheme, quiet }) {
    const { slug, rev } = agentAndRev(args[0] ?? "");
    const shown = await showAgent(world, slug, rev);
    if (!quiet)
      world.stderr.write(
        movedTagsText(
          [shown.moved].flatMap((version) => version ?? []),
          stderrTheme,
        ),
      );
    const shape = exportShapes.find((known) => known === options.shape) ?? "dashboard";
    const withSecrets = options.withSecrets === true;
    const { value, env } = exportAgent(shown.agent, { shape, secrets: withSecrets ? world.env : null });
    const text = `${JSON.stringify(value, null, 2)}\n`;
    const output = textOption(options, "output");
    if (output === null) world.stdout.write(text);
    else await write(resolve(world.cwd, output), text);
    if (quiet) return 0;
    const to = output === null ? "" : ` to ${output}`;
    world.stderr.write(`exported ${slug} (${formatRev(shown.rev)})${to}\n`);
    if (env.length > 0)
      world.stderr.write(
        withSecrets
          ? `holds the values of ${env.join(", ")}: not for git\n`
          : `to fill in: ${env.map((name) => `<<${name}>>`).join(", ")}\n`,
      );
    return 0;

    async function write(path: string, content: string): Promise<void> {
      // Where it holds secrets, other users of the machine must not read it.
      const mode = withSecrets && env.length > 0 ? 0o600 : 0o666;
      await world.fs.writeFile(path, content, { mode }).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw failure("cannot-write", { file: path, reason });
      });
    }
  },
};
