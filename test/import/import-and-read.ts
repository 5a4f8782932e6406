import { readConfiguration } from "../../src/config/load.js";
import type { ImportOptions, ImportPlan } from "../../src/import/plan-import.js";
import { planTexts } from "../../src/import/plan-texts.js";
import type { Agent } from "../../src/model/agent.js";
import type { JsonValue } from "../../src/model/json.js";
import type { Problem } from "../../src/model/problem.js";
import { memoryTree } from "../memory-tree.js";

/** Plans an import of values (or of texts) into an empty repository; files are called a.json, b.json … */
export function plan(
  values: readonly (JsonValue | { readonly text: string })[],
  options: Partial<ImportOptions> = {},
  existing: { slugs?: readonly string[]; idsFile?: string } = {},
): ImportPlan {
  const inputs = values.map((value, i) => ({
    name: `${String.fromCharCode(97 + i)}.json`,
    text: isText(value) ? value.text : JSON.stringify(value),
  }));
  return planTexts(
    inputs,
    { as: null, voice: null, keepSecrets: false, ...options },
    { slugs: new Set(existing.slugs), idsFile: existing.idsFile ?? null },
  );
}

function isText(value: JsonValue | { readonly text: string }): value is { readonly text: string } {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "text";
}

/** All files of a plan, by path. */
export function filesOf({ agents }: ImportPlan): Record<string, string> {
  return Object.fromEntries(agents.flatMap(({ files }) => [...files]));
}

/** Reads a plan's files as any command would. */
export async function readBack(
  planned: ImportPlan,
): Promise<{ agents: readonly Agent[]; problems: readonly Problem[] }> {
  const tree = memoryTree(filesOf(planned));
  const { agents, problems } = await readConfiguration(tree, {
    versions: { newest: null, agentExists: async () => "unknown-version" },
  });
  return { agents: [...agents.values()], problems };
}
