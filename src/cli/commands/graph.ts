import { dotGraph } from "../../format/graph-dot.js";
import { mermaidGraph } from "../../format/graph-mermaid.js";
import { jsonDocument } from "../../format/json.js";
import { movedTagsText } from "../../format/moved-tags.js";
import { sideJson } from "../../format/side.js";
import { graphAgent } from "../../graph/index.js";
import { formatRev, parseRev } from "../../model/version.js";
import { agentAndRev } from "../agent-and-rev.js";
import { type Command, textOption } from "../command.js";

/** `graph`: a flow, or the states of an LLM, as a picture. */
export const graphCommand: Command = {
  summary: "draw an agent's flow",
  description:
    "Prints a conversation flow, or the states of an LLM, as a picture: Mermaid unless told otherwise. With --diff, what was added (+), removed (-) and changed (~) is marked.",
  arguments: [{ name: "<agent[@rev]>", description: "intake, intake@v3, intake@draft" }],
  options: [{ flags: "--diff <rev>", description: "mark what changed since this version, branch or commit" }],
  writes: false,
  formats: ["mermaid", "dot", "svg"],
  examples: [
    "tagline graph intake",
    "tagline graph intake@v3 --format svg > intake.svg",
    "tagline graph intake --diff v3",
  ],
  async run({ args, options, world, stderrTheme, json, quiet }) {
    const { slug, rev } = agentAndRev(args[0] ?? "");
    const against = textOption(options, "diff");
    const drawn = await graphAgent(world, slug, rev, against === null ? null : parseRev(against));
    if (!quiet) world.stderr.write(movedTagsText(drawn.moved, stderrTheme));
    const { picture } = drawn;
    const format = json ? "json" : textOption(options, "format");
    if (format === "json")
      world.stdout.write(
        jsonDocument({
          agent: slug,
          ...sideJson(drawn),
          against: drawn.against === null ? null : sideJson(drawn.against),
          ...picture,
        }),
      );
    else if (format === "dot") world.stdout.write(dotGraph(picture));
    else if (format === "svg")
      world.stdout.write((await import("../../format/graph-svg.js")).svgGraph(picture));
    else world.stdout.write(mermaidGraph(picture));
    const since = drawn.against === null ? "" : ` against ${formatRev(drawn.against.rev)}`;
    if (!quiet && !json)
      world.stderr.write(`${stderrTheme.muted(`${slug} at ${formatRev(drawn.rev)}${since}`)}\n`);
    return 0;
  },
};
