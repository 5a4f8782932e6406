import { isDeepStrictEqual } from "node:util";
import { editIds, idsPath } from "../config/edit-ids.js";
import { parseFile } from "../config/parse.js";
import { writeYaml } from "../config/write-yaml.js";
import { failure } from "../errors.js";
import { agentPath, type EngineType, engineFiles } from "../model/agent.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { schemasDirectory } from "../schemas/place-schemas.js";
import { dashboardFields, engineIdFields } from "./classified.js";
import type { JoinedAgent } from "./join-engines.js";
import { leftSecrets } from "./left-secrets.js";
import { type MovedSecret, secretMover } from "./move-secrets.js";
import type { NamedAgent } from "./name-agents.js";
import { splitPrompts } from "./split-prompts.js";
import { stripAssigned } from "./strip-assigned.js";

/** How to import. */
export interface ImportOptions {
  /** The agent's slug, or the prefix of several; made from their names when null. */
  readonly as: string | null;
  /** Voice of an engine that comes without an agent; a default one when null. */
  readonly voice: string | null;
  readonly keepSecrets: boolean;
}

/** One agent to be written. */
export interface PlannedAgent {
  readonly slug: string;
  /** The file it comes from, with its place in a list. */
  readonly source: string;
  readonly engine: EngineType;
  /** Whether it came as an agent, or was made for an engine that came alone. */
  readonly origin: JoinedAgent["origin"];
  /** By path from the repository's root, agent.yaml first. */
  readonly files: ReadonlyMap<string, string>;
  /** Fields that were left out because the platform assigns them: `retellLlmData.llm_id`. */
  readonly stripped: readonly string[];
  /** Names to set in the environment, with the fields they stand in; never their values. */
  readonly secrets: readonly MovedSecret[];
  /** The platform's ids, for tagline.ids.yaml. */
  readonly ids: Readonly<Record<string, string>>;
}

/** What an import will write. */
export interface ImportPlan {
  readonly agents: readonly PlannedAgent[];
  /** tagline.ids.yaml before (null when there is none) and after; null when it stays as it is. */
  readonly ids: { readonly path: string; readonly before: string | null; readonly text: string } | null;
  readonly warnings: readonly string[];
}

/** The reader takes no larger file. */
const maximumFileSize = 4 * 1024 * 1024;

/**
 * Works out what an import writes, from values alone. `before` is what the repository has, and what joining the inputs
 * has found; `onAgent` is told how many are worked out. Throws `bad-import` for what cannot be taken over value for value.
 */
export function planImport(
  named: readonly NamedAgent[],
  options: Pick<ImportOptions, "keepSecrets">,
  before: {
    readonly warnings: readonly string[];
    /** The text of tagline.ids.yaml; null when there is none. */
    readonly idsFile: string | null;
    readonly onAgent?: (done: number) => void;
  },
): ImportPlan {
  const warnings = [...before.warnings, ...named.flatMap(({ warning }) => warning ?? [])];
  const variables = new Map<string, string>();
  const agents = named.map(({ slug, agent }, i) => {
    before.onAgent?.(i);
    return planAgent(slug, agent, options.keepSecrets, variables, warnings);
  });
  const ids = new Map(
    agents.filter((agent) => Object.keys(agent.ids).length > 0).map(({ slug, ids }) => [slug, ids]),
  );
  const { idsFile } = before;
  const text = ids.size === 0 ? idsFile : editIds(idsFile, ids);
  const isSame = text === null || text === idsFile;
  return { agents, ids: isSame ? null : { path: idsPath, before: idsFile, text }, warnings };
}

function planAgent(
  slug: string,
  item: JoinedAgent,
  keepSecrets: boolean,
  variables: Map<string, string>,
  warnings: string[],
): PlannedAgent {
  const stripped: string[] = [];
  const mover = secretMover(slug, variables);
  const moveIn = (value: JsonObject, file: string): JsonObject =>
    keepSecrets ? value : mover.move(value, file);
  const config = stripAssigned(item.agent, "", stripped);
  const response = isJsonObject(config.response_engine) ? config.response_engine : {};
  const agent = moveIn(
    { ...config, response_engine: stripAssigned(response, "response_engine.", stripped) },
    "agent.yaml",
  );
  const parts: [file: string, value: JsonObject][] = [["agent.yaml", agent]];
  if (item.engine !== null) {
    const { type, body } = item.engine;
    const file = engineFiles[type];
    parts.push([file, moveIn(stripAssigned(body, `${dashboardFields[type]}.`, stripped), file)]);
  }
  const files = new Map<string, string>();
  for (const [file, whole] of parts) {
    for (const { name, field } of leftSecrets(whole, file, mover.names))
      warnings.push(`${slug}: what moved to ${name} still stands in ${field}, which cannot hold a variable.`);
    const { value, texts } = file === "agent.yaml" ? { value: whole, texts: [] } : splitPrompts(whole);
    const schema = file.replace(".yaml", ".schema.json");
    const text = writeYaml(value, { schema: `../../${schemasDirectory}/${schema}` });
    checkText(item.source, agentPath(slug, file), text, value);
    files.set(agentPath(slug, file), text);
    for (const [path, prompt] of texts) {
      checkSize(item.source, agentPath(slug, path), prompt);
      files.set(agentPath(slug, path), prompt);
    }
  }
  const engine = item.engine?.type ?? "custom-llm";
  const { source, origin } = item;
  return { slug, source, engine, origin, files, stripped, secrets: mover.moved, ids: idsOf(item) };
}

/** The promise of an import is that nothing changes on the way: each file is read back and compared. */
function checkText(source: string, path: string, text: string, value: JsonObject): void {
  checkSize(source, path, text);
  const read = parseFile(path, Buffer.from(text));
  const problem = read.problems.find(({ severity }) => severity === "error");
  if (problem === undefined && isDeepStrictEqual(read.value, value)) return;
  const why = problem === undefined ? "" : `: ${problem.message.replace(/\.$/, "")} (line ${problem.line})`;
  throw failure("bad-import", { file: source, reason: `${path} would not give back the same values${why}` });
}

function checkSize(source: string, path: string, text: string): void {
  if (Buffer.byteLength(text) > maximumFileSize)
    throw failure("bad-import", { file: source, reason: `${path} would be larger than 4 MB` });
}

function idsOf({ agent, engine }: JoinedAgent): Record<string, string> {
  const ids: Record<string, string> = {};
  const response = isJsonObject(agent.response_engine) ? agent.response_engine : {};
  if (typeof agent.agent_id === "string" && agent.agent_id !== "") ids.agent_id = agent.agent_id;
  if (engine === null) return ids;
  const field = engineIdFields[engine.type];
  const named = response[field];
  const id = engine.id ?? (typeof named === "string" && named !== "" ? named : null);
  if (id !== null) ids[field] = id;
  return ids;
}
