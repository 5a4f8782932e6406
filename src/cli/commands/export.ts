import { resolve } from "node:path";
import { failure } from "../../errors.js";
import { exportAgent, exportShapes } from "../../export/index.js";
import { exportedText, exportNotes, jsonExport } from "../../format/export.js";
import { movedTagsText } from "../../format/moved-tags.js";
import { errnoOf } from "../../git/errno.js";
import { showAgent } from "../../show/index.js";
import type { World } from "../../world.js";
import { agentAndRev } from "../agent-and-rev.js";
import { type Command, textOption } from "../command.js";

/** `export`: the inverse of `import`. */
export const exportCommand: Command = {
  summary: "write an agent as the JSON that the dashboard imports",
  description:
    "Writes the agent with its engine inside. Secrets are <<NAME>> and listed, unless --with-secrets.",
  arguments: [{ name: "<agent[@rev]>", description: "receptionist, receptionist@v3, receptionist@draft" }],
  options: [
    { flags: "-o, --output <file>", description: "write to a file (standard output unless told)" },
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
  async run({ args, options, world, theme, stderrTheme, json, quiet }) {
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
    const file = textOption(options, "output");
    const report = { agent: slug, rev: shown.rev, commit: shown.commit, shape, file, env, withSecrets };
    if (file === null) {
      world.stdout.write(text);
      if (!quiet) world.stderr.write(exportNotes(report, stderrTheme));
      return 0;
    }
    // Where it holds secrets, other users of the machine must not read it.
    await write(world, file, text, withSecrets && env.length > 0 ? 0o600 : 0o666);
    world.stdout.write(json ? jsonExport(report) : exportedText(report, theme));
    if (!quiet && !json) world.stderr.write(exportNotes(report, stderrTheme));
    return 0;
  },
};

async function write({ fs, cwd }: World, file: string, text: string, mode: number): Promise<void> {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such directory",
    ENOTDIR: "there is no such directory",
    EISDIR: "it is a directory",
    EACCES: "that is not allowed here",
  };
  await fs.writeFile(resolve(cwd, file), text, { mode }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw failure("cannot-write", { file, reason: reasons[errnoOf(error) ?? ""] ?? reason });
  });
}
