import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ExportShape, exportAgent } from "../../src/export/index.js";
import type { JsonObject, JsonValue } from "../../src/model/json.js";
import { serverAssigned } from "../../src/model/server-assigned.js";
import { plan, readBack } from "../import/import-and-read.js";
import { dashboardFlow, dashboardLlm, leftoversFlow } from "../import/sample-exports.js";
import { jsonObjects, texts } from "../json-values.js";

/** Imports one agent, reads its files as any command would, and exports it. */
async function roundTrip(
  values: readonly JsonValue[],
  shape: ExportShape = "dashboard",
  options: { readonly keepSecrets?: boolean; readonly secrets?: Record<string, string> } = {},
): Promise<JsonObject> {
  const planned = plan(values, { as: "desk", keepSecrets: options.keepSecrets ?? true });
  const [agent] = (await readBack(planned)).agents;
  if (agent === undefined) throw new Error("the agent could not be read back");
  return exportAgent(agent, { shape, secrets: options.secrets ?? null }).value;
}

/** What is left of an object when the platform's own fields are taken off it. */
function configuration(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !serverAssigned.has(key)));
}

const llmAgent = { response_engine: { type: "retell-llm", llm_id: "llm_1" }, voice_id: "v" };
const flowAgent = {
  response_engine: { type: "conversation-flow", conversation_flow_id: "cf_1" },
  voice_id: "v",
};

describe("import, then export", () => {
  it("gives back an LLM's dashboard export, in its own order, without what the platform assigns", async () => {
    const back = await roundTrip([dashboardLlm]);
    const { retellLlmData, ...agent } = dashboardLlm;
    expect(JSON.stringify(back)).toBe(
      JSON.stringify({
        ...configuration({ ...agent, response_engine: { type: "retell-llm" } }),
        retellLlmData: configuration(retellLlmData),
      }),
    );
  });

  it("gives back a flow's dashboard export", async () => {
    const { conversationFlow, ...agent } = dashboardFlow;
    expect(await roundTrip([dashboardFlow])).toEqual({
      ...configuration({ ...agent, response_engine: { type: "conversation-flow" } }),
      conversationFlow: configuration(conversationFlow),
    });
  });

  it("gives back what else exports hold, in its own order, but for the times of components", async () => {
    const { conversationFlow, ...agent } = leftoversFlow;
    const components = conversationFlow.components.map(({ user_modified_timestamp: _, ...own }) => own);
    expect(JSON.stringify(await roundTrip([leftoversFlow]))).toBe(
      JSON.stringify({
        ...configuration({ ...agent, response_engine: { type: "conversation-flow" } }),
        conversationFlow: configuration({ ...conversationFlow, components }),
      }),
    );
  });

  it("gives back the bodies of the API, each by its shape", async () => {
    const { retellLlmData, ...agent } = dashboardLlm;
    const bodies = [{ ...agent, response_engine: { type: "retell-llm", llm_id: "llm_1" } }, retellLlmData];
    expect(await roundTrip(bodies, "agent")).toEqual(
      configuration({ ...agent, response_engine: { type: "retell-llm" } }),
    );
    expect(await roundTrip(bodies, "llm")).toEqual(configuration(retellLlmData));
    const flow = dashboardFlow.conversationFlow;
    expect(
      await roundTrip([flow, { ...flowAgent, response_engine: dashboardFlow.response_engine }], "flow"),
    ).toEqual(configuration(flow));
  });

  it("gives back its own output of separate shapes, which has no ids to join by", async () => {
    const agent = await roundTrip([dashboardLlm], "agent");
    const llm = await roundTrip([dashboardLlm], "llm");
    expect(await roundTrip([llm, agent])).toEqual(await roundTrip([dashboardLlm]));
  });

  it("gives back a custom LLM, which is an agent alone", async () => {
    const agent = {
      agent_name: "Own server",
      voice_id: "v",
      response_engine: { type: "custom-llm", llm_websocket_url: "wss://llm.example/desk" },
    };
    expect(await roundTrip([agent])).toEqual(agent);
  });

  it("puts secrets back from the environment, exactly", async () => {
    const secrets = {
      DESK_CAL_API_KEY: "cal_live_0123456789abcdef",
      DESK_FIND_PATIENT_AUTHORIZATION: "s3cret$&Value",
      DESK_FIND_PATIENT_TENANT_KEY: "tenant-77",
      DESK_WEBHOOK_URL: "https://hooks.example/in?token=abc&sig=def",
    };
    const back = await roundTrip([dashboardLlm], "dashboard", { keepSecrets: false, secrets });
    expect(back).toEqual(await roundTrip([dashboardLlm]));
  });

  it("reads its own placeholders back as the same references", async () => {
    const first = plan([dashboardLlm], { as: "desk" });
    const exported = await roundTrip([dashboardLlm], "dashboard", { keepSecrets: false });
    const second = plan([exported], { as: "desk" });
    expect(second.agents[0]?.files).toEqual(first.agents[0]?.files);
    expect(second.agents[0]?.secrets).toEqual(first.agents[0]?.secrets);
  });

  it("gives back any fields, nested anyhow, in an agent, an LLM and a flow", async () => {
    const extra = fc.record({ agent: jsonObjects, engine: jsonObjects, isFlow: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(extra, async ({ agent, engine, isFlow }) => {
        const own = isFlow ? flowAgent : llmAgent;
        const field = isFlow ? "conversationFlow" : "retellLlmData";
        const given = { ...agent, ...own, [field]: engine };
        const { type } = own.response_engine;
        const want = { ...configuration({ ...agent, ...own, response_engine: { type } }) };
        expect(await roundTrip([given])).toEqual({ ...want, [field]: configuration(engine) });
      }),
      { numRuns: 300 },
    );
  });

  it("gives back any prompt, long enough for a file or not", async () => {
    const long = fc.tuple(texts, fc.constantFrom("", `${"word ".repeat(70)}\n`, "a\n".repeat(200)), texts);
    const prompts = fc.array(
      long.map((parts) => parts.join("")),
      { minLength: 3, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(prompts, async ([general, one, two]) => {
        const llm = {
          general_prompt: general ?? "",
          states: [
            { name: "general", state_prompt: one ?? "" },
            { name: "general", state_prompt: two ?? "" },
          ],
        };
        expect(await roundTrip([{ ...llmAgent, retellLlmData: llm }], "llm")).toEqual(llm);
      }),
      { numRuns: 300 },
    );
  });

  it("gives back any secret in any place of one, with the names that the plan lists", async () => {
    const name = fc.constantFrom("Authorization", "X-API-Key", "Content-Type", "apiKey", "q", "Cookie");
    const secret = fc.oneof(
      texts,
      fc.constantFrom("Bearer abc", "Bearer {{token}}", "Basic $X", "$NAME", "<<X>>a"),
    );
    const map = fc.dictionary(name, secret, { noNullPrototype: true });
    const url = fc.tuple(
      fc.constantFrom("https://u:pw1@h.example/", "wss://h.example/v1?", "x"),
      texts,
      name,
      secret,
    );
    const urls = url.map(([base, path, key, value]) => `${base}${path}&${key}=${value}#end`);
    const tool = fc.record({
      type: fc.constant("custom"),
      name: fc.oneof(fc.constantFrom("find", "2nd", "é"), texts),
      cal_api_key: secret,
      headers: map,
      query_params: map,
      url: urls,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(tool, { maxLength: 3 }), urls, async (tools, webhook) => {
        const given = { ...llmAgent, webhook_url: webhook, retellLlmData: { general_tools: tools } };
        const planned = plan([given], { as: "desk" });
        const [agent] = (await readBack(planned)).agents;
        if (agent === undefined) throw new Error("the agent could not be read back");
        const { value, env } = exportAgent(agent, { shape: "dashboard", secrets: null });
        expect(new Set(env)).toEqual(new Set(planned.agents[0]?.secrets.map((moved) => moved.name)));
        // What is not a secret stands as it was; what is, reads back to the same references.
        const again = plan([value], { as: "desk" });
        expect(again.agents[0]?.files).toEqual(planned.agents[0]?.files);
      }),
      { numRuns: 500 },
    );
  });
});
