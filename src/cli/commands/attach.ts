import { planAttachment } from "../../attach/index.js";
import { failure } from "../../errors.js";
import { directions } from "../../model/manifest.js";
import { parseTypedPin, type TypedPin, type WeightedPin, withWeights } from "../../model/pin.js";
import { applyLines } from "../apply-lines.js";
import type { Command } from "../command.js";
import { phoneNumber } from "../phone-number.js";
import { pushOptions, pushRequest } from "../push-option.js";

/** `attach`: numbers and pins may come in any order; a plus tells a number from a pin. */
export const attachCommand: Command = {
  summary: "point phone numbers at a version or at the draft",
  description:
    "Changes the manifest and commits only that file. Several pins with weights split a line's calls.",
  arguments: [
    {
      name: "<number-or-pin...>",
      description: "+14155550100 receptionist@v3, or receptionist@v3:0.9 receptionist@v4:0.1",
    },
  ],
  options: [
    { flags: "--direction <direction>", description: "which line (default: inbound)", choices: directions },
    { flags: "--replace", description: "overwrite a line that is split by weight" },
    { flags: "--no-commit", description: "edit the file and leave it uncommitted" },
    ...pushOptions,
    { flags: "--dry-run", description: "show the plan and stop" },
  ],
  writes: true,
  examples: [
    "tagline attach +14155550100 receptionist@v3",
    "tagline attach +14155550100 receptionist@draft --direction outbound",
    "tagline attach +14155550101 receptionist@v3:0.9 receptionist@v4:0.1 --replace",
  ],
  async run(input) {
    const { args, options, world } = input;
    const numbers = await Promise.all(args.filter((arg) => !arg.includes("@")).map(phoneNumber));
    const pins = args.filter((arg) => arg.includes("@")).map(typedPin);
    if (numbers.length === 0 || pins.length === 0)
      throw failure("usage", {
        message: "attach takes a number and a pin.",
        hint: "tagline attach +14155550100 receptionist@v3",
      });
    const direction = directions.find((known) => known === options.direction) ?? null;
    const plan = await planAttachment(world, {
      numbers,
      pins: wholeWeight(pins),
      direction,
      replace: options.replace === true,
      commit: options.commit !== false,
      push: pushRequest(options),
    });
    const points = numbers.length === 1 ? "it points" : "they point";
    return applyLines(input, plan, { nothing: `Nothing to change: ${points} there already.` });
  },
};

function typedPin(text: string): TypedPin {
  const pin = parseTypedPin(text);
  if (pin !== null) return pin;
  throw failure("usage", {
    message: `"${text}" is not a pin.`,
    hint: "receptionist@v3, receptionist@draft or receptionist@v3:0.9",
  });
}

function wholeWeight(pins: readonly TypedPin[]): WeightedPin[] {
  const whole = withWeights(pins);
  if (whole !== null) return whole;
  throw failure("usage", {
    message: "Several pins need weights that sum to 1.",
    hint: "receptionist@v3:0.9 receptionist@v4:0.1",
  });
}
