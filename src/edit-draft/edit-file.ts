import { isDeepStrictEqual } from "node:util";
import { editYaml } from "../config/edit-yaml.js";
import { parseFile } from "../config/parse.js";
import { matchItems } from "../diff/match-items.js";
import { failure } from "../errors.js";
import { agentPath } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import type { Tree } from "../model/tree.js";

/** How a value comes to be written. */
export interface EditOptions {
  /** Where `$env` is looked up: a text that is what a variable holds already stays symbolic. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The files of an agent that change when one of its YAML files gets another value, by path. A text that stands in a
 * file of its own (`$file`) is changed there; `$env` stays where the value is what it stands for. Throws
 * `cannot-edit`.
 */
export async function editFile(
  tree: Tree,
  slug: string,
  file: string,
  after: JsonObject,
  { env }: EditOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const path = agentPath(slug, file);
  const bytes = await tree.read(path);
  const before = bytes === null ? null : parseFile(path, bytes);
  if (!before?.value) throw failure("cannot-edit", { path, reason: "it is not there, or cannot be read" });
  const texts = new Map<string, string>();
  const value = await keepReferences(before.value, after, { tree, slug, env, texts });
  const edits = new Map<string, Uint8Array>();
  for (const [name, text] of texts) edits.set(agentPath(slug, name), Buffer.from(text));
  if (isDeepStrictEqual(value, before.value)) return edits;
  const text = isJsonObject(value) ? editYaml(before.text, value, matchOld) : null;
  if (text === null)
    throw failure("cannot-edit", { path, reason: "it is laid out in a way that cannot be changed" });
  return edits.set(path, Buffer.from(text));
}

/** For each new item of a list, the old one that it was. */
function matchOld(before: readonly JsonValue[], after: readonly JsonValue[]): (number | null)[] {
  const from = new Map(matchItems(before, after).pairs.map((pair) => [pair.to, pair.from]));
  return after.map((_, i) => from.get(i) ?? null);
}

interface Context extends EditOptions {
  readonly tree: Tree;
  readonly slug: string;
  /** What becomes of files that `$file` names, by path inside the agent's directory. */
  readonly texts: Map<string, string>;
}

/** The new value, with `$file` and `$env` where the old one has them. */
async function keepReferences(old: JsonValue, now: JsonValue, context: Context): Promise<JsonValue> {
  if (isJsonObject(old) && typeof now === "string") {
    if (typeof old.$file === "string") return (await keepFile(old.$file, now, context)) ? old : now;
    if (typeof old.$env === "string") return textOf(old, context.env) === now ? old : now;
  }
  if (isJsonObject(old) && isJsonObject(now)) {
    const fields: [string, JsonValue][] = [];
    for (const [key, child] of Object.entries(now))
      fields.push([
        key,
        Object.hasOwn(old, key) ? await keepReferences(old[key] ?? null, child, context) : child,
      ]);
    return Object.fromEntries(fields);
  }
  if (Array.isArray(old) && Array.isArray(now)) {
    const from = matchOld(old, now);
    const items: JsonValue[] = [];
    for (const [i, item] of now.entries()) {
      const index = from[i] ?? null;
      items.push(index === null ? item : await keepReferences(old[index] ?? null, item, context));
    }
    return items;
  }
  return now;
}

/** Notes what a file becomes; false when it cannot hold the text, or holds another one for another field. */
async function keepFile(name: string, text: string, { tree, slug, texts }: Context): Promise<boolean> {
  const bytes = await tree.read(agentPath(slug, name));
  if (bytes === null || /[\r\0]|^\uFEFF/.test(text)) return false;
  const before = Buffer.from(bytes).toString("utf8");
  const wanted = before.replace(/\n$/, "") === text ? before : `${text}\n`;
  const other = texts.get(name);
  if (other !== undefined) return other === wanted;
  texts.set(name, wanted);
  return true;
}

function textOf({ $env: name, template }: JsonObject, env: EditOptions["env"]): string | null {
  const secret = env[String(name)];
  if (secret === undefined) return null;
  if (typeof template !== "string") return secret;
  return template.replace(new RegExp(`\\$${String(name)}(?![A-Za-z0-9_])`, "g"), () => secret);
}
