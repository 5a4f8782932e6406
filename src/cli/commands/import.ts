import { resolve } from "node:path";
import { failure } from "../../errors.js";
import { importSummary } from "../../format/import.js";
import { planImportation } from "../../import/index.js";
import { pathsOf } from "../../import/plan.js";
import { isSlug } from "../../model/agent.js";
import { type Command, textOption } from "../command.js";

/** `import`: writes new agents only, so it does not ask; nothing is overwritten. */
export const importCommand: Command = {
  summary: "turn dashboard exports and API bodies into YAML",
  description:
    "Makes an agent of each export. Several files are joined, agent to engine, by id. Secrets move to the environment; ids go to tagline.ids.yaml.",
  arguments: [
    {
      name: "<file.json...>",
      description: "dashboard exports, or bodies of get-agent, get-retell-llm, get-conversation-flow",
    },
  ],
  options: [
    { flags: "--as <slug>", description: "name of the agent; of several, their prefix" },
    { flags: "--voice <id>", description: "voice of an engine that comes without an agent" },
    { flags: "--keep-secrets", description: "leave secrets in the files" },
  ],
  writes: true,
  examples: [
    "tagline import receptionist.json",
    "tagline import agent.json llm.json --as front-desk",
    "tagline import flow.json --voice 11labs-Adrian",
  ],
  async run({ args, options, world, theme, json, quiet }) {
    const as = textOption(options, "as");
    if (as !== null && !isSlug(as))
      throw failure("usage", {
        message: `"${as}" cannot name an agent.`,
        hint: "use lower-case letters, digits and hyphens",
      });
    const files = await Promise.all(args.map(async (name) => ({ name, text: await readText(name) })));
    const planned = await planImportation(world, files, {
      as,
      voice: textOption(options, "voice"),
      keepSecrets: options.keepSecrets === true,
    });
    await planned.apply();
    const agents = planned.plan.agents.map((agent) => ({
      agent: agent.slug,
      from: agent.from,
      files: pathsOf(agent),
      stripped: agent.stripped,
      env: agent.env,
    }));
    const { warnings } = planned.plan;
    if (json) world.stdout.write(`${JSON.stringify({ agents, warnings }, null, 2)}\n`);
    else world.stdout.write(importSummary(agents, warnings, theme));
    if (!json && !quiet) world.stderr.write("Next: tagline validate\n");
    return 0;

    async function readText(name: string): Promise<string> {
      try {
        const bytes = await world.fs.readFile(resolve(world.cwd, name));
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch (error) {
        const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
        throw failure("bad-import", {
          file: name,
          reason: missing ? "there is no such file" : "it cannot be read as UTF-8 text",
        });
      }
    }
  },
};
