import { movedTagsText } from "../../format/moved-tags.js";
import { jsonRestore, type RestoreReport, restoredText, restorePlanText } from "../../format/restore.js";
import { planRestoration } from "../../restore/index.js";
import type { Command } from "../command.js";
import { confirm, showPlan } from "../confirm.js";
import { versionNumber } from "../version.js";

/** `restore`: a version's agents become the working tree's; the next deploy publishes them. */
export const restoreCommand: Command = {
  summary: "put a version's agents back into the working tree",
  description:
    "Makes agents/ on disk what it was in a version, all of it or the agents named. Nothing is committed, no number moves, and edits that are not committed are never written over.",
  arguments: [
    { name: "<version>", description: "such as v3" },
    { name: "[agent...]", description: "only these agents" },
  ],
  options: [{ flags: "--dry-run", description: "show the plan and stop" }],
  writes: true,
  examples: ["tagline restore v6", "tagline restore v6 receptionist", "tagline restore v6 --dry-run --json"],
  async run(input) {
    const { args, options, world, theme, stderrTheme, json, quiet } = input;
    const [text = "", ...agents] = args;
    const version = versionNumber(text, "tagline restore v6");
    const { plan, moved, apply } = await planRestoration(world, version, agents);
    if (!quiet) world.stderr.write(movedTagsText(moved === null ? [] : [moved], stderrTheme));
    const isIdle = plan.changes.length === 0;
    const report = (status: RestoreReport["status"]): RestoreReport => ({ ...plan, status });
    if (isIdle) {
      // Of a restore that was stopped, empty directories may be left.
      if (options.dryRun !== true) await apply();
      const idle = report("unchanged");
      world.stdout.write(json ? jsonRestore(idle) : restoredText(idle, theme));
      return 0;
    }
    if (options.dryRun === true) {
      const planned = report("planned");
      world.stdout.write(json ? jsonRestore(planned) : restorePlanText(planned, theme));
      return 0;
    }
    showPlan(input, restorePlanText(report("planned"), stderrTheme));
    if (!(await confirm(input, "Change these files?"))) {
      world.stderr.write("Nothing was restored.\n");
      if (json) world.stdout.write(jsonRestore(report("planned")));
      return 0;
    }
    await apply();
    const done = report("restored");
    world.stdout.write(json ? jsonRestore(done) : restoredText(done, theme));
    if (!json && !quiet)
      world.stderr.write("  on disk, not committed\n  next: tagline diff && tagline deploy\n");
    return 0;
  },
};
