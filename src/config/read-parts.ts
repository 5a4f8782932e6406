import type { Agent } from "../model/agent.js";
import { settingsPath } from "../model/configuration.js";
import { isJsonObject } from "../model/json.js";
import { emptyManifest, type Manifest, manifestPath } from "../model/manifest.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import type { AgentFiles } from "./agent-files.js";
import type { AgentContext } from "./check-file.js";
import { idsPath } from "./list-agents.js";
import { readAgent } from "./load-agent.js";
import { checkManifest, type ManifestContext } from "./manifest.js";
import { type FinishedReading, finish, newReading, type Reading, readYaml } from "./reading.js";
import { noFaults } from "./rules/faults.js";
import { runRules } from "./rules/index.js";
import type { RuleContext } from "./rules/rule.js";
import { checkSchema } from "./schema/index.js";
import { notAFile } from "./whole-file.js";

/**
 * One part of a configuration, read: an agent, the manifest or the platform's ids. What it holds and what is wrong
 * with it depends on its own files and on what it asks of the tree, and on nothing else.
 */
export interface Part<T> extends FinishedReading {
  readonly value: T;
}

/** Reads and checks one agent; `files` is its directory. Null when there is too little to make an agent of. */
export async function readAgentPart(
  tree: Tree,
  slug: string,
  files: AgentFiles,
  context: AgentContext,
): Promise<Part<Agent | null>> {
  const reading = newReading(tree);
  const value = await readAgent(reading, slug, files, context);
  return { value, ...finish(reading) };
}

/** Reads tagline.ids.yaml: the ids of agents that it knows. */
export async function readIdsPart(
  tree: Tree,
  entry: TreeEntry | undefined,
): Promise<Part<readonly string[]>> {
  const reading = newReading(tree);
  const ids = new Set<string>();
  const file = entry?.kind === "file" ? await readYaml(reading, idsPath, entry) : null;
  for (const workspace of Object.values(file?.value ?? {}))
    for (const known of isJsonObject(workspace) ? Object.values(workspace) : [])
      if (isJsonObject(known) && typeof known.agent_id === "string") ids.add(known.agent_id);
  return { value: [...ids], ...finish(reading) };
}

/** Reads and checks phone-numbers.yaml. */
export async function readManifestPart(
  tree: Tree,
  entry: TreeEntry | undefined,
  context: ManifestContext,
): Promise<Part<Manifest>> {
  const reading = newReading(tree);
  const value = entry === undefined ? emptyManifest : await readManifest(reading, entry, context);
  return { value, ...finish(reading) };
}

/** Reads and checks tagline.yaml. What it sets is `readSettings`'s to give. */
export async function readSettingsPart(tree: Tree, entry: TreeEntry): Promise<Part<null>> {
  const reading = newReading(tree);
  if (entry.kind !== "file") reading.problems.push(notAFile(settingsPath, entry));
  const file = entry.kind === "file" ? await readYaml(reading, settingsPath, entry) : null;
  if (file?.value) {
    const own = runRules("tagline", file.value, rootRules).map(file.place);
    const general = (await checkSchema("tagline", file.value)).map(file.place);
    reading.problems.push(...own, ...general);
  }
  return { value: null, ...finish(reading) };
}

/** Files at the root have no `$file`, no engine and no variables. */
const rootRules: RuleContext = {
  slugs: new Set(),
  platformIds: new Set(),
  values: [],
  textOf: (part) => (typeof part === "string" ? part : null),
  toE164: null,
  faults: noFaults,
  versions: null,
};

async function readManifest(reading: Reading, entry: TreeEntry, context: ManifestContext): Promise<Manifest> {
  if (entry.kind !== "file") {
    reading.problems.push(notAFile(manifestPath, entry));
    return emptyManifest;
  }
  const file = await readYaml(reading, manifestPath, entry);
  if (!file?.value) return emptyManifest;
  const { manifest, findings } = await checkManifest(file.value, context);
  const own = [...findings, ...runRules("manifest", file.value, rootRules)].map(file.place);
  // Where both speak about one place, ours knows what was meant.
  const said = new Set(own.map(({ pointer }) => pointer));
  const general = (await checkSchema("manifest", file.value)).map(file.place);
  reading.problems.push(...own, ...general.filter(({ pointer }) => !said.has(pointer)));
  return manifest;
}
