import { type Agent, agentPath, type EngineType, engineFiles, engineTypes } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import type { TreeEntry } from "../model/tree.js";
import { decode, maximumFileSize } from "./decode.js";
import { didYouMean } from "./did-you-mean.js";
import type { Finding } from "./finding.js";
import type { ParsedFile } from "./parse.js";
import { listAgentFiles, type Reading, readYaml, refuseLinks, wholeFile } from "./reading.js";
import { type FileReference, findReferences, type References, withTexts } from "./references.js";
import { runRules } from "./rules/index.js";
import type { RuleContext, RuleKind } from "./rules/rule.js";
import { checkSchema } from "./schema/index.js";

/** Reads one agent's directory and checks it; null when there is too little to make an agent of. */
export async function readAgent(reading: Reading, slug: string, context: RuleContext): Promise<Agent | null> {
  const files = await listAgentFiles(reading.tree, slug);
  refuseLinks(reading, slug, files);
  const directory: AgentDirectory = { reading, slug, files, context };
  const agentFile = await readOwnFile(directory, "agent.yaml");
  if (!files.has("agent.yaml")) reading.problems.push(agentMissing(slug));
  const value = agentFile?.value ?? null;
  const type = value === null ? null : engineType(value);
  if (agentFile !== null && type !== null) checkEngineFiles(directory, agentFile, type);

  const engineName = engineFileOf(type, files);
  const engineFile = engineName === null ? null : await readOwnFile(directory, engineName);
  const config = await checked(directory, agentFile, "agent");
  const kind = engineName === engineFiles["retell-llm"] ? "llm" : "flow";
  const engineConfig = await checked(directory, engineFile, kind);

  if (config === null || type === null) return null;
  if (type === "custom-llm") {
    const engine = config.response_engine;
    const url = isJsonObject(engine) ? (engine.llm_websocket_url ?? null) : null;
    return { slug, config, engine: { kind: type, url } };
  }
  return engineConfig === null ? null : { slug, config, engine: { kind: type, config: engineConfig } };
}

const noReferences: References = { files: [], findings: [] };

interface AgentDirectory {
  readonly reading: Reading;
  readonly slug: string;
  readonly files: ReadonlyMap<string, TreeEntry>;
  readonly context: RuleContext;
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
function engineFileOf(type: EngineType | null, files: AgentDirectory["files"]): string | null {
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

/** Checks a file's raw value, and gives it with the texts of `$file` in place. */
async function checked(
  directory: AgentDirectory,
  file: ParsedFile | null,
  kind: RuleKind,
): Promise<JsonObject | null> {
  const { reading, context } = directory;
  if (file === null || file.value === null) return null;
  const { value } = file;
  const references = file.hasReferences ? findReferences(value) : noReferences;
  const engine = kind === "agent" ? unknownEngine(value) : [];
  const own = [...references.findings, ...engine].map(file.place);
  // Where both speak about one place, ours knows what was meant.
  const said = new Set(own.map(({ pointer }) => pointer));
  reading.problems.push(...own);
  for (const finding of await checkSchema(kind, value)) {
    const problem = file.place(finding);
    if (!said.has(problem.pointer)) reading.problems.push(problem);
  }
  for (const finding of runRules(kind, value, context)) reading.problems.push(file.place(finding));
  const texts = new Map<string, string>();
  for (const reference of references.files) {
    const text = texts.get(reference.file) ?? (await readText(directory, file, reference));
    if (text !== null) texts.set(reference.file, text);
  }
  return texts.size === 0 ? value : withTexts(value, texts);
}

async function readText(
  { reading, slug, files }: AgentDirectory,
  from: ParsedFile,
  reference: FileReference,
): Promise<string | null> {
  const path = agentPath(slug, reference.file);
  const entry = files.get(reference.file);
  const wrong = (code: string, message: string, hint: string): null => {
    const at = [...reference.path, "$file"];
    reading.problems.push(from.place({ severity: "error", code, path: at, at: "value", message, hint }));
    return null;
  };
  if (entry === undefined) {
    if (throughLink(reference.file, files))
      return wrong(
        "file-reference-link",
        `${path} is behind a symbolic link.`,
        "put the real directory there",
      );
    const texts = [...files].filter(([, { kind }]) => kind === "file").map(([name]) => name);
    const hint = didYouMean(reference.file, texts).hint ?? `add ${path}`;
    return wrong("file-reference-missing", `The file ${path} does not exist.`, hint);
  }
  if (entry.kind !== "file")
    return wrong("file-reference-link", `${path} is not a plain file.`, "put the text itself there");
  if ((entry.size ?? 0) > maximumFileSize)
    return wrong("file-reference-too-large", `${path} is larger than 4 MB.`, "shorten it");
  const bytes = await reading.tree.read(path);
  if (bytes === null)
    return wrong("file-reference-missing", `The file ${path} does not exist.`, `add ${path}`);
  const decoded = decode(path, bytes);
  if (!reading.sources.has(path)) {
    // Line ends of a text are part of the text: only what makes it unreadable is said.
    reading.problems.push(...decoded.problems.filter(({ severity }) => severity === "error"));
    reading.sources.set(path, decoded.text ?? "");
  }
  return decoded.text?.replace(/\n$/, "") ?? null;
}

/** True when a directory on the way is not a directory. */
function throughLink(file: string, files: AgentDirectory["files"]): boolean {
  const steps = file.split("/");
  return steps.some((_, i) => {
    const kind = files.get(steps.slice(0, i).join("/"))?.kind;
    return kind !== undefined && kind !== "directory";
  });
}
