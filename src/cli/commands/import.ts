import { importText, jsonImport } from "../../format/import.js";
import { planImportation } from "../../import/index.js";
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
    { flags: "--dry-run", description: "say what would be written and stop" },
  ],
  writes: true,
  examples: [
    "tagline import receptionist.json",
    "tagline import agent.json llm.json --as front-desk",
    "tagline import flow.json --voice 11labs-Adrian",
  ],
  async run({ args, options, world, theme, json, quiet }) {
    const planned = await planImportation(world, args, {
      as: textOption(options, "as"),
      voice: textOption(options, "voice"),
      keepSecrets: options.keepSecrets === true,
    });
    const isDry = options.dryRun === true;
    if (!isDry) await planned.apply();
    const { agents, warnings } = planned.plan;
    const report = { status: isDry ? ("planned" as const) : ("imported" as const), agents, warnings };
    world.stdout.write(json ? jsonImport(report) : importText(report, theme));
    const [first] = agents;
    if (!json && !quiet && !isDry && first !== undefined) {
      const named = agents.length === 1 ? first.slug : "";
      world.stderr.write(`Next: tagline validate ${named}`.trimEnd().concat("\n"));
      if (!planned.hasSchemas)
        world.stderr.write("For hover and completion in editors: tagline schema --write\n");
    }
    return 0;
  },
};
