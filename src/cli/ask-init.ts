import { phoneNumber } from "../attach/phone-number.js";
import { nearest } from "../config/did-you-mean.js";
import { failure, TaglineError } from "../errors.js";
import { slugOf } from "../import/slug-of.js";
import { type InitRequest, usualAgent } from "../init/facts.js";
import type { Place } from "../init/place.js";
import { type EngineType, engineTypes } from "../model/agent.js";
import type { CommandInput } from "./command.js";

/** What each engine is, to somebody who has not met them. */
const abouts: Readonly<Record<EngineType, string>> = {
  "retell-llm": "one prompt, with tools and maybe states",
  "conversation-flow": "a conversation of nodes and edges",
  "custom-llm": "your own server",
};

/**
 * Asks on the terminal for what no option said and the place does not have: agent, engine, number. Null when the
 * person ends the input. Off a terminal nothing is asked.
 */
export async function askInit(
  { world, stderrTheme: theme }: CommandInput,
  place: Place,
  request: InitRequest,
): Promise<InitRequest | null> {
  const { ask } = world;
  if (ask === undefined) return request;
  let asked = request;
  const until = async <T>(question: string, read: (text: string) => Promise<T>): Promise<T | null> => {
    for (;;) {
      const text = await ask(question);
      if (text === null) return null;
      try {
        return await read(text.trim());
      } catch (error) {
        if (!(error instanceof TaglineError)) throw error;
        world.stderr.write(`${error.message}\n${error.hint === undefined ? "" : `hint: ${error.hint}\n`}`);
      }
    }
  };
  if (place.agents.length === 0) {
    if (asked.agent === null) {
      const agent = await until(`Name of the first agent [${usualAgent}]: `, async (text) => {
        if (text !== "" && slugOf(text) === null) throw notAName(text);
        return text === "" ? usualAgent : text;
      });
      if (agent === null) return null;
      asked = { ...asked, agent };
    }
    if (asked.engine === null) {
      for (const type of engineTypes)
        world.stderr.write(`  ${theme.strong(type.padEnd(17))}  ${theme.muted(abouts[type])}\n`);
      const engine = await until(`What makes it answer [${engineTypes[0]}]: `, async (text) =>
        engineOf(text),
      );
      if (engine === null) return null;
      asked = { ...asked, engine };
    }
  }
  const isOne = place.agents.length <= 1 || asked.agent !== null;
  if (asked.number === null && !place.hasManifest && isOne) {
    const number = await until("A phone number for it, such as +14155550100 (none): ", async (text) =>
      text === "" ? "" : phoneNumber(text),
    );
    if (number === null) return null;
    asked = { ...asked, number: number === "" ? null : number };
  }
  return asked;
}

function notAName(text: string): TaglineError {
  return failure("usage", {
    message: `${JSON.stringify(text)} has no letter or digit to name an agent by.`,
    hint: "such as front-desk",
  });
}

/** An engine by its name or the beginning of it. */
function engineOf(text: string): EngineType {
  const [first] = engineTypes;
  const begun = engineTypes.find((type) => type.startsWith(text.toLowerCase()));
  const found = text === "" ? first : (begun ?? nearest(text, engineTypes));
  const engine = engineTypes.find((type) => type === found);
  if (engine !== undefined) return engine;
  throw failure("usage", {
    message: `There is no engine ${JSON.stringify(text)}.`,
    hint: `one of: ${engineTypes.join(", ")}`,
  });
}
