import {
  type Agent,
  agentPath,
  agentsDirectory,
  type Engine,
  type EngineType,
  engineFiles,
  engineTypes,
  isSlug,
} from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { emptyManifest, type Manifest, manifestPath } from "../model/manifest.js";
import { compareProblems, type Problem } from "../model/problem.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import { decode, maximumFileSize, tooLarge } from "./decode.js";
import { nearest } from "./did-you-mean.js";
import { checkManifest, type VersionLookup } from "./manifest.js";
import { type ParsedFile, parseFile } from "./parse.js";
import { findReferences, withTexts } from "./references.js";
import { runRules } from "./rules/index.js";
import { checkSchema } from "./schema/index.js";

/** How many agents are read at a time: enough to keep the disk busy, few enough to keep memory flat. */
const batchSize = 16;

/**
 * Reads agents and manifest from one tree: the working tree, HEAD and a version alike. What is wrong becomes
 * a problem; nothing is thrown for bad content. With `agents`, only those are read; the manifest always is.
 */
export async function readConfiguration(
  tree: Tree,
  options: { readonly agents?: readonly string[]; readonly versions: VersionLookup },
): Promise<Configuration> {
  const reading: Reading = { tree, problems: [], sources: new Map() };
  const slugs = await listSlugs(reading);
  const wanted = options.agents === undefined ? [...slugs] : options.agents.filter((slug) => slugs.has(slug));
  const agents = new Map<string, Agent>();
  for (let at = 0; at < wanted.length; at += batchSize) {
    const batch = await Promise.all(
      wanted.slice(at, at + batchSize).map((slug) => readAgent(reading, slug, slugs)),
    );
    for (const agent of batch) if (agent !== null) agents.set(agent.slug, agent);
  }
  const manifest = await readManifest(reading, slugs, options.versions);
  const { problems, sources } = reading;
  return { agents, slugs, manifest, problems: problems.sort(compareProblems), sources };
}

interface Reading {
  readonly tree: Tree;
  readonly problems: Problem[];
  readonly sources: Map<string, string>;
}

async function listSlugs(reading: Reading): Promise<ReadonlySet<string>> {
  const entries = await reading.tree.entries(agentsDirectory);
  if (entries === null) {
    const entry = (await reading.tree.entries(""))?.find(({ name }) => name === agentsDirectory);
    if (entry !== undefined) reading.problems.push(unreadableEntry(agentsDirectory, entry));
    return new Set();
  }
  const slugs = new Set<string>();
  for (const entry of entries) {
    const path = `${agentsDirectory}/${entry.name}`;
    if (entry.kind === "directory" && isSlug(entry.name)) slugs.add(entry.name);
    else if (entry.kind === "directory")
      reading.problems.push(
        wholeFile(
          path,
          "error",
          "bad-slug",
          `"${entry.name}" cannot name an agent.`,
          "use lower-case letters, digits and hyphens, 63 at most",
        ),
      );
    else if (entry.kind === "file")
      reading.problems.push(
        wholeFile(
          path,
          "warning",
          "unused-file",
          "This file belongs to no agent.",
          "move it into an agent's directory or out of agents/",
        ),
      );
    else reading.problems.push(unreadableEntry(path, entry));
  }
  return slugs;
}

async function readAgent(reading: Reading, slug: string, slugs: ReadonlySet<string>): Promise<Agent | null> {
  const entries = (await reading.tree.entries(`${agentsDirectory}/${slug}`)) ?? [];
  const names = new Map(entries.map((entry) => [entry.name, entry]));
  await refuseLinks(reading, `${agentsDirectory}/${slug}`, entries);
  const agentEntry = names.get("agent.yaml");
  if (agentEntry === undefined) {
    const message = `The agent "${slug}" has no agent.yaml.`;
    reading.problems.push(
      wholeFile(
        agentPath(slug, "agent.yaml"),
        "error",
        "agent-file-missing",
        message,
        `tagline import export.json --as ${slug}, or remove the directory`,
      ),
    );
    return null;
  }
  const agentFile = await readYaml(reading, agentPath(slug, "agent.yaml"), agentEntry);
  const type = agentFile?.value ? await engineType(reading, agentFile, agentFile.value) : null;
  const engineFile = await readEngine(reading, slug, names, type, agentFile);
  if (agentFile?.value) await check(reading, agentFile, agentFile.value, "agent", slugs);
  if (engineFile?.value) await check(reading, engineFile, engineFile.value, engineKind(engineFile), slugs);
  if (!agentFile?.value || type === null) return null;

  const config = await resolved(reading, slug, agentFile, agentFile.value);
  if (type === "custom-llm") {
    const engine = config.response_engine;
    const url = isJsonObject(engine) ? (engine.llm_websocket_url ?? null) : null;
    return { slug, config, engine: { kind: "custom-llm", url } };
  }
  if (!engineFile?.value) return null;
  const engine: Engine = { kind: type, config: await resolved(reading, slug, engineFile, engineFile.value) };
  return { slug, config, engine };
}

async function engineType(reading: Reading, file: ParsedFile, value: JsonObject): Promise<EngineType | null> {
  const engine = value.response_engine;
  const type = isJsonObject(engine) ? engine.type : undefined;
  const known = engineTypes.find((candidate) => candidate === type);
  if (known !== undefined) return known;
  // Missing or of the wrong type: the schema says so. A name we do not know is ours to explain.
  if (typeof type === "string") {
    const near = nearest(type, engineTypes);
    reading.problems.push(
      file.place({
        severity: "error",
        code: "unknown-engine",
        path: ["response_engine", "type"],
        at: "value",
        message: `"${type}" is not a response engine.`,
        hint: near === null ? `use one of ${engineTypes.join(", ")}` : `did you mean "${near}"?`,
      }),
    );
  }
  return null;
}

async function readEngine(
  reading: Reading,
  slug: string,
  names: ReadonlyMap<string, TreeEntry>,
  type: EngineType | null,
  agentFile: ParsedFile | null,
): Promise<ParsedFile | null> {
  const expected = type === null || type === "custom-llm" ? null : engineFiles[type];
  const present = Object.values(engineFiles).filter((name) => names.has(name));
  if (type !== null && agentFile !== null) {
    for (const name of present.filter((candidate) => candidate !== expected))
      reading.problems.push(
        wholeFile(
          agentPath(slug, name),
          "error",
          "engine-extra",
          `The agent "${slug}" is a ${type}, which has no ${name}.`,
          "remove the file, or change response_engine.type in agent.yaml",
        ),
      );
    if (expected !== null && !names.has(expected))
      reading.problems.push(
        agentFile.place({
          severity: "error",
          code: "engine-missing",
          path: ["response_engine", "type"],
          at: "value",
          message: `A ${type} needs ${expected} beside agent.yaml.`,
          hint: `add ${agentPath(slug, expected)}`,
        }),
      );
  }
  const name = expected ?? (type === null ? present[0] : undefined);
  const entry = name === undefined ? undefined : names.get(name);
  return name === undefined || entry === undefined ? null : readYaml(reading, agentPath(slug, name), entry);
}

function engineKind(file: ParsedFile): "llm" | "flow" {
  return file.file.endsWith(`/${engineFiles["retell-llm"]}`) ? "llm" : "flow";
}

async function check(
  reading: Reading,
  file: ParsedFile,
  value: JsonObject,
  kind: "agent" | "llm" | "flow",
  slugs: ReadonlySet<string>,
): Promise<void> {
  const found = [
    ...findReferences(value).findings,
    ...(await checkSchema(kind, value)),
    ...runRules(kind, value, { slugs }),
  ];
  for (const finding of found) reading.problems.push(file.place(finding));
}

/** The value with `$file` replaced by the files' texts, and a problem for each that cannot be. */
async function resolved(
  reading: Reading,
  slug: string,
  file: ParsedFile,
  value: JsonObject,
): Promise<JsonObject> {
  const texts = new Map<string, string>();
  for (const reference of findReferences(value).files) {
    const path = agentPath(slug, reference.file);
    const text = texts.get(reference.file) ?? (await readText(reading, path, file, reference.path));
    if (text !== null) texts.set(reference.file, text);
  }
  return texts.size === 0 ? value : withTexts(value, texts);
}

async function readText(
  reading: Reading,
  path: string,
  from: ParsedFile,
  at: readonly (string | number)[],
): Promise<string | null> {
  const slash = path.lastIndexOf("/");
  const entry = (await reading.tree.entries(path.slice(0, slash)))?.find(
    ({ name }) => name === path.slice(slash + 1),
  );
  const bytes = entry === undefined || isLarge(entry) ? null : await reading.tree.read(path);
  if (bytes === null) {
    const message =
      entry === undefined
        ? `The file ${path} does not exist.`
        : `${path} is not a text file of at most 4 MB.`;
    reading.problems.push(
      from.place({
        severity: "error",
        code: "file-reference-missing",
        path: [...at, "$file"],
        at: "value",
        message,
      }),
    );
    return null;
  }
  const decoded = decode(path, bytes);
  if (!reading.sources.has(path)) {
    // Line ends of a text are part of the text: only what makes it unreadable is said.
    reading.problems.push(...decoded.problems.filter(({ severity }) => severity === "error"));
    reading.sources.set(path, decoded.text ?? "");
  }
  return decoded.text === null ? null : decoded.text.replace(/\n$/, "");
}

async function readManifest(
  reading: Reading,
  slugs: ReadonlySet<string>,
  versions: VersionLookup,
): Promise<Manifest> {
  const entry = (await reading.tree.entries(""))?.find(({ name }) => name === manifestPath);
  if (entry === undefined) return emptyManifest;
  const file = await readYaml(reading, manifestPath, entry);
  if (!file?.value) return emptyManifest;
  const { manifest, findings } = await checkManifest(file.value, { slugs, versions });
  for (const finding of [...(await checkSchema("manifest", file.value)), ...findings])
    reading.problems.push(file.place(finding));
  return manifest;
}

async function readYaml(reading: Reading, path: string, entry: TreeEntry): Promise<ParsedFile | null> {
  if (entry.kind !== "file") {
    if (entry.kind === "directory") reading.problems.push(unreadableEntry(path, entry));
    else if (path === manifestPath) reading.problems.push(unreadableEntry(path, entry));
    return null;
  }
  if (isLarge(entry)) {
    reading.problems.push(tooLarge(path, entry.size ?? 0));
    return null;
  }
  const bytes = await reading.tree.read(path);
  if (bytes === null) return null;
  const parsed = parseFile(path, bytes);
  reading.sources.set(path, parsed.text);
  reading.problems.push(...parsed.problems);
  return parsed;
}

/** Symlinks, submodules and devices anywhere in an agent's directory: git would not store what they lead to. */
async function refuseLinks(
  reading: Reading,
  directory: string,
  entries: readonly TreeEntry[],
): Promise<void> {
  for (const entry of entries) {
    const path = `${directory}/${entry.name}`;
    if (entry.kind === "directory")
      await refuseLinks(reading, path, (await reading.tree.entries(path)) ?? []);
    else if (entry.kind !== "file") reading.problems.push(unreadableEntry(path, entry));
  }
}

function isLarge(entry: TreeEntry): boolean {
  return (entry.size ?? 0) > maximumFileSize;
}

function unreadableEntry(path: string, entry: TreeEntry): Problem {
  const what = {
    symlink: "a symbolic link",
    submodule: "a submodule",
    other: "a device or pipe",
    file: "a file",
    directory: "a directory",
  };
  return wholeFile(
    path,
    "error",
    "not-a-file",
    `${path} is ${what[entry.kind]}, which is never followed or read.`,
    "put the real file or directory there",
  );
}

function wholeFile(
  file: string,
  severity: Problem["severity"],
  code: string,
  message: string,
  hint: string,
): Problem {
  return { severity, code, file, line: 1, column: 1, endLine: 1, endColumn: 1, pointer: "", message, hint };
}
