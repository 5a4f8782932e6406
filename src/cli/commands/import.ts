import {
  type ImportReport,
  importDetails,
  importedText,
  importPlanText,
  jsonImport,
} from "../../format/import.js";
import { plainText } from "../../format/plain-text.js";
import { type ImportListener, planImportation, type TakenName } from "../../import/index.js";
import { summarize } from "../../import/summarize.js";
import { type Command, type CommandInput, textOption } from "../command.js";
import { type Progress, progress } from "../progress.js";

/** `import`: writes new agents only, so it does not ask, except for a name that is taken. Nothing is overwritten. */
export const importCommand: Command = {
  summary: "turn dashboard exports and API bodies into YAML",
  description:
    "Makes an agent of each export. Several files, or a directory of them, are joined, agent to engine, by id. Secrets move to the environment; ids go to tagline.ids.yaml.",
  arguments: [
    {
      name: "<file.json...>",
      description:
        "dashboard exports, or bodies of get-agent, get-retell-llm, get-conversation-flow, or directories of them",
    },
  ],
  options: [
    { flags: "--as <slug>", description: "name of the agent; of several, their prefix" },
    { flags: "--voice <id>", description: "voice of an engine that comes without an agent" },
    { flags: "--keep-secrets", description: "leave secrets in the files" },
    { flags: "--dry-run", description: "show the plan and stop" },
  ],
  writes: true,
  examples: [
    "tagline import receptionist.json",
    "tagline import agent.json llm.json --as front-desk",
    "tagline import exports/ --as clinic",
    "tagline import flow.json --voice 11labs-Adrian",
  ],
  async run(input) {
    const { args, options, world, theme, stderrTheme, json, quiet } = input;
    const isDry = options.dryRun === true;
    const line = progress(input);
    try {
      const importOptions = {
        as: textOption(options, "as"),
        voice: textOption(options, "voice"),
        keepSecrets: options.keepSecrets === true,
      };
      const planned = await planImportation(world, args, importOptions, listener(input, line));
      line.clear();
      const { agents, warnings } = planned.plan;
      const [first] = agents;
      const tells = !json && !quiet;
      const report = (status: ImportReport["status"]): ImportReport => ({
        ...{ status, agents, warnings },
        summary: summarize(agents),
      });
      const details = (of: ImportReport): string => importDetails(of, theme, world.stdout.columns ?? null);
      if (first === undefined && !json) {
        world.stderr.write("Nothing was imported.\n");
        return 0;
      }
      if (isDry) {
        const plan = report("planned");
        world.stdout.write(json ? jsonImport(plan) : importPlanText(plan, theme) + details(plan));
        return 0;
      }
      if (tells) world.stderr.write(importPlanText(planned.plan, stderrTheme));
      await planned.apply();
      line.clear();
      const done = report("imported");
      world.stdout.write(json ? jsonImport(done) : importedText(done, theme) + details(done));
      if (tells) {
        const named = agents.length === 1 && first !== undefined ? ` ${first.slug}` : "";
        world.stderr.write(`Next: tagline validate${named}\n`);
        if (!planned.hasSchemas)
          world.stderr.write("For hover and completion in editors: tagline schema --write\n");
      }
      return 0;
    } finally {
      line.clear();
    }
  },
};

/** Tells how far it is; on a terminal, also asks for the names of agents whose own is taken. */
function listener({ world, json, yes }: CommandInput, line: Progress): ImportListener {
  const { ask, stderr } = world;
  const onProgress: ImportListener["onProgress"] = ({ step, done, total }) =>
    line.tell(`${done} of ${total} ${step}`);
  if (ask === undefined || json || yes) return { onProgress };
  return {
    onProgress,
    async rename({ slug, source, free, isFree }: TakenName) {
      line.clear();
      stderr.write(`agents/${slug} is there already.\n`);
      for (;;) {
        const answer = await ask(`Name for ${plainText(source)} (- leaves it out) [${free}]: `);
        const name = answer?.trim();
        if (name === undefined || name === "-") return null;
        if (name === "") return free;
        if (isFree(name)) return name;
        stderr.write(`${JSON.stringify(name)} is taken, or cannot name an agent.\n`);
      }
    },
  };
}
