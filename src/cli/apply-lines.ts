import type { PlannedAttach } from "../attach/index.js";
import { jsonLineChanges, lineChangesText, linesMovedText } from "../format/line-changes.js";
import { remoteBranch, whereText } from "../format/push.js";
import type { LineChange } from "../model/manifest.js";
import type { CommandInput } from "./command.js";
import { confirm } from "./confirm.js";

/** What a command says of its lines beside their moving. */
export interface LinesTold {
  /** Shown under the plan. */
  readonly notes?: string;
  /** Said when no line moves. */
  readonly nothing?: string;
  /** The commands that take the change back. */
  readonly undo?: (changes: readonly LineChange[], isCommitted: boolean) => readonly string[];
}

/** Shows a plan of lines that move, asks, applies, and says what was done: for `attach`, `detach`, `rollback`. */
export async function applyLines(
  input: CommandInput,
  plan: PlannedAttach,
  { notes = "", nothing = "Nothing to change: it points there already.", undo }: LinesTold = {},
): Promise<number> {
  const { world, options, theme, stderrTheme, json, quiet } = input;
  const { changes } = plan;
  const commits = options.commit !== false;
  if (changes.length === 0) {
    world.stdout.write(json ? jsonLineChanges(changes, null, false, undo?.([], commits)) : `${nothing}\n`);
    if (!quiet && !json) world.stderr.write(notes);
    return 0;
  }
  if (options.dryRun === true) {
    const back = undo?.(changes, commits);
    world.stdout.write(json ? jsonLineChanges(changes, null, false, back) : lineChangesText(changes, theme));
    if (!quiet && !json) world.stderr.write(notes);
    return 0;
  }
  world.stderr.write(lineChangesText(changes, stderrTheme));
  world.stderr.write(notes);
  if (plan.push !== null)
    world.stderr.write(`  ${stderrTheme.muted(`goes to ${remoteBranch(plan.push)}`)}\n`);
  if (!(await confirm(input, "Move these lines?"))) {
    world.stderr.write("Nothing was changed.\n");
    return 0;
  }
  const { commit } = await plan.apply();
  const back = undo?.(changes, commits);
  world.stdout.write(
    json ? jsonLineChanges(changes, commit, plan.push !== null, back) : linesMovedText(changes, theme),
  );
  if (quiet || json) return 0;
  world.stderr.write(commit === null ? "  edited, not committed\n" : whereText(plan.push));
  for (const command of back ?? []) world.stderr.write(`  undo: ${command}\n`);
  return 0;
}
