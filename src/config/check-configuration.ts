import { agentsDirectory } from "../model/agent.js";
import { type CheckedConfiguration, settingsPath } from "../model/configuration.js";
import { type Manifest, manifestPath, type NumberEntry } from "../model/manifest.js";
import { compareProblems } from "../model/problem.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import { listAgentFiles } from "./agent-files.js";
import type { Surroundings } from "./asked.js";
import {
  checkPart,
  filesWithProblems,
  type KnownResults,
  type PartResult,
  type PartToCheck,
} from "./check-part.js";
import { decode } from "./decode.js";
import { idsPath, listAgents } from "./list-agents.js";
import type { ReadOptions } from "./load.js";
import { maskSecrets } from "./mask-secrets.js";
import { agentKey, fileKey } from "./part-key.js";
import { uncheckedPins, type VersionLookup } from "./version-lookup.js";

/** What to check of a tree. */
export interface CheckOptions extends Omit<ReadOptions, "manifest"> {
  /** Agents that are left unread although they are there: nobody asks for their problems. */
  readonly except?: ReadonlySet<string>;
}

/** How many agents are checked at a time: enough to keep the disk busy, few enough to keep memory flat. */
const batchSize = 16;

/**
 * Checks a tree as `readConfiguration` does: the same problems and those of tagline.yaml, but no agents. A part whose content and surroundings
 * gave a result before is not read again; `known` holds those results, null keeps none. What parses and checks is
 * loaded only when there is something to do.
 */
export async function checkConfiguration(
  tree: Tree,
  options: CheckOptions & { readonly known: KnownResults | null },
): Promise<CheckedConfiguration> {
  const { known, versions } = options;
  const root = new Map((await tree.entries(""))?.map((entry) => [entry.name, entry]));
  const { slugs, strays } = await listAgents(tree, root.get(agentsDirectory), options.agents);
  const alone: Surroundings = { slugs, platformIds: new Set(), versions };
  const idsEntry = root.get(idsPath);
  const ids = idsEntry === undefined ? null : await checkPart(idsPart(tree, idsEntry), alone, known);
  const around = { ...alone, platformIds: new Set((ids?.value ?? []) as readonly string[]) };

  const results = ids === null ? [] : [ids];
  const wanted = [...new Set(options.agents ?? slugs)]
    .filter((slug) => slugs.has(slug) && !options.except?.has(slug))
    .sort();
  for (let at = 0; at < wanted.length; at += batchSize) {
    const batch = wanted.slice(at, at + batchSize);
    const checking = batch.map((slug) => checkPart(agentPart(tree, slug), around, known));
    results.push(...(await Promise.all(checking)));
  }
  const settings = root.get(settingsPath);
  if (settings !== undefined) results.push(await checkPart(settingsPart(tree, settings), around, known));
  const entry = root.get(manifestPath);
  const numbers =
    entry === undefined ? null : await checkPart(manifestPart(tree, entry, versions), around, known);
  if (numbers !== null) results.push(numbers);

  return {
    slugs,
    manifest: manifestOf((numbers?.value ?? []) as readonly NumberEntry[]),
    problems: [...strays, ...results.flatMap(({ problems }) => problems)].sort(compareProblems),
    suppressed: results.reduce((sum, { suppressed }) => sum + suppressed, 0),
    files: results.flatMap(({ files }) => files),
    sources: await readSources(tree, results),
  };
}

let loading: Promise<typeof import("./read-parts.js")> | null = null;

/** What parses and checks. Asked for once: finding a module again takes a twentieth of a millisecond, per agent. */
function readers(): Promise<typeof import("./read-parts.js")> {
  loading ??= import("./read-parts.js");
  return loading;
}

function idsPart(tree: Tree, entry: TreeEntry): PartToCheck {
  return {
    tree,
    name: idsPath,
    key: () => fileKey(tree, idsPath, entry),
    async read() {
      const part = await (await readers()).readIdsPart(tree, entry);
      return { part, value: part.value };
    },
  };
}

function agentPart(tree: Tree, slug: string): PartToCheck {
  return {
    tree,
    name: slug,
    key: async () => agentKey(tree, slug, await listAgentFiles(tree, slug)),
    async read(watched) {
      const { readAgentPart } = await readers();
      const files = await listAgentFiles(tree, slug);
      return { part: await readAgentPart(tree, slug, files, watched), value: null };
    },
  };
}

function settingsPart(tree: Tree, entry: TreeEntry): PartToCheck {
  return {
    tree,
    name: settingsPath,
    key: () => fileKey(tree, settingsPath, entry),
    async read() {
      return { part: await (await readers()).readSettingsPart(tree, entry), value: null };
    },
  };
}

function manifestPart(tree: Tree, entry: TreeEntry, versions: VersionLookup): PartToCheck {
  return {
    tree,
    // What was read without looking at versions says nothing to whoever does look.
    name: versions === uncheckedPins ? `${manifestPath} alone` : manifestPath,
    key: () => fileKey(tree, manifestPath, entry),
    async read(watched) {
      const part = await (await readers()).readManifestPart(tree, entry, watched);
      return { part, value: [...part.value.numbers.values()] };
    },
  };
}

function manifestOf(numbers: readonly NumberEntry[]): Manifest {
  return { numbers: new Map(numbers.map((entry) => [entry.number, entry])) };
}

/** The texts that frames are cut from, as reading them for the first time left them. */
async function readSources(tree: Tree, results: readonly PartResult[]): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>();
  for (const result of results) {
    for (const path of filesWithProblems(result)) {
      const bytes = await tree.read(path);
      if (bytes !== null) sources.set(path, decode(path, bytes).text ?? "");
    }
    const { secrets } = result;
    if (secrets.length > 0)
      maskSecrets(
        sources,
        secrets.filter(({ file }) => sources.has(file)),
      );
  }
  return sources;
}
