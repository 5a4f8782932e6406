import { nearest } from "../../config/did-you-mean.js";
import { failure } from "../../errors.js";
import {
  jsonProtect,
  jsonProtection,
  protectionText,
  protectPlanText,
  protectResultText,
} from "../../format/protect.js";
import { planProtection, readProtection } from "../../protect/index.js";
import type { Command, CommandInput } from "../command.js";
import { confirm, showPlan } from "../confirm.js";

const actions = ["install", "status", "remove"] as const;
type Action = (typeof actions)[number];

/** `protect`: the hook that keeps git itself from moving and deleting version tags. */
export const protectCommand: Command = {
  summary: "keep git itself from moving or deleting versions",
  description:
    "Installs a reference-transaction hook, with which git refuses to move or delete the tags v<N>, whoever asks. A hook of your own is kept and runs first.",
  arguments: [{ name: "<action>", description: "install, status (exit 1 when not protected) or remove" }],
  options: [{ flags: "--dry-run", description: "show what would be written and stop" }],
  writes: true,
  examples: ["tagline protect install", "tagline protect status", "tagline protect remove"],
  async run(input) {
    const action = actionOf(input.args[0] ?? "");
    return action === "status" ? status(input) : change(input, action);
  },
};

async function status({ world, theme, json }: CommandInput): Promise<number> {
  const protection = await readProtection(world);
  world.stdout.write(json ? jsonProtection(protection) : protectionText(protection, theme));
  return protection.protected ? 0 : 1;
}

async function change(input: CommandInput, action: "install" | "remove"): Promise<number> {
  const { world, options, theme, stderrTheme, json, quiet } = input;
  const planned = await planProtection(world, action);
  const report = { ...planned, action };
  const idle = planned.plan.steps.length === 0;
  if (options.dryRun === true && !idle) {
    world.stdout.write(json ? jsonProtect(report, "planned") : protectPlanText(report, theme));
    return 0;
  }
  if (!idle) {
    if (planned.plan.asks || !quiet) showPlan(input, protectPlanText(report, stderrTheme));
    const question = action === "install" ? "Install the hook?" : "Remove the hook?";
    if (planned.plan.asks && !(await confirm(input, question))) {
      world.stderr.write("Nothing was changed.\n");
      if (json) world.stdout.write(jsonProtect(report, "planned"));
      return 0;
    }
    await planned.apply();
  }
  const done = action === "install" ? "installed" : "removed";
  world.stdout.write(
    json ? jsonProtect(report, idle ? "unchanged" : done) : protectResultText(report, theme),
  );
  return 0;
}

function actionOf(text: string): Action {
  const found = actions.find((action) => action === text);
  if (found !== undefined) return found;
  const near = nearest(text, actions);
  throw failure("usage", {
    message: `tagline protect cannot ${JSON.stringify(text)}.`,
    hint: near === null ? `one of: ${actions.join(", ")}` : `did you mean tagline protect ${near}?`,
  });
}
