import { type EngineType, engineTypes } from "../model/agent.js";
import type { PlannedAgent } from "./plan-import.js";

/** What an import comes to, all agents together. */
export interface ImportSummary {
  readonly agents: number;
  /** How many there are of each engine. */
  readonly engines: Readonly<Record<EngineType, number>>;
  /** Engines that came without an agent, and got one. */
  readonly withoutAgent: number;
  readonly files: number;
  /** Fields that were left out, places in lists apart (`conversationFlow.components[].version`), and how often. */
  readonly stripped: Readonly<Record<string, number>>;
  /** Variables to set, each with the fields that need it: `front-desk/llm.yaml/general_tools/0/headers/X-Key`. */
  readonly env: readonly { readonly name: string; readonly fields: readonly string[] }[];
}

/** Counts what an import does. */
export function summarize(agents: readonly PlannedAgent[]): ImportSummary {
  const stripped = new Map<string, number>();
  const env = new Map<string, string[]>();
  for (const { slug, stripped: left, secrets } of agents) {
    for (const field of left.map((name) => name.replace(/\[\d+\]/g, "[]")))
      stripped.set(field, (stripped.get(field) ?? 0) + 1);
    for (const { name, field } of secrets) env.set(name, [...(env.get(name) ?? []), `${slug}/${field}`]);
  }
  const [llm, flow, custom] = engineTypes.map(
    (type) => agents.filter(({ engine }) => engine === type).length,
  );
  return {
    agents: agents.length,
    engines: { "retell-llm": llm ?? 0, "conversation-flow": flow ?? 0, "custom-llm": custom ?? 0 },
    withoutAgent: agents.filter(({ origin }) => origin === "engine").length,
    files: agents.reduce((sum, { files }) => sum + files.size, 0),
    stripped: Object.fromEntries([...stripped].sort(([, a], [, b]) => b - a)),
    env: [...env].map(([name, fields]) => ({ name, fields })),
  };
}
