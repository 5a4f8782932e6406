import { isUtf8 } from "node:buffer";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { slugOf } from "./slug-of.js";

/** An engine with its long prompts in files of their own. */
export interface SplitPrompts {
  readonly value: JsonObject;
  /** Texts by path inside the agent's directory. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Shorter prompts read well enough inside the YAML. */
const longText = 300;
const promptFiles: ReadonlyMap<string, string> = new Map([
  ["general_prompt", "general"],
  ["global_prompt", "global"],
]);

/** Puts long prompts of several lines (the engine's own and those of states) into `prompts/*.md`. */
export function splitPrompts(engine: JsonObject): SplitPrompts {
  const texts = new Map<string, string>();
  const toFile = (text: JsonValue, name: string): JsonValue => {
    if (typeof text !== "string" || !fitsFile(text)) return text;
    let path = `prompts/${name}.md`;
    for (let i = 2; texts.has(path); i++) path = `prompts/${name}-${i}.md`;
    // Reading takes one final newline away, which editors add anyway.
    texts.set(path, `${text}\n`);
    return { $file: path };
  };
  const value = Object.entries(engine).map(([key, child]): [string, JsonValue] => {
    const file = promptFiles.get(key);
    if (file !== undefined) return [key, toFile(child, file)];
    if (key !== "states" || !Array.isArray(child)) return [key, child];
    return [key, child.map((state: JsonValue) => (isJsonObject(state) ? splitState(state, toFile) : state))];
  });
  return { value: Object.fromEntries(value), texts };
}

function splitState(state: JsonObject, toFile: (text: JsonValue, name: string) => JsonValue): JsonObject {
  if (state.state_prompt === undefined) return state;
  const name = typeof state.name === "string" ? slugOf(state.name) : null;
  return { ...state, state_prompt: toFile(state.state_prompt, name ?? "state") };
}

/** What a text file, or its reading, would not give back exactly stays in the YAML. */
function fitsFile(text: string): boolean {
  if (text.length <= longText || !text.includes("\n")) return false;
  if (/[\r\0]|^\uFEFF|^(?:<{7}|>{7}|\|{7})/m.test(text)) return false;
  return isUtf8(Buffer.from(text)) && Buffer.from(text).toString() === text;
}
