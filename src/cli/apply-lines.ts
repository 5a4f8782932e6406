import type { PlannedAttach } from "../attach/index.js";
import { lineChangeText } from "../format/deploy.js";
import { pinsText } from "../format/pins.js";
import type { CommandInput } from "./command.js";
import { confirm } from "./confirm.js";

/** Shows a plan of lines that move, asks, applies, and says what was done: for `attach` and `detach`. */
export async function applyLines(input: CommandInput, plan: PlannedAttach, command: string): Promise<number> {
  const { world, theme, json, quiet } = input;
  if (plan.changes.length === 0) {
    if (json) world.stdout.write(resultJson(plan, null));
    else world.stdout.write("Nothing to change: it points there already.\n");
    return 0;
  }
  if (!json) world.stderr.write(plan.changes.map((change) => `${lineChangeText(change, theme)}\n`).join(""));
  if (!(await confirm(input, "Move these lines?", command))) {
    world.stderr.write("Nothing was changed.\n");
    return 0;
  }
  const { commit } = await plan.apply();
  if (json) {
    world.stdout.write(resultJson(plan, commit));
    return 0;
  }
  for (const { number, direction, after } of plan.changes)
    world.stdout.write(`${theme.ok("✓")} ${number} ${direction}: ${theme.pinned(pinsText(after))}\n`);
  if (!quiet)
    world.stderr.write(
      commit === null
        ? "  edited, not committed\n"
        : `  committed here (${commit.slice(0, 12)}), not pushed\n`,
    );
  return 0;
}

function resultJson(plan: PlannedAttach, commit: string | null): string {
  return `${JSON.stringify({ changes: plan.changes, commit, pushed: false }, null, 2)}\n`;
}
