import { jsonVerify, prettyVerify } from "../../format/verify.js";
import { verify } from "../../verify/index.js";
import { type Command, textOption } from "../command.js";

/** `verify`: exit 1 when a version or a pin is not what it was published as. */
export const verifyCommand: Command = {
  summary: "check that no version was moved, deleted or made by hand",
  description:
    "Walks the chain of version tags from the newest down and follows every pin at HEAD. Reads only; the newest version is anchored by its commit's trailer and the remote alone.",
  arguments: [],
  options: [
    {
      flags: "--remote [remote]",
      description: "compare with a remote's versions (default: the one that versions are pushed to)",
    },
  ],
  writes: false,
  examples: ["tagline verify", "tagline verify --remote", "tagline verify --remote origin --json"],
  async run({ options, world, theme, json }) {
    const name = textOption(options, "remote");
    const report = await verify(world, {
      remote: name !== null ? { kind: "named", name } : { kind: options.remote === true ? "usual" : "none" },
    });
    world.stdout.write(json ? jsonVerify(report) : prettyVerify(report, theme));
    return report.ok ? 0 : 1;
  },
};
