// @ts-check
import { sentences } from "./sentences.mjs";

/** Keys that were asked for and have no sentence: printed, so that new fields get one. @type {Set<string>} */
const missing = new Set();

/**
 * What an editor shows for a field, in our own words: by its full path, by its parent and name, or by its name.
 * @param {string} key such as `CustomTool.url` @returns {string | null}
 */
export function describe(key) {
  const steps = key.split(".");
  const [name = "", field] = steps;
  const own = field === "type" && steps.length === 2 ? name : "";
  const last = /** @type {string} */ (steps.at(-1));
  const candidates = [key, own, steps.slice(-2).join("."), kindOf(steps), last];
  const found = candidates
    .map((candidate) => sentences[candidate])
    .find((sentence) => sentence !== undefined);
  if (found === undefined) missing.add(key);
  return found ?? null;
}

/** What a definition as a whole is, where its fields do not say it. @param {string} name @returns {string | null} */
export function describeDefinition(name) {
  return sentences[name] ?? null;
}

/** @returns {string[]} */
export function missingDescriptions() {
  return [...missing].sort();
}

/** `TransferCallNode` → `Transfer call node`. @param {string} name */
export function titleOf(name) {
  const words = name
    .replace(/^Flow|^Create|Request$/g, "")
    .replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .split(" ");
  return words.map((word, i) => (i === 0 || /^[A-Z]{2}/.test(word) ? word : word.toLowerCase())).join(" ");
}

/** A tool's name is not a node's: `EndCallTool.name` is also `Tool.name`. @param {string[]} steps */
function kindOf(steps) {
  const [name = ""] = steps;
  const kind = ["Tool", "Node", "Edge", "AnalysisData", "Condition"].find((ending) => name.endsWith(ending));
  return kind === undefined || steps.length !== 2 ? "" : `*${kind}.${steps[1]}`;
}
