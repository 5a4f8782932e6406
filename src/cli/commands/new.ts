import { jsonNewAgent, type NewAgentReport, newAgentPlanText, newAgentText } from "../../format/new.js";
import { engineTypes } from "../../model/agent.js";
import { planNewAgent } from "../../new/index.js";
import { type Command, textOption } from "../command.js";

/** `new`: writes new files only, so it does not ask, and overwrites nothing. */
export const newCommand: Command = {
  summary: "make a new agent, valid at once",
  description:
    "Makes agents/<agent>/ with everything that such an agent needs, to be edited. Of a custom LLM the address comes from the environment unless --url says it.",
  arguments: [{ name: "<agent>", description: "its name: lower-case letters, digits and hyphens" }],
  options: [
    {
      flags: "--engine <type>",
      description: "what makes it answer (retell-llm unless told)",
      choices: engineTypes,
    },
    { flags: "--name <text>", description: "what people call it" },
    { flags: "--voice <id>", description: "its voice (11labs-Adrian unless told)" },
    { flags: "--language <tag>", description: "its language (en-US unless told)" },
    { flags: "--url <url>", description: "the server of a custom LLM: wss://…" },
    { flags: "--dry-run", description: "show the plan and stop" },
  ],
  writes: true,
  examples: [
    "tagline new front-desk",
    "tagline new intake --engine conversation-flow --voice 11labs-Myra",
    "tagline new survey --engine custom-llm --url wss://llm.example.com/survey",
  ],
  async run({ args, options, world, theme, stderrTheme, json, quiet }) {
    const engine = textOption(options, "engine");
    const { plan, hasSchemas, apply } = await planNewAgent(world, {
      slug: args[0] ?? "",
      engine: engineTypes.find((known) => known === engine) ?? "retell-llm",
      name: textOption(options, "name"),
      voice: textOption(options, "voice"),
      language: textOption(options, "language"),
      url: textOption(options, "url"),
    });
    const report = (status: NewAgentReport["status"]): NewAgentReport => ({ ...plan, status });
    if (options.dryRun === true) {
      const planned = report("planned");
      world.stdout.write(json ? jsonNewAgent(planned) : newAgentPlanText(planned, theme));
      return 0;
    }
    const tells = !json && !quiet;
    if (tells) world.stderr.write(newAgentPlanText(report("planned"), stderrTheme));
    await apply();
    const made = report("made");
    world.stdout.write(json ? jsonNewAgent(made) : newAgentText(made, theme));
    if (tells) {
      const first = [...plan.files.keys()].at(-1);
      world.stderr.write(`Next: edit ${first}, then: tagline validate ${plan.slug}\n`);
      if (!hasSchemas) world.stderr.write("For hover and completion in editors: tagline schema --write\n");
    }
    return 0;
  },
};
