import { TaglineError } from "../errors.js";
import type { InitProtection } from "../format/init.js";
import { protectPlanText } from "../format/protect.js";
import { planProtection } from "../protect/index.js";
import type { World } from "../world.js";
import type { CommandInput } from "./command.js";
import { confirm, showPlan } from "./confirm.js";

/** How it went, and the exit code. */
interface Offered {
  readonly told: InitProtection | null;
  readonly exit: number;
}

const notOffered: Offered = { told: null, exit: 0 };

/**
 * Installs the hook that protects versions in the repository of `world`: with `--protect`, or when the person says yes
 * to the offer that follows `isMade`. What keeps a wanted one from being installed is told, and is the exit code.
 */
export async function offerProtection(input: CommandInput, world: World, isMade: boolean): Promise<Offered> {
  const { options, stderrTheme, yes, json } = input;
  if (options.dryRun === true) return notOffered;
  const isWanted = options.protect === true;
  if (!isWanted && (!isMade || yes || json || world.ask === undefined)) return notOffered;
  try {
    const planned = await planProtection(world, "install");
    if (planned.plan.steps.length === 0)
      return isWanted ? { told: { status: "unchanged", error: null }, exit: 0 } : notOffered;
    if (!isWanted || planned.plan.asks) {
      showPlan(input, protectPlanText({ ...planned, action: "install" }, stderrTheme));
      if (!(await confirm(input, "Have git refuse to move or delete a version here?"))) return notOffered;
    }
    await planned.apply();
    return { told: { status: "installed", error: null }, exit: 0 };
  } catch (error) {
    if (!(error instanceof TaglineError)) throw error;
    if (!isWanted) return notOffered;
    const hint = error.hint === undefined ? "" : ` (${error.hint})`;
    return { told: { status: "failed", error: `${error.message}${hint}` }, exit: error.exit };
  }
}
