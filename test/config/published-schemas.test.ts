import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { validate as agentCheck } from "../../src/config/schema/generated/agent.js";
import { validate as flowCheck } from "../../src/config/schema/generated/flow.js";
import { validate as llmCheck } from "../../src/config/schema/generated/llm.js";
import type { JsonObject } from "../../src/model/json.js";
import { mutate, mutations } from "../mutations.js";
import { chatAgent, component, edges, flow, llm, nodes, tools } from "./samples.js";

const all = flow(
  [...nodes, ...edges.map(([, node]) => node)].map((node, i) => ({ id: `n${i}`, ...node })),
  { components: [component] },
);
const samples: readonly (readonly [kind: string, compiled: typeof agentCheck, value: JsonObject])[] = [
  ["agent", agentCheck, chatAgent],
  [
    "agent",
    agentCheck,
    { voice_id: "x", language: ["en-US", "de-DE"], response_engine: { type: "retell-llm" } },
  ],
  ["llm", llmCheck, llm({ general_tools: tools, states: [{ name: "a", tools }], starting_state: "a" })],
  ["flow", flowCheck, all],
];

it.each(samples)(
  "the published schema takes and refuses what the compiled one does: %s",
  (kind, compiled, value) => {
    const text = readFileSync(new URL(`../../schemas/${kind}.schema.json`, import.meta.url), "utf8");
    const published = new Ajv2020({ strict: false }).compile(JSON.parse(text));
    fc.assert(
      fc.property(mutations, (changes) => {
        const changed = mutate(value, changes);
        expect(compiled(changed)).toBe(published(changed));
      }),
      { numRuns: 150 },
    );
  },
);
