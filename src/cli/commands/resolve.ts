import { failure } from "../../errors.js";
import { pinsText } from "../../format/pins.js";
import { type Direction, directions } from "../../model/manifest.js";
import { formatRef } from "../../model/version.js";
import { type Candidate, resolveNumber } from "../../resolve/index.js";
import type { Command } from "../command.js";
import { phoneNumber } from "../phone-number.js";

/** `resolve`: the exact configuration that a line would run now. */
export const resolveCommand: Command = {
  summary: "print what a phone number would run now",
  description: "Resolves a line by the manifest at HEAD to an agent, a version and a commit.",
  arguments: [{ name: "<number>", description: "in E.164 form, such as +14155550100" }],
  options: [
    { flags: "--direction <direction>", description: "which line (default: inbound)", choices: directions },
  ],
  writes: false,
  examples: ["tagline resolve +14155550100", "tagline resolve +14155550100 --direction outbound --json"],
  async run({ args, options, world, theme, json }) {
    const direction = directions.find((known) => known === options.direction) ?? "inbound";
    const { number, candidates } = await resolveNumber(world, await phoneNumber(args[0] ?? ""), direction);
    world.stdout.write(
      json
        ? jsonResolution(number, direction, candidates)
        : candidates.map((c) => line(c, number, direction)).join(""),
    );
    return 0;

    function line(candidate: Candidate, of: string, on: Direction): string {
      const { pin, commit, agent, changedIn } = candidate;
      const same = changedIn === null || changedIn === pin.version ? "" : ` (same as v${changedIn})`;
      const engine = theme.muted(`${agent.engine.kind}, commit ${commit.slice(0, 12)}`);
      return `${theme.strong(of)} ${on} → ${theme.pinned(pinsText([pin]))}${same}  ${engine}\n`;
    }
  },
};

function jsonResolution(number: string, direction: Direction, candidates: readonly Candidate[]): string {
  const [first] = candidates;
  if (first === undefined) throw failure("nothing-to-resolve", { number, direction });
  const body =
    candidates.length === 1
      ? candidateJson(first)
      : { candidates: candidates.map((c) => ({ weight: c.pin.weight, ...candidateJson(c) })) };
  return `${JSON.stringify({ number, direction, ...body }, null, 2)}\n`;
}

function candidateJson({ pin, commit, agent, changedIn }: Candidate): object {
  const { engine } = agent;
  return {
    agent: pin.agent,
    version: pin.version,
    ref: formatRef(pin.version),
    changedIn,
    commit,
    agentConfig: agent.config,
    engine: { type: engine.kind, config: engine.kind === "custom-llm" ? null : engine.config },
  };
}
