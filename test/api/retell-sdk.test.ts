import { Retell as Newest } from "retell-sdk";
import { Retell as Sdk441 } from "retell-sdk-4-41";
import { Retell as Sdk466 } from "retell-sdk-4-66";
import { Retell as Sdk512 } from "retell-sdk-5-12";
import { describe, expect, it } from "vitest";
import { type Clinic, clinic } from "./clinic.js";

const options = (fetch: Clinic["fetch"]) => ({
  apiKey: "write-key-0123456789",
  baseURL: "http://localhost",
  fetch,
  maxRetries: 0,
});
const desk = { llm_websocket_url: "wss://llm.example/One", type: "custom-llm" };

/** What git holds of the engines, with the texts of `$file`. */
const tool = {
  type: "custom",
  name: "look_up",
  description: "Looks it up",
  url: "https://api.example/look-up",
  headers: { Authorization: { $env: "LOOK_UP_KEY", template: "Bearer $LOOK_UP_KEY" } },
  parameters: { type: "object", properties: { q: { type: "string", description: "What" } } },
};
const prompt = { general_prompt: "Hello.\nBe brief.", general_tools: [tool] };

describe.each([
  ["4.41", (fetch: Clinic["fetch"]) => new Sdk441(options(fetch) as never)],
  ["4.66", (fetch: Clinic["fetch"]) => new Sdk466(options(fetch) as never)],
  ["5.12", (fetch: Clinic["fetch"]) => new Sdk512(options(fetch))],
] as const)("retell-sdk %s", (_name, make) => {
  it("lists, and gets what git holds, at a version and as the draft", async () => {
    const { fetch } = await clinic();
    const client = make(fetch) as Sdk512;
    const all = await client.agent.list();
    expect(all.map(({ agent_id, version }) => [agent_id, version])).toEqual([
      ["desk", 3],
      ["desk", 1],
      ["desk", 0],
      ["front", 3],
      ["front", 2],
      ["night", 3],
      ["night", 2],
    ]);
    expect(await client.agent.retrieve("desk", { version: 0 })).toMatchObject({
      agent_id: "desk",
      version: 0,
      is_published: true,
      response_engine: desk,
      voice_id: "11labs-Adrian",
    });
    expect(await client.agent.retrieve("front")).toMatchObject({
      version: 3,
      is_published: false,
      response_engine: { type: "retell-llm", llm_id: "llm_front", version: 3 },
    });
    expect((await client.agent.getVersions("desk")).map(({ version }) => version)).toEqual([3, 1, 0]);
    expect(await client.llm.retrieve("llm_front", { version: 2 } as never)).toMatchObject({
      version: 2,
      ...prompt,
    });
    expect((await client.llm.list()).map(({ llm_id }) => llm_id)).toEqual(["llm_front"]);
    const flow = await client.conversationFlow.retrieve("conversation_flow_night", { version: "2" } as never);
    expect(flow).toMatchObject({ conversation_flow_id: "conversation_flow_night", start_node_id: "hello" });
    expect(await client.conversationFlow.list()).toHaveLength(1);
  });

  it("edits the draft and moves numbers, in the older fields", async () => {
    const { fetch, made } = await clinic();
    const client = make(fetch) as Sdk512;
    expect(await client.agent.update("desk", { agent_name: "Three" })).toMatchObject({
      version: 3,
      agent_name: "Three",
    });
    expect(await client.llm.update("llm_front", { general_prompt: "Hi." })).toMatchObject({
      general_prompt: "Hi.",
    });
    expect(made.read("agents/front/prompts/general.md")).toBe("Hi.\n");
    const update = { inbound_agent_id: "desk", inbound_agent_version: 1, nickname: "Front desk" };
    const moved = await client.phoneNumber.update("+14155550100", update as never);
    expect(moved).toMatchObject({ phone_number: "+14155550100", ...update });
    expect(await client.phoneNumber.retrieve("+14155550100")).toEqual(moved);
    const body = {
      phone_number: "+14155550103",
      termination_uri: "trunk.example",
      outbound_agent_id: "night",
    };
    const added = await client.phoneNumber.import(body as never);
    expect(added).toMatchObject({ phone_number: "+14155550103", outbound_agent_id: "night" });
    expect(await client.phoneNumber.list()).toHaveLength(4);
    await client.phoneNumber.delete("+14155550103");
    expect(await client.phoneNumber.list()).toHaveLength(3);
  });

  it("creates a call that keeps its version", async () => {
    const { fetch } = await clinic();
    const client = make(fetch) as Sdk512;
    const made = await client.call.createWebCall({ agent_id: "desk", agent_version: 1, metadata: { a: 1 } });
    expect(made).toMatchObject({
      call_type: "web_call",
      agent_id: "desk",
      agent_version: 1,
      call_status: "registered",
    });
    const { access_token, ...kept } = made;
    expect(access_token.split(".")).toHaveLength(3);
    expect(await client.call.retrieve(made.call_id)).toEqual(kept);
  });

  it("says what is missing in the platform's way", async () => {
    const { fetch } = await clinic();
    const client = make(fetch) as Sdk512;
    await expect(client.agent.retrieve("nobody")).rejects.toMatchObject({ status: 422 });
    await expect(client.phoneNumber.create({ area_code: 415 } as never)).rejects.toMatchObject({
      status: 400,
    });
  });
});

it("retell-sdk 4.66 and 5.12 publish", async () => {
  const { fetch, repository } = await clinic();
  await new Sdk466(options(fetch) as never).agent.publish("desk");
  await new Sdk512(options(fetch)).agent.publish("desk");
  expect(await repository.state()).toMatchObject({ newest: 4, draft: 5 });
});

describe("retell-sdk 5.66", () => {
  it("lists in pages, and gets what git holds, at a version and as the draft", async () => {
    const { fetch } = await clinic();
    const client = new Newest(options(fetch));
    expect((await client.agent.list()).items.map(({ agent_id }) => agent_id)).toEqual([
      "night",
      "front",
      "desk",
    ]);
    const ascending = { limit: 2, sort_order: "ascending" } as const;
    const first = await client.agent.list(ascending);
    expect(first).toMatchObject({ has_more: true, pagination_key: "front" });
    const next = await client.agent.list({
      ...ascending,
      pagination_key: first.pagination_key as string,
    });
    expect([...first.items, ...next.items].map(({ agent_id }) => agent_id)).toEqual([
      "desk",
      "front",
      "night",
    ]);
    expect((await client.agent.list({ filter_criteria: { query: "nig" } })).items).toHaveLength(1);
    for (const version of [2, "2", "v2", "latest_published"])
      expect(await client.agent.retrieve("front", { version })).toMatchObject({
        agent_id: "front",
        version: 2,
      });
    expect(await client.agent.retrieve("front", { version: "latest" })).toMatchObject({ version: 3 });
    const versions = await client.agent.listVersions("desk", { limit: 2 });
    expect(versions.items.map(({ version, is_published }) => [version, is_published])).toEqual([
      [3, false],
      [1, true],
    ]);
    const rest = await client.agent.listVersions("desk", {
      pagination_key: versions.pagination_key as string,
    });
    expect(rest).toMatchObject({ has_more: false, items: [{ version: 0 }] });
    expect((await client.llm.list()).items).toMatchObject([{ llm_id: "llm_front", ...prompt }]);
    expect((await client.conversationFlow.list()).items).toHaveLength(1);
    expect(await client.llm.retrieve("llm_front", { version: 2 })).toMatchObject({ version: 2, ...prompt });
  });

  it("publishes, makes a draft of a version, and pins", async () => {
    const { fetch } = await clinic();
    const client = new Newest(options(fetch));
    await client.agent.publish("desk", {
      version: 3,
      version_title: "June",
      version_description: "Opening hours.",
    });
    expect(await client.agent.retrieve("desk", { version: 3 })).toMatchObject({
      is_published: true,
      version_title: "June",
      version_description: "Opening hours.",
    });
    await expect(client.agent.publish("desk", { version: 3 })).rejects.toMatchObject({ status: 409 });
    const draft = await client.agent.createVersion("desk", { base_version: 0 });
    expect(draft).toMatchObject({ version: 4, is_published: false, response_engine: desk });
    const inbound_agents = [
      { agent_id: "desk", agent_version: 3, weight: 0.9 },
      { agent_id: "desk", agent_version: "latest", weight: 0.1 },
    ];
    const moved = await client.phoneNumber.update("+14155550100", { inbound_agents });
    expect(moved).toMatchObject({ inbound_agents });
    expect(moved).not.toHaveProperty("inbound_agent_id");
    const page = await client.phoneNumber.list({ limit: 2, sort_order: "ascending" });
    expect(page).toMatchObject({ has_more: true, items: [{ phone_number: "+14155550100" }, {}] });
    const made = await client.phoneNumber.create({ phone_number: "+14155550104", inbound_agents: null });
    expect(made).toMatchObject({ phone_number: "+14155550104", inbound_agents: [] });
  });

  it("creates an agent of an engine, and removes it", async () => {
    const { fetch } = await clinic();
    const client = new Newest(options(fetch));
    const llm = await client.llm.create({ general_prompt: "Hello there.", model: "gpt-4.1" });
    const engine = { type: "retell-llm" as const, llm_id: llm.llm_id };
    const agent = await client.agent.create({
      agent_name: "New Desk",
      voice_id: "11labs-Adrian",
      response_engine: engine,
    });
    expect(agent).toMatchObject({ agent_id: "new-desk", response_engine: engine });
    await client.agent.update("new-desk", { voice_speed: 1.2 }, { version: 3 } as never);
    await client.agent.delete("new-desk");
    await expect(client.agent.retrieve("new-desk")).rejects.toMatchObject({ status: 422 });
  });

  it("creates a call", async () => {
    const { fetch, repository } = await clinic();
    const client = new Newest(options(fetch));
    const made = await client.call.createWebCall({ agent_id: "desk" });
    expect(made).toMatchObject({ transport: "gateway", ice_servers: [] });
    expect(await client.call.retrieve(made.call_id)).toMatchObject({ agent_id: "desk", agent_version: 3 });
    expect(await repository.verifyToken(made.access_token)).toMatchObject({ sub: made.call_id });
  });
});

const platform = {
  agent_id: "agent_0123456789abcdef0123456789",
  llm_id: "llm_0123456789abcdef0123456789ab",
};

it.each([
  ["4.41", (fetch: Clinic["fetch"]) => new Sdk441(options(fetch) as never)],
  ["4.66", (fetch: Clinic["fetch"]) => new Sdk466(options(fetch) as never)],
  ["5.12", (fetch: Clinic["fetch"]) => new Sdk512(options(fetch))],
  ["5.66", (fetch: Clinic["fetch"]) => new Newest(options(fetch))],
] as const)("retell-sdk %s names agents by the platform's ids", async (_name, make) => {
  const { fetch, made } = await clinic();
  await made.commitFile(
    "tagline.ids.yaml",
    `default:\n  front:\n    agent_id: ${platform.agent_id}\n    llm_id: ${platform.llm_id}\n`,
  );
  const client = make(fetch) as Newest;
  for (const version of [undefined, 2]) {
    const agent = await client.agent.retrieve(platform.agent_id, { version } as never);
    expect(agent).toMatchObject({
      agent_id: platform.agent_id,
      version: version ?? 3,
      response_engine: { type: "retell-llm", llm_id: platform.llm_id },
    });
    expect(await client.llm.retrieve(platform.llm_id, { version } as never)).toMatchObject({
      llm_id: platform.llm_id,
      ...prompt,
    });
  }
  const update = { inbound_agents: [{ agent_id: platform.agent_id, agent_version: 2, weight: 1 }] };
  expect(await client.phoneNumber.update("+14155550100", update as never)).toMatchObject(update);
  expect(made.read("phone-numbers.yaml")).toContain("inbound: front@v2");
  const call = await client.call.createWebCall({ agent_id: platform.agent_id, agent_version: 2 });
  expect(await client.call.retrieve(call.call_id)).toMatchObject({
    agent_id: platform.agent_id,
    agent_version: 2,
  });
});
