import { expect, it } from "vitest";
import { openRepository, type TaglineRepository } from "../../src/index.js";
import { type MemoryRepository, memoryRepository } from "../memory-repository.js";

const manifest = `# Lines
numbers:
  "+14155550100": # the desk
    nickname: Desk
    inbound: desk@draft
  "+14155550101":
    inbound:
      - { pin: desk@v0, weight: 0.25 }
      - { pin: desk@v1, weight: 0.75 }
`;

const llmAgent =
  "# The desk\nresponse_engine:\n  type: retell-llm # ours\nvoice_id: 11labs-Adrian\nagent_name: Desk\n";
const llm = `# Words
general_prompt: { $file: prompts/general.md }
general_tools:
  # ends the call
  - type: end_call
    name: bye
    description: "Says goodbye"
  - type: custom
    name: look_up
    description: Looks it up
    url: https://api.example/look-up
    headers: { Authorization: { $env: LOOK_UP_KEY, template: Bearer $LOOK_UP_KEY } }
    parameters: { type: object, properties: { q: { type: string, description: What } } }
`;

/** desk is a custom LLM in v0 and v1, and an LLM in the draft. */
async function clinic(): Promise<{ made: MemoryRepository; repository: TaglineRepository }> {
  const made = memoryRepository('numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
  await made.deploy({ desk: "One", back: "Back" });
  await made.deploy({ desk: "Two" });
  await made.commitManifest(manifest);
  made.write("agents/front/agent.yaml", llmAgent);
  made.write("agents/front/llm.yaml", llm);
  made.write("agents/front/prompts/general.md", "Hello.\nBe brief.\n");
  await made.deploy({});
  const { fs, clock, env, run, processes } = made.world;
  const repository = await openRepository("/repo", {
    fs,
    clock,
    env: { ...env, LOOK_UP_KEY: "k-1" },
    run,
    processes,
  });
  return { made, repository };
}

it("gives an agent at a version, and the draft without one", async () => {
  const { repository } = await clinic();
  expect(await repository.getAgent("desk", { version: 0 })).toEqual({
    agent_id: "desk",
    version: 0,
    is_published: true,
    last_modification_timestamp: Date.UTC(2026, 0, 2, 3, 4, 5),
    response_engine: { type: "custom-llm", llm_websocket_url: "wss://llm.example/One" },
    voice_id: "11labs-Adrian",
    agent_name: "One",
  });
  const draft = await repository.getAgent("desk");
  expect(draft).toMatchObject({ version: 3, is_published: false, base_version: 2, agent_name: "Two" });
  for (const version of [3, "3", "v3", "latest"])
    expect(await repository.getAgent("desk", { version })).toEqual(draft);
  expect(await repository.getAgent("desk", { version: "latest_published" })).toMatchObject({ version: 2 });
  await expect(repository.getAgent("desk", { version: 9 })).rejects.toMatchObject({
    code: "unknown-version",
  });
  await expect(repository.getAgent("none")).rejects.toMatchObject({ code: "unknown-agent" });
  await expect(repository.getRetellLlm("llm_desk")).rejects.toMatchObject({ code: "unknown-agent" });
});

it("gives an engine with its prompts, and its secrets only when they are asked for", async () => {
  const { repository } = await clinic();
  const agent = await repository.getAgent("front");
  expect(agent.response_engine).toEqual({ type: "retell-llm", llm_id: "llm_front", version: 3 });
  const symbolic = await repository.getRetellLlm("llm_front");
  expect(symbolic).toMatchObject({ llm_id: "llm_front", version: 3, general_prompt: "Hello.\nBe brief." });
  expect(JSON.stringify(symbolic)).not.toContain("k-1");
  expect(JSON.stringify(await repository.getRetellLlm("llm_front", { secrets: true }))).toContain(
    "Bearer k-1",
  );
});

it("lists the versions in which an agent changed", async () => {
  const { repository } = await clinic();
  const numbers = async (id: string) => (await repository.listVersions(id)).map(({ version }) => version);
  expect(await numbers("desk")).toEqual([3, 1, 0]);
  expect(await numbers("back")).toEqual([3, 0]);
  expect(await numbers("front")).toEqual([3, 2]);
  expect(await repository.listIds()).toEqual(["back", "desk", "front"]);
  expect(await repository.listIds("llm_id")).toEqual(["llm_front"]);
});

it("lists numbers with both forms of their agents, and draws a split line the same for one key", async () => {
  const { repository } = await clinic();
  const [desk, split] = await repository.listPhoneNumbers();
  expect(desk).toMatchObject({
    phone_number: "+14155550100",
    nickname: "Desk",
    inbound_agents: [{ agent_id: "desk", agent_version: "latest", weight: 1 }],
    inbound_agent_id: "desk",
  });
  expect(desk).not.toHaveProperty("inbound_agent_version");
  expect(split?.inbound_agents).toHaveLength(2);
  expect(split).not.toHaveProperty("inbound_agent_id");
  const drawn = async (key: string) => (await repository.resolveNumber("+14155550101", { key })).pin.version;
  const keys = Array.from({ length: 200 }, (_, i) => `caller-${i}`);
  const first = await Promise.all(keys.map(drawn));
  expect(await Promise.all(keys.map(drawn))).toEqual(first);
  expect(first.filter((version) => version === 0)).toHaveLength(51);
});

it("publishes the committed draft, and refuses another number than the draft's", async () => {
  const { made, repository } = await clinic();
  made.write("agents/desk/agent.yaml", "not committed");
  await expect(repository.deploy({ version: 7, evenIfUnchanged: true })).rejects.toMatchObject({
    code: "not-the-draft",
  });
  const made4 = await repository.deploy({
    version: 3,
    title: "From afar",
    evenIfUnchanged: true,
    caller: "ci",
  });
  expect(made4).toMatchObject({ status: "deployed", version: 3 });
  expect(await repository.getAgent("desk", { version: 3 })).toMatchObject({
    version_title: "From afar",
    is_published: true,
  });
  expect(await repository.state()).toMatchObject({ branch: "main", newest: 3, draft: 4 });
});

it("changes numbers in place and keeps the comments", async () => {
  const { made, repository } = await clinic();
  await repository.updatePhoneNumber("+14155550100", {
    inbound_agents: [{ agent_id: "desk", agent_version: 1, weight: 1 }],
    nickname: "Front desk",
    outbound_agent_id: "back",
  });
  await repository.createPhoneNumber({
    phone_number: "+14155550102",
    inbound_agent_id: "front",
    inbound_agent_version: 2,
  });
  await repository.deletePhoneNumber("+14155550101");
  expect(made.read("phone-numbers.yaml")).toBe(`# Lines
numbers:
  "+14155550100": # the desk
    nickname: Front desk
    inbound: desk@v1
    outbound: back@draft
  "+14155550102":
    inbound: front@v2
`);
  await expect(
    repository.updatePhoneNumber("+14155550100", { inbound_agent_id: "desk", inbound_agent_version: 9 }),
  ).rejects.toMatchObject({ code: "invalid-configuration" });
});

it("edits agents and engines in place: comments, prompts in their files, secrets symbolic", async () => {
  const { made, repository } = await clinic();
  await repository.updateAgent("front", {
    agent_name: "Front",
    voice_speed: 1.1,
    version: 3,
    agent_id: "front",
  });
  expect(made.read("agents/front/agent.yaml")).toBe(
    `${llmAgent.replace("Desk\n", "Front\n")}voice_speed: 1.1\n`.replace("# The desk\n", "# The desk\n"),
  );
  const { general_tools, ...resolved } = await repository.getRetellLlm("llm_front", { secrets: true });
  const [bye, ...others] = general_tools as { description: string }[];
  await repository.updateRetellLlm("llm_front", {
    general_prompt: "Hi.",
    general_tools: [{ ...bye, description: "Ends" }, ...others] as never,
  });
  expect(resolved.llm_id).toBe("llm_front");
  expect(made.read("agents/front/prompts/general.md")).toBe("Hi.\n");
  expect(made.read("agents/front/llm.yaml")).toBe(llm.replace('"Says goodbye"', '"Ends"'));
  await expect(
    repository.updateRetellLlm("llm_front", {
      general_tools: [
        {
          type: "custom",
          name: "x",
          description: "y",
          url: "https://a.example/x",
          headers: { Authorization: "Bearer sk-live-9f8e7d6c5b4a" },
        },
      ],
    }),
  ).rejects.toMatchObject({ code: "invalid-configuration" });
});

it("creates, restores and removes agents", async () => {
  const { made, repository } = await clinic();
  const engine = await repository.createRetellLlm({ general_prompt: "Hello there." });
  const agent = await repository.createAgent({
    agent_name: "Night Desk",
    voice_id: "11labs-Adrian",
    response_engine: { type: "retell-llm", llm_id: engine.llm_id },
  });
  expect(agent).toMatchObject({ agent_id: "night-desk", response_engine: { llm_id: engine.llm_id } });
  expect(await repository.getRetellLlm(engine.llm_id)).toMatchObject({ general_prompt: "Hello there." });
  expect(await repository.listIds()).toEqual(["back", "desk", "front", "night-desk"]);
  expect(await repository.restoreAgent("desk", 0)).toMatchObject({ agent_name: "One", is_published: false });
  await expect(repository.deleteAgent("desk")).rejects.toMatchObject({ code: "invalid-configuration" });
  await repository.deleteAgent("front");
  expect(made.read("agents/front/agent.yaml")).toBeNull();
  expect(made.volume.existsSync("/repo/agents/front")).toBe(false);
});

it("a call keeps what it was created with, whatever is published afterwards", async () => {
  const { repository } = await clinic();
  const call = await repository.createWebCall({ agent_id: "desk", metadata: { customer: 7 } });
  expect(call).toMatchObject({ agent: "desk", version: 3, is_published: false });
  await repository.updateAgent("desk", { agent_name: "Three" });
  await repository.deploy();
  const { access_token, expires_at, ...kept } = call;
  expect(await repository.getCall(call.call_id)).toEqual(kept);
  expect(await repository.verifyToken(access_token)).toMatchObject({
    sub: call.call_id,
    agent: "desk",
    version: 3,
    tree: call.tree,
  });
  expect(expires_at).toBe(call.created_at - (call.created_at % 1000) + 600_000);
  await expect(repository.getCall("call_x")).rejects.toMatchObject({ code: "unknown-call" });
});
