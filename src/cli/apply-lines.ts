import type { PlannedAttach } from "../attach/index.js";
import { jsonLineChanges, lineChangesText, linesMovedText } from "../format/line-changes.js";
import { remoteBranch, whereText } from "../format/push.js";
import type { CommandInput } from "./command.js";
import { confirm } from "./confirm.js";

/** Shows a plan of lines that move, asks, applies, and says what was done: for `attach` and `detach`. */
export async function applyLines(input: CommandInput, plan: PlannedAttach): Promise<number> {
  const { world, theme, stderrTheme, json, quiet } = input;
  const { changes } = plan;
  if (changes.length === 0) {
    world.stdout.write(
      json ? jsonLineChanges(changes, null, false) : "Nothing to change: it points there already.\n",
    );
    return 0;
  }
  world.stderr.write(lineChangesText(changes, stderrTheme));
  if (plan.push !== null)
    world.stderr.write(`  ${stderrTheme.muted(`goes to ${remoteBranch(plan.push)}`)}\n`);
  if (!(await confirm(input, "Move these lines?"))) {
    world.stderr.write("Nothing was changed.\n");
    return 0;
  }
  const { commit } = await plan.apply();
  world.stdout.write(
    json ? jsonLineChanges(changes, commit, plan.push !== null) : linesMovedText(changes, theme),
  );
  if (!quiet && !json)
    world.stderr.write(commit === null ? "  edited, not committed\n" : whereText(plan.push));
  return 0;
}
