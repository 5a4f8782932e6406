import fc from "fast-check";
import { expect, it } from "vitest";
import { validate as agent } from "../../src/config/schema/generated/agent.js";
import { validate as quickAgent } from "../../src/config/schema/generated/agent-quick.js";
import { validate as flowFull } from "../../src/config/schema/generated/flow.js";
import { validate as quickFlow } from "../../src/config/schema/generated/flow-quick.js";
import { validate as llmFull } from "../../src/config/schema/generated/llm.js";
import { validate as quickLlm } from "../../src/config/schema/generated/llm-quick.js";
import { validate as manifest } from "../../src/config/schema/generated/manifest.js";
import { validate as quickManifest } from "../../src/config/schema/generated/manifest-quick.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/model/json.js";
import { chatAgent, flow, llm, nodes, tools } from "./samples.js";

const numbers = { "+14155550100": { nickname: "x", inbound: [{ pin: "desk@v3", weight: 1 }] } };

it.each<readonly [string, JsonObject, (value: unknown) => boolean, (value: unknown) => boolean]>([
  ["an agent", chatAgent, quickAgent, agent],
  ["an LLM", llm({ general_tools: tools, states: [{ name: "a", tools }] }), quickLlm, llmFull],
  ["a flow", flow(nodes.filter((node) => flowFull(flow([node])))), quickFlow, flowFull],
  ["a manifest", { numbers }, quickManifest, manifest],
])(
  "the quick check and the one that explains agree on %s, whatever is wrong in it",
  (_, good, quick, full) => {
    expect([quick(good), full(good)]).toEqual([true, true]);
    const verdicts = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.jsonValue({ maxDepth: 1 }), fc.boolean(), (way, put, isAdded) => {
        const changed = change(good, way, put as JsonValue, isAdded);
        verdicts.add(full(changed));
        expect(quick(changed)).toBe(full(changed));
      }),
      { numRuns: 1000 },
    );
    expect(verdicts).toEqual(new Set([true, false]));
  },
);

/** A value with something else at the end of a way through it, or something added there. */
function change(
  value: JsonValue,
  [step, ...way]: readonly number[],
  put: JsonValue,
  isAdded: boolean,
): JsonValue {
  const isList = Array.isArray(value);
  if (step === undefined || !(isList || isJsonObject(value))) {
    if (!isAdded) return put;
    return isJsonObject(value) ? { ...value, added: put } : isList ? [...value, put] : put;
  }
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return put;
  const child = (value as JsonObject)[key] ?? null;
  const changed = change(child, way, put, isAdded);
  if (!isList) return { ...(value as JsonObject), [key]: changed };
  return value.map((item: JsonValue, i) => (String(i) === key ? changed : item));
}
