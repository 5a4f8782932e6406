import { agentPath, engineFiles, isSlug } from "../model/agent.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { serverAssigned } from "../model/server-assigned.js";
import type { Classified, ImportedEngine } from "./classified.js";
import { secretMover } from "./secrets.js";

/** What `import` was asked. */
export interface ImportRequest {
  /** The slug of a single agent, or the prefix of several; null names them after themselves. */
  readonly as: string | null;
  /** The voice of an engine that came without an agent. */
  readonly voice: string | null;
  readonly keepSecrets: boolean;
}

/** One agent to be written. Values are plain; the texts of files are made from them later. */
export interface ImportedAgent {
  readonly slug: string;
  readonly from: string;
  readonly agent: JsonObject;
  readonly engine: { readonly file: string; readonly value: JsonObject } | null;
  /** Long texts that get a file of their own, by path inside the agent's directory. */
  readonly texts: ReadonlyMap<string, string>;
  /** Fields that the platform assigns and that were left out. */
  readonly stripped: readonly string[];
  /** Environment variables that hold what was a secret. */
  readonly env: readonly string[];
  /** The platform's ids, for tagline.ids.yaml. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Why an import cannot be planned. */
export type ImportRefusal =
  | { readonly kind: "engine-missing"; readonly file: string; readonly engine: string }
  | { readonly kind: "exists"; readonly slug: string; readonly file: string }
  | { readonly kind: "bad-slug"; readonly slug: string; readonly file: string };

/** What an import will write. */
export interface ImportPlan {
  readonly agents: readonly ImportedAgent[];
  readonly warnings: readonly string[];
}

const defaultVoice = "11labs-Adrian";
const longText = 400;
const textFiles: Readonly<Record<string, string>> = {
  general_prompt: "prompts/general.md",
  global_prompt: "prompts/global.md",
};

/**
 * Joins agents to engines and works out what to write: pure. `nameOf` makes a slug of a name; `taken` are the
 * slugs that exist.
 */
export function planImport(
  found: readonly Classified[],
  request: ImportRequest,
  taken: ReadonlySet<string>,
  nameOf: (name: string) => string,
): ImportPlan | { readonly refused: ImportRefusal } {
  const warnings: string[] = [];
  const joined = join(found, request, warnings);
  if ("refused" in joined) return joined;
  const used = new Set(taken);
  const agents: ImportedAgent[] = [];
  for (const item of joined.items) {
    const own = nameOf(item.name);
    const slug = request.as === null ? own : joined.items.length === 1 ? request.as : `${request.as}-${own}`;
    if (!isSlug(slug)) return { refused: { kind: "bad-slug", slug, file: item.file } };
    if (used.has(slug)) return { refused: { kind: "exists", slug, file: item.file } };
    used.add(slug);
    agents.push(importedAgent(slug, item, request.keepSecrets));
  }
  return { agents, warnings };
}

interface Joined {
  readonly file: string;
  readonly name: string;
  readonly agent: JsonObject;
  readonly engine: ImportedEngine | null;
}

function join(
  found: readonly Classified[],
  request: ImportRequest,
  warnings: string[],
): { items: Joined[] } | { refused: ImportRefusal } {
  const engines = found.flatMap((item) => (item.kind === "engine" ? [item] : []));
  const users = new Map<ImportedEngine, string[]>();
  const items: Joined[] = [];
  for (const item of found) {
    if (item.kind !== "agent") continue;
    const name =
      typeof item.agent.agent_name === "string" && item.agent.agent_name !== ""
        ? item.agent.agent_name
        : "agent";
    const wanted = engineId(item.agent);
    let engine = item.engine;
    if (engine === null && wanted !== null) {
      engine = engines.find((candidate) => candidate.engine.id === wanted)?.engine ?? null;
      if (engine === null) return { refused: { kind: "engine-missing", file: item.file, engine: wanted } };
      users.set(engine, [...(users.get(engine) ?? []), name]);
    }
    items.push({ file: item.file, name, agent: item.agent, engine });
  }
  for (const [engine, names] of users)
    if (names.length > 1)
      warnings.push(`The engine ${engine.id} is used by ${names.join(" and ")}: each gets a copy.`);
  for (const { file, engine } of engines) {
    if (users.has(engine)) continue;
    const voice = request.voice ?? defaultVoice;
    if (request.voice === null)
      warnings.push(`${file} is an engine without an agent: it gets one with the voice ${voice}.`);
    const agent = { response_engine: { type: engine.type }, voice_id: voice };
    items.push({ file, name: engine.type === "retell-llm" ? "llm" : "flow", agent, engine });
  }
  return { items };
}

/** The id of the engine that an agent names; null for a custom LLM, which has none. */
function engineId(agent: JsonObject): string | null {
  const engine = agent.response_engine;
  if (!isJsonObject(engine) || engine.type === "custom-llm") return null;
  const id = engine.type === "retell-llm" ? engine.llm_id : engine.conversation_flow_id;
  return typeof id === "string" ? id : "(none named)";
}

function importedAgent(slug: string, item: Joined, keepSecrets: boolean): ImportedAgent {
  const stripped: string[] = [];
  const mover = secretMover(slug);
  const move = (value: JsonObject): JsonObject => (keepSecrets ? value : mover.move(value));
  const texts = new Map<string, string>();
  const given = isJsonObject(item.agent.response_engine) ? item.agent.response_engine : {};
  const engineKept = strip(given, "response_engine.", stripped);
  const responseEngine = item.engine === null ? engineKept : { ...engineKept, type: item.engine.type };
  const agentKept = strip(item.agent, "", stripped);
  const agent =
    "response_engine" in agentKept
      ? { ...agentKept, response_engine: responseEngine }
      : { response_engine: responseEngine, ...agentKept };
  const engine =
    item.engine === null
      ? null
      : {
          file: engineFiles[item.engine.type],
          value: withFiles(
            move(strip(item.engine.body, `${engineFiles[item.engine.type]}: `, stripped)),
            texts,
          ),
        };
  return {
    slug,
    from: item.file,
    agent: move(agent),
    engine,
    texts,
    stripped,
    env: mover.names(),
    ids: idsOf(item),
  };
}

function strip(value: JsonObject, where: string, stripped: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => {
      if (serverAssigned.has(key)) stripped.push(`${where}${key}`);
      return !serverAssigned.has(key);
    }),
  );
}

/** Long prompts of several lines read better as Markdown; a file gives back its text minus one final newline. */
function withFiles(value: JsonObject, texts: Map<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      const file = textFiles[key];
      if (file === undefined || typeof child !== "string" || !fitsFile(child)) return [key, child];
      texts.set(file, `${child}\n`);
      return [key, { $file: file }];
    }),
  );
}

function fitsFile(text: string): boolean {
  if (text.length < longText || !text.includes("\n")) return false;
  // What a text file, or its reading, would not give back exactly stays in the YAML.
  return !/[\r\0\uFEFF]|^(?:<{7}|>{7}|\|{7})/m.test(text) && !/\p{Cs}/u.test(text);
}

function idsOf(item: Joined): Record<string, string> {
  const ids: Record<string, string> = {};
  const add = (key: string, value: unknown): void => {
    if (typeof value === "string" && value !== "") ids[key] = value;
  };
  add("agent_id", item.agent.agent_id);
  if (item.engine !== null)
    add(item.engine.type === "retell-llm" ? "llm_id" : "conversation_flow_id", item.engine.id);
  return ids;
}

/** Every file of an agent to be written, by path from the repository's root, agent.yaml first. */
export function pathsOf(agent: ImportedAgent): string[] {
  const names = ["agent.yaml", ...(agent.engine === null ? [] : [agent.engine.file]), ...agent.texts.keys()];
  return names.map((name) => agentPath(agent.slug, name));
}
