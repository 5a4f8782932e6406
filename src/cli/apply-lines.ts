import type { PlannedAttach } from "../attach/index.js";
import { jsonLineChanges, lineChangesText, linesMovedText } from "../format/line-changes.js";
import { type LineNotes, lineNotesText, undoCommands } from "../format/line-notes.js";
import { remoteBranch, whereText } from "../format/push.js";
import type { CommandInput } from "./command.js";
import { confirm, showPlan } from "./confirm.js";

/** What a command says of its lines beside their moving. */
export interface LinesTold extends Partial<Omit<LineNotes, "added">> {
  /** Said when no line moves. */
  readonly nothing: string;
}

/** Shows a plan of lines that move, asks, applies, and says what was done: for `attach`, `detach`, `rollback`. */
export async function applyLines(
  input: CommandInput,
  plan: PlannedAttach,
  { nothing, goingBack = [], passedOver = [], followingDraft = [] }: LinesTold,
): Promise<number> {
  const { world, options, theme, stderrTheme, json, quiet } = input;
  const { changes, added } = plan;
  const undo = undoCommands(changes, options.commit !== false);
  const report = { changes, commit: null, pushed: false, undo };
  const notes = lineNotesText({ added, goingBack, passedOver, followingDraft }, stderrTheme);
  if (changes.length === 0) {
    world.stdout.write(json ? jsonLineChanges({ ...report, status: "unchanged" }) : `${nothing}\n`);
    if (!quiet && !json) world.stderr.write(notes);
    return 0;
  }
  if (options.dryRun === true) {
    world.stdout.write(
      json ? jsonLineChanges({ ...report, status: "planned" }) : lineChangesText(changes, theme),
    );
    if (!quiet && !json) world.stderr.write(notes);
    return 0;
  }
  const goes = plan.push === null ? "" : `  ${stderrTheme.muted(`goes to ${remoteBranch(plan.push)}`)}\n`;
  showPlan(input, lineChangesText(changes, stderrTheme) + notes + goes);
  if (!(await confirm(input, changes.length === 1 ? "Move this line?" : "Move these lines?"))) {
    world.stderr.write("Nothing was changed.\n");
    if (json) world.stdout.write(jsonLineChanges({ ...report, status: "planned" }));
    return 0;
  }
  const { commit } = await plan.apply();
  const pushed = plan.push !== null;
  world.stdout.write(
    json ? jsonLineChanges({ ...report, status: "moved", commit, pushed }) : linesMovedText(changes, theme),
  );
  if (quiet || json) return 0;
  world.stderr.write(commit === null ? "  edited, not committed\n" : whereText(plan.push));
  for (const command of undo) world.stderr.write(`  undo: ${command}\n`);
  return 0;
}
