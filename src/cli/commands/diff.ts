import { compare } from "../../compare/index.js";
import { jsonDiff } from "../../format/diff-json.js";
import { markdownDiff } from "../../format/diff-markdown.js";
import { prettyDiff } from "../../format/diff-pretty.js";
import { isEmptyDiff } from "../../format/diff-report.js";
import { movedTagsText } from "../../format/moved-tags.js";
import { drawChanges } from "../../graph/index.js";
import { parseRev } from "../../model/version.js";
import { type Command, listOption, textOption } from "../command.js";

/** `diff`: exit 1 for differences only when `--exit-code` asks for it. */
export const diffCommand: Command = {
  summary: "show what changed between two versions, by meaning",
  description:
    "Compares two sides field by field, texts word by word, and names the numbers that the change reaches. A side is v3, draft, worktree, a branch or a commit. Layout and secrets are not shown.",
  arguments: [
    { name: "[from]", description: "the old side (default: the last version)" },
    { name: "[to]", description: "the new side (default: the working tree; the draft in a bare repository)" },
  ],
  options: [
    { flags: "--agent <agent>", description: "only this agent (repeatable)", repeatable: true },
    { flags: "--exit-code", description: "exit 1 when there are differences" },
  ],
  writes: false,
  formats: ["markdown"],
  examples: [
    "tagline diff",
    "tagline diff v3 v4",
    "tagline diff v3 --agent receptionist",
    "tagline diff main worktree --exit-code",
  ],
  async run({ args, options, world, theme, stderrTheme, json, quiet }) {
    const [from, to] = args.map(parseRev);
    const only = listOption(options, "agent");
    const agents = only.length === 0 ? null : only;
    const compared = await compare(world, { from: from ?? null, to: to ?? null, agents });
    if (!quiet) world.stderr.write(movedTagsText(compared.moved, stderrTheme));
    const text = json
      ? jsonDiff(compared)
      : textOption(options, "format") === "markdown"
        ? markdownDiff({ ...compared, pictures: drawChanges(compared) })
        : prettyDiff(compared, theme, world.stdout.columns ?? null);
    world.stdout.write(text);
    return options.exitCode === true && !isEmptyDiff(compared.diff) ? 1 : 0;
  },
};
