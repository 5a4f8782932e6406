import { relative } from "node:path";
import { type InitReport, initPlanText, initResultText, jsonInit } from "../../format/init.js";
import type { InitRequest } from "../../init/facts.js";
import { planInitialization } from "../../init/index.js";
import { readPlace } from "../../init/place.js";
import { type InitPlan, isIdle } from "../../init/plan.js";
import { engineTypes } from "../../model/agent.js";
import { manifestPath } from "../../model/manifest.js";
import { askInit } from "../ask-init.js";
import { type Command, type CommandInput, textOption } from "../command.js";
import { confirm, showPlan } from "../confirm.js";
import { offerProtection } from "../offer-protection.js";
import { phoneNumber } from "../phone-number.js";
import { shellWords } from "../shell-words.js";

/** `init`: whatever a directory lacks to be a repository of agents. Nothing that is there is written over. */
export const initCommand: Command = {
  summary: "make a repository of agents, ready to deploy",
  description:
    "Makes what is missing: the git repository, one working agent, phone-numbers.yaml, settings for editors, .gitattributes, GitHub workflows, a README. What is there stays as it is, and nothing is committed. Can be run again at any time.",
  arguments: [{ name: "[dir]", description: "where; this directory unless told" }],
  options: [
    { flags: "--agent <name>", description: "the first agent (receptionist unless told)" },
    {
      flags: "--engine <type>",
      description: "what makes it answer (retell-llm unless told)",
      choices: engineTypes,
    },
    { flags: "--voice <id>", description: "its voice (11labs-Adrian unless told)" },
    { flags: "--number <number>", description: "a phone number that follows its draft" },
    {
      flags: "--actions <owner/repo@commit>",
      description: "where the workflows take Tagline's actions from",
    },
    { flags: "--no-workflows", description: "make no GitHub workflows" },
    { flags: "--no-editor", description: "make no .vscode/ and no schemas/" },
    { flags: "--readme", description: "add a section to a README that is there" },
    { flags: "--protect", description: "install the hook that keeps versions from being moved or deleted" },
    { flags: "--dry-run", description: "show the plan and stop" },
  ],
  writes: true,
  examples: [
    "tagline init",
    'tagline init my-agents --agent "Front desk" --number +14155550100',
    "tagline init --engine conversation-flow --protect --yes",
  ],
  async run(input) {
    const { args, options, world, theme, stderrTheme, json, quiet, yes, installation } = input;
    const isDry = options.dryRun === true;
    const place = await readPlace(world, args[0] ?? null);
    const flags = await readFlags(options);
    const request = yes || json || isDry ? flags : await askInit(input, place, flags);
    if (request === null) return nothing(input);
    const { plan, apply } = await planInitialization(place, installation, request);
    const report = (status: InitReport["status"]): InitReport => ({ ...plan, status });
    const isMade = !isIdle(plan);
    const planned = (): string =>
      jsonInit(report("planned"), null, nextCommands(plan, place.agents, world.cwd));
    if (isDry && isMade) {
      world.stdout.write(json ? planned() : initPlanText(report("planned"), theme));
      return 0;
    }
    if (isMade) {
      showPlan(input, initPlanText(report("planned"), stderrTheme));
      if (!(await confirm(input, "Make these?"))) {
        if (json) world.stdout.write(planned());
        return nothing(input);
      }
      await apply();
    }
    const protection = await offerProtection(input, place.world, isMade);
    const done = report(isMade ? "made" : "unchanged");
    const next = isMade ? nextCommands(plan, place.agents, world.cwd) : ["tagline status"];
    world.stdout.write(
      json ? jsonInit(done, protection.told, next) : initResultText(done, protection.told, theme),
    );
    if (!json && !quiet) {
      if (isMade) world.stderr.write("  on disk, not committed\n");
      const [only, ...more] = next;
      const steps = more.length === 0 ? ` ${only}\n` : `\n${next.map((line) => `  ${line}\n`).join("")}`;
      world.stderr.write(`Next:${steps}`);
    }
    return protection.exit;
  },
};

function nothing({ world }: CommandInput): number {
  world.stderr.write("Nothing was made.\n");
  return 0;
}

async function readFlags(options: CommandInput["options"]): Promise<InitRequest> {
  const engine = textOption(options, "engine");
  const number = textOption(options, "number");
  return {
    agent: textOption(options, "agent"),
    engine: engineTypes.find((known) => known === engine) ?? null,
    voice: textOption(options, "voice"),
    number: number === null ? null : await phoneNumber(number),
    actions: textOption(options, "actions"),
    workflows: options.workflows !== false,
    editor: options.editor !== false,
    readme: options.readme === true,
  };
}

/** What to type next, in order; `agents` were there before, `cwd` is where the person is. */
function nextCommands(plan: InitPlan, agents: readonly string[], cwd: string): readonly string[] {
  const way = relative(cwd, plan.directory);
  const cd = way === "" ? "" : `${shellWords(["cd", way])} && `;
  const commit = `${cd}${shellWords(["git", "add", ...plan.added])} && git commit -m "Set up Tagline"`;
  const agent = plan.number?.agent ?? plan.agent?.slug ?? agents[0];
  // With versions, or numbers, it depends on them: status knows.
  if (plan.draft > 0 || agent === undefined) return [commit, "tagline status"];
  const deploy = 'tagline deploy --title "First version"';
  if (plan.kept.includes(manifestPath)) return [commit, deploy];
  return [commit, deploy, `tagline attach ${plan.number?.number ?? "+14155550100"} ${agent}@v0`];
}
