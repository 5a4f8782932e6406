import { type Agent, agentsDirectory, isSlug } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import { isJsonObject } from "../model/json.js";
import { emptyManifest, type Manifest, manifestPath } from "../model/manifest.js";
import { compareProblems } from "../model/problem.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import { applyIgnores } from "./apply-ignores.js";
import { readAgent } from "./load-agent.js";
import { checkManifest, type VersionLookup } from "./manifest.js";
import { maskSecrets } from "./mask-secrets.js";
import { notAFile, type Reading, readYaml, wholeFile } from "./reading.js";
import { runRules } from "./rules/index.js";
import type { RuleContext, TreeContext } from "./rules/rule.js";
import { checkSchema } from "./schema/index.js";

/** What to read of a tree, and against which versions pins are checked. */
export interface ReadOptions {
  /** Only these agents, and only their problems; all when absent. An agent that is not there is left out. */
  readonly agents?: readonly string[];
  /** Agents that are left unread although they are there: nobody asks for their problems. */
  readonly except?: ReadonlySet<string>;
  /** False leaves the manifest unread and empty. */
  readonly manifest?: boolean;
  readonly versions: VersionLookup;
}

/** How many agents are read at a time: enough to keep the disk busy, few enough to keep memory flat. */
const batchSize = 16;
/** Platform ids by slug, written by import. */
export const idsPath = "tagline.ids.yaml";

/**
 * Reads agents and manifest from one tree: the working tree, HEAD and a version alike. What is wrong becomes
 * a problem; nothing is thrown for bad content.
 */
export async function readConfiguration(tree: Tree, options: ReadOptions): Promise<Configuration> {
  const reading: Reading = { tree, problems: [], sources: new Map(), ignores: [], origins: new Map() };
  const root = new Map((await tree.entries(""))?.map((entry) => [entry.name, entry]));
  const slugs = await listSlugs(reading, root.get(agentsDirectory), options.agents === undefined);
  const context: TreeContext = { slugs, platformIds: await readPlatformIds(reading, root.get(idsPath)) };

  const wanted = [...new Set(options.agents ?? slugs)]
    .filter((slug) => slugs.has(slug) && !options.except?.has(slug))
    .sort();
  const agents = new Map<string, Agent>();
  for (let at = 0; at < wanted.length; at += batchSize) {
    const batch = wanted.slice(at, at + batchSize).map((slug) => readAgent(reading, slug, context));
    for (const agent of await Promise.all(batch)) if (agent !== null) agents.set(agent.slug, agent);
  }
  const entry = root.get(manifestPath);
  const manifest =
    options.manifest === false || entry === undefined
      ? emptyManifest
      : await readManifest(reading, entry, slugs, options.versions);
  const { sources } = reading;
  maskSecrets(sources, reading.problems);
  const { problems, suppressed } = applyIgnores(reading);
  return { agents, slugs, manifest, problems: [...problems].sort(compareProblems), suppressed, sources };
}

/** The agents' names. What else is in `agents/` is a problem, unless only some agents were asked for. */
async function listSlugs(
  reading: Reading,
  directory: TreeEntry | undefined,
  report: boolean,
): Promise<ReadonlySet<string>> {
  const entries = await reading.tree.entries(agentsDirectory);
  if (entries === null) {
    if (directory !== undefined) reading.problems.push(notAFile(agentsDirectory, directory));
    return new Set();
  }
  const slugs = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === "directory" && isSlug(entry.name)) slugs.add(entry.name);
    else if (report) reading.problems.push(strayEntry(entry));
  }
  return slugs;
}

function strayEntry(entry: TreeEntry): Configuration["problems"][number] {
  const path = `${agentsDirectory}/${entry.name}`;
  switch (entry.kind) {
    case "directory": {
      const lower = entry.name.toLowerCase().replace(/[ _.]+/g, "-");
      const hint = isSlug(lower)
        ? `rename it to ${lower}`
        : "use lower-case letters, digits and hyphens, 63 at most, not a hyphen first";
      return wholeFile(path, "error", "bad-slug", `"${entry.name}" cannot name an agent.`, hint);
    }
    case "file": {
      const hint = "move it into an agent's directory, or out of agents/";
      return wholeFile(path, "warning", "stray-file", "This file belongs to no agent.", hint);
    }
    default:
      return notAFile(path, entry);
  }
}

async function readPlatformIds(reading: Reading, entry: TreeEntry | undefined): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const file = entry?.kind === "file" ? await readYaml(reading, idsPath, entry) : null;
  for (const workspace of Object.values(file?.value ?? {}))
    for (const known of isJsonObject(workspace) ? Object.values(workspace) : [])
      if (isJsonObject(known) && typeof known.agent_id === "string") ids.add(known.agent_id);
  return ids;
}

/** The manifest has no `$file`, no engine and no variables. */
const manifestRules: RuleContext = {
  slugs: new Set(),
  platformIds: new Set(),
  values: [],
  textOf: (part) => (typeof part === "string" ? part : null),
  toE164: null,
};

async function readManifest(
  reading: Reading,
  entry: TreeEntry,
  slugs: ReadonlySet<string>,
  versions: VersionLookup,
): Promise<Manifest> {
  if (entry.kind !== "file") {
    reading.problems.push(notAFile(manifestPath, entry));
    return emptyManifest;
  }
  const file = await readYaml(reading, manifestPath, entry);
  if (!file?.value) return emptyManifest;
  const { manifest, findings } = await checkManifest(file.value, { slugs, versions });
  const own = [...findings, ...runRules("manifest", file.value, manifestRules)].map(file.place);
  // Where both speak about one place, ours knows what was meant.
  const said = new Set(own.map(({ pointer }) => pointer));
  const general = (await checkSchema("manifest", file.value)).map(file.place);
  reading.problems.push(...own, ...general.filter(({ pointer }) => !said.has(pointer)));
  return manifest;
}
