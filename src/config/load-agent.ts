import { type Agent, agentPath, type EngineType, engineFiles, engineTypes } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { type AgentDirectory, readTexts } from "./agent-directory.js";
import { type AgentFiles, refuseLinks } from "./agent-files.js";
import { type AgentContext, type AgentFile, checkFile } from "./check-file.js";
import { didYouMean } from "./did-you-mean.js";
import type { Finding } from "./finding.js";
import { readOtherFiles } from "./other-files.js";
import type { ParsedFile } from "./parse.js";
import { type Reading, readYaml } from "./reading.js";
import { findReferences, withTexts } from "./references.js";
import type { RuleKind } from "./rules/rule.js";
import { unusedFiles } from "./unused-files.js";
import { wholeFile } from "./whole-file.js";

/** Reads one agent's directory, which holds `listed`, and checks it; null when there is too little to make an agent of. */
export async function readAgent(
  reading: Reading,
  slug: string,
  listed: AgentFiles,
  context: AgentContext,
): Promise<Agent | null> {
  reading.problems.push(...refuseLinks(slug, listed));
  const directory: AgentDirectory = { reading, slug, files: listed, texts: new Map() };
  const agentFile = await readOwnFile(directory, "agent.yaml");
  if (!listed.has("agent.yaml")) reading.problems.push(agentMissing(slug));
  const value = agentFile?.value ?? null;
  const type = value === null ? null : engineType(value);
  if (agentFile !== null && type !== null) checkEngineFiles(directory, agentFile, type);

  const engineName = engineFileOf(type, listed);
  const engineFile = engineName === null ? null : await readOwnFile(directory, engineName);
  const kind = engineName === engineFiles["retell-llm"] ? "llm" : "flow";
  const files = [...opened(agentFile, "agent"), ...opened(engineFile, kind)];
  const configs = await checked(directory, files, context);
  await readOtherFiles(directory);

  const config = configs.get("agent") ?? null;
  const engineConfig = configs.get(kind) ?? null;
  if (config === null || type === null) return null;
  if (type === "custom-llm") {
    const engine = config.response_engine;
    const url = isJsonObject(engine) ? (engine.llm_websocket_url ?? null) : null;
    return { slug, config, engine: { kind: type, url } };
  }
  return engineConfig === null ? null : { slug, config, engine: { kind: type, config: engineConfig } };
}

function opened(parsed: ParsedFile | null, kind: AgentFile["kind"]): AgentFile[] {
  return parsed === null || parsed.value === null ? [] : [{ kind, parsed, value: parsed.value }];
}

/** Checks the files of an agent, and gives each value with the texts of `$file` in place. */
async function checked(
  directory: AgentDirectory,
  files: readonly AgentFile[],
  context: AgentContext,
): Promise<ReadonlyMap<RuleKind, JsonObject>> {
  const own = new Map<RuleKind, readonly Finding[]>();
  const named = new Set<string>();
  for (const { kind, parsed, value } of files) {
    const references = parsed.hasReferences ? findReferences(value) : { files: [], findings: [] };
    own.set(kind, [...references.findings, ...(kind === "agent" ? unknownEngine(value) : [])]);
    await readTexts(directory, parsed, references.files);
    for (const { file } of references.files) named.add(file);
  }
  const values = new Map<RuleKind, JsonObject>();
  for (const file of files) {
    const { kind, value } = file;
    await checkFile(directory, file, { ...context, files, own: own.get(kind) ?? [] });
    values.set(kind, directory.texts.size === 0 ? value : withTexts(value, directory.texts));
  }
  const isWhole = [...own.values()].every((findings) => findings.length === 0);
  if (isWhole && named.size === directory.texts.size && files.length === expected(directory))
    directory.reading.problems.push(...unusedFiles(directory, named));
  return values;
}

/** How many files an agent must have for what it uses to be known. */
function expected({ files }: AgentDirectory): number {
  return ["agent.yaml", ...Object.values(engineFiles)].filter((name) => files.has(name)).length;
}

async function readOwnFile(directory: AgentDirectory, name: string): Promise<ParsedFile | null> {
  const { reading, slug, files } = directory;
  const entry = files.get(name);
  if (entry === undefined) return null;
  if (entry.kind === "file") return readYaml(reading, agentPath(slug, name), entry);
  if (entry.kind === "directory") {
    const path = agentPath(slug, name);
    reading.problems.push(
      wholeFile(path, "error", "not-a-file", `${path} is a directory.`, "put the file there"),
    );
  }
  return null; // Links are reported with everything else that is not read.
}

function agentMissing(slug: string): Reading["problems"][number] {
  const hint = `tagline import export.json --as ${slug}, or remove the directory`;
  const message = `The agent "${slug}" has no agent.yaml.`;
  return wholeFile(agentPath(slug, "agent.yaml"), "error", "agent-file-missing", message, hint);
}

function engineType(value: JsonObject): EngineType | null {
  const type = writtenType(value);
  return engineTypes.find((candidate) => candidate === type) ?? null;
}

/** A type that nobody knows leaves no agent, so it must be said here: to the schemas it may be a newer one. */
function unknownEngine(value: JsonObject): Finding[] {
  const type = writtenType(value);
  if (typeof type !== "string" || engineType(value) !== null) return [];
  return [
    {
      severity: "error",
      code: "unknown-engine",
      path: ["response_engine", "type"],
      at: "value",
      message: `"${type}" is not a response engine that Tagline knows.`,
      hint: didYouMean(type, engineTypes).hint ?? `use one of ${engineTypes.join(", ")}`,
    },
  ];
}

function writtenType(value: JsonObject): JsonValue | undefined {
  return isJsonObject(value.response_engine) ? value.response_engine.type : undefined;
}

/** The engine's file: that of the type, or, while the type is unclear, the only one there. */
function engineFileOf(type: EngineType | null, files: AgentFiles): string | null {
  if (type === "custom-llm") return null;
  if (type !== null) return engineFiles[type];
  const present = Object.values(engineFiles).filter((name) => files.has(name));
  return present.length === 1 ? (present[0] ?? null) : null;
}

function checkEngineFiles(
  { reading, slug, files }: AgentDirectory,
  agentFile: ParsedFile,
  type: EngineType,
): void {
  const expected = type === "custom-llm" ? null : engineFiles[type];
  for (const name of Object.values(engineFiles)) {
    if (name === expected || !files.has(name)) continue;
    const message = `The agent "${slug}" is a ${type}, which has no ${name}.`;
    const hint = "remove the file, or change response_engine.type in agent.yaml";
    reading.problems.push(wholeFile(agentPath(slug, name), "error", "engine-file-extra", message, hint));
  }
  if (expected === null || files.has(expected)) return;
  reading.problems.push(
    agentFile.place({
      severity: "error",
      code: "engine-file-missing",
      path: ["response_engine", "type"],
      at: "value",
      message: `A ${type} needs ${expected} beside agent.yaml.`,
      hint: `add ${agentPath(slug, expected)}`,
    }),
  );
}
