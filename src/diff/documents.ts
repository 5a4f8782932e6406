import type { Agent } from "../model/agent.js";
import type { JsonObject, JsonValue } from "../model/json.js";
import { directions, type Manifest } from "../model/manifest.js";
import { formatPin, type WeightedPin } from "../model/pin.js";

/** An agent as one value: `agent` is agent.yaml, `llm` or `flow` its engine's file. */
export function agentDocument({ config, engine }: Agent): JsonObject {
  switch (engine.kind) {
    case "retell-llm":
      return { agent: config, llm: engine.config };
    case "conversation-flow":
      return { agent: config, flow: engine.config };
    case "custom-llm":
      return { agent: config };
  }
}

/** The manifest as one value, from number to entry: nickname, lines, then the other settings as written. */
export function manifestDocument({ numbers }: Manifest): JsonObject {
  const entries = [...numbers.values()].map(({ number, nickname, lines, settings }) => {
    const pins = directions.flatMap((direction): [string, JsonValue][] => {
      const line = lines[direction];
      return line === undefined ? [] : [[direction, lineValue(line)]];
    });
    const named = nickname === null ? {} : { nickname };
    return [number, { ...named, ...Object.fromEntries(pins), ...settings }];
  });
  return Object.fromEntries(entries);
}

function lineValue(pins: readonly WeightedPin[]): JsonValue {
  const [only] = pins;
  if (pins.length === 1 && only?.weight === 1) return formatPin(only);
  return pins.map((pin) => ({ pin: formatPin(pin), weight: pin.weight }));
}
