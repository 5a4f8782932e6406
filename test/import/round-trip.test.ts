import fc from "fast-check";
import { expect, it } from "vitest";
import { readConfiguration } from "../../src/config/load.js";
import { exportAgent } from "../../src/export/index.js";
import { agentsOfVersions } from "../../src/git/version-lookup.js";
import { openWorkspace } from "../../src/git/workspace.js";
import { planImportation } from "../../src/import/index.js";
import type { JsonObject } from "../../src/model/json.js";
import { jsonValues } from "../json-values.js";
import { memoryWorld } from "../memory-world.js";

const request = { as: "desk", voice: null, keepSecrets: true };

/** Imports a JSON value into an empty repository and exports the agent again. */
async function roundTrip(value: unknown): Promise<JsonObject> {
  const { world, volume } = memoryWorld({ "agents/.keep": "" });
  volume.unlinkSync("/repo/agents/.keep");
  const planned = await planImportation(world, [{ name: "in.json", text: JSON.stringify(value) }], request);
  await planned.apply();
  const { workTree, repo, versions } = await openWorkspace(world, "read");
  const { agents } = await readConfiguration(workTree, { versions: agentsOfVersions(repo, versions) });
  const agent = agents.get("desk");
  if (agent === undefined) throw new Error("the agent could not be read back");
  return exportAgent(agent, "dashboard", null).value;
}

const dashboard = (llm: object, agent: object = {}) => ({
  response_engine: { type: "retell-llm" },
  voice_id: "11labs-Adrian",
  ...agent,
  retellLlmData: llm,
});

it("gives back what went in, value for value and in order", async () => {
  const llm = {
    general_prompt: `# Who\n${"words ".repeat(100)}\n\ntrailing  \nend\n`,
    begin_message: "",
    empty: {},
    none: [],
    nothing: null,
    texts: [
      "no",
      "12:30",
      "1_000",
      "~",
      "<<",
      "=",
      "0o7",
      " lead",
      "trail ",
      "\ttab",
      "a\r\nb",
      "\u2028",
      "\uFEFFx",
      "#",
      "- x",
      "{{name}}",
    ],
    numbers: [0, -1, 1.5, 1e21, 1e-7].filter((n) => !Number.isInteger(n) || Number.isSafeInteger(n)),
    no: { on: "off", "12:30": true },
  };
  const value = dashboard(llm);
  const back = await roundTrip(value);
  expect(back).toEqual(value);
  expect(JSON.stringify(back)).toBe(JSON.stringify(value));
});

it("gives back any JSON that an engine can hold", async () => {
  await fc.assert(
    fc.asyncProperty(jsonValues, async (inner) => {
      const given = dashboard({ general_prompt: "hi", inner });
      expect(await roundTrip(given)).toEqual(given);
    }),
    { numRuns: 150 },
  );
});

it("leaves out what the platform assigns, and moves secrets out of git", async () => {
  const { world, volume } = memoryWorld({ "agents/other/agent.yaml": "x: 1\n" });
  const text = JSON.stringify({
    agent_id: "agent_1",
    agent_name: "Empfang Zürich",
    voice_id: "v",
    version: 4,
    response_engine: { type: "retell-llm", llm_id: "llm_1", version: 4 },
    retellLlmData: {
      llm_id: "llm_1",
      general_tools: [{ type: "custom", headers: { Authorization: "Bearer hush", Accept: "text/html" } }],
    },
  });
  const { plan, apply } = await planImportation(world, [{ name: "a.json", text }], {
    ...request,
    as: null,
    keepSecrets: false,
  });
  await apply();
  expect(plan.agents.map(({ slug, env }) => ({ slug, env }))).toEqual([
    { slug: "empfang-zuerich", env: ["EMPFANG_ZUERICH_AUTHORIZATION"] },
  ]);
  const files = Object.entries(volume.toJSON("/repo/agents/empfang-zuerich"));
  expect(files.map(([path]) => path)).toEqual([
    "/repo/agents/empfang-zuerich/agent.yaml",
    "/repo/agents/empfang-zuerich/llm.yaml",
  ]);
  expect(files.join()).not.toContain("hush");
  expect(volume.readFileSync("/repo/tagline.ids.yaml", "utf8")).toBe(
    "# Ids on the platform, by agent. Written by import; never part of a version.\ndefault:\n  empfang-zuerich:\n    agent_id: agent_1\n    llm_id: llm_1\n",
  );
  await expect(
    planImportation(world, [{ name: "a.json", text }], { ...request, as: null }),
  ).rejects.toMatchObject({ code: "file-exists", exit: 3 });
});

it.each([
  ["{", "it is not JSON (line 1, column 2)"],
  ["[1]", "it is not an object"],
  ['{"a":1}', "neither an agent nor an LLM"],
  ['{"response_engine":{"type":"retell-llm","llm_id":"llm_9"}}', "its engine llm_9 is in none of the files"],
  ['{"general_prompt":"x","n":12345678901234567890}', "too large to be kept exactly"],
  ['{"general_prompt":"x","__proto__":{}}', "cannot be a field's name"],
])("refuses %s", async (text, reason) => {
  const { world } = memoryWorld({ "agents/other/agent.yaml": "x: 1\n" });
  await expect(planImportation(world, [{ name: "a.json", text }], request)).rejects.toThrow(reason);
});

it("reads the placeholders of an export back as references to the environment", async () => {
  const { world } = memoryWorld({ "agents/other/agent.yaml": "x: 1\n" });
  const text = JSON.stringify({
    voice_id: "v",
    webhook_url: "https://hook.example/<<HOOK_TOKEN>>",
    retellLlmData: {
      general_prompt: "say <<this>>",
      general_tools: [{ cal_api_key: "<<CAL_API_KEY>>", headers: { "X-Org": "Bearer <<ORG>>" } }],
    },
  });
  const { plan } = await planImportation(world, [{ name: "a.json", text }], {
    ...request,
    keepSecrets: false,
  });
  expect(plan.agents[0]?.agent.webhook_url).toEqual({
    $env: "HOOK_TOKEN",
    template: "https://hook.example/$HOOK_TOKEN",
  });
  expect(plan.agents[0]?.engine?.value).toEqual({
    general_prompt: "say <<this>>",
    general_tools: [
      {
        cal_api_key: { $env: "CAL_API_KEY" },
        headers: { "X-Org": { $env: "ORG", template: "Bearer $ORG" } },
      },
    ],
  });
});
