import { describe, expect, it } from "vitest";
import { schemaCodes } from "../../src/config/schema/index.js";
import type { ImportPlan } from "../../src/import/plan-import.js";
import type { JsonValue } from "../../src/model/json.js";
import type { Problem } from "../../src/model/problem.js";
import { filesOf, plan, readBack } from "./import-and-read.js";
import { dashboardFlow, dashboardLlm, leftoversFlow } from "./sample-exports.js";

const llm = { llm_id: "llm_1", model: "gpt-4.1", general_prompt: "Be kind.", begin_message: null };
const agentOf = (name: string, more: object = {}): Record<string, JsonValue> => ({
  agent_name: name,
  voice_id: "v",
  response_engine: { type: "retell-llm", llm_id: "llm_1", version: 2 },
  ...more,
});
const schemaProblems = async (planned: ImportPlan): Promise<readonly Problem[]> =>
  (await readBack(planned)).problems.filter(({ code }) => schemaCodes.some((known) => known === code));
const slugs = (values: readonly JsonValue[], as: string | null = null): string[] =>
  plan(values, { as }).agents.map(({ slug }) => slug);

describe("what the platform assigns", () => {
  it("is left out of components too, but for the id that nodes refer to", () => {
    const component = { conversation_flow_component_id: "cf-component-1", name: "Part", nodes: [] };
    const flow = { nodes: [], components: [{ ...component, user_modified_timestamp: 1_760_000_000_000 }, 7] };
    const planned = plan([{ agent_name: "Desk", voice_id: "v", conversationFlow: flow }]);
    expect(planned.agents[0]?.stripped).toEqual(["conversationFlow.components[0].user_modified_timestamp"]);
    expect(filesOf(planned)["agents/desk/flow.yaml"]).toBe(`\
# yaml-language-server: $schema=../../schemas/flow.schema.json
nodes: []
components:
  - conversation_flow_component_id: cf-component-1
    name: Part
    nodes: []
  - 7
`);
  });
});

describe("a secret that moved", () => {
  const secret = "pit-0123456789abcdef";
  const engine = {
    general_prompt: `Call with ${secret}.`,
    default_dynamic_variables: { "API KEY": secret, page: "1" },
    mcps: [{ name: "crm", url: "https://crm.example/mcp", headers: { Authorization: `Bearer ${secret}` } }],
  };
  const whole = { agent_name: "Desk", voice_id: "v", retellLlmData: engine };

  it("is pointed out where it still stands, and not shown", () => {
    expect(plan([whole]).warnings).toEqual([
      "desk: what moved to DESK_CRM_AUTHORIZATION still stands in llm.yaml/general_prompt, which cannot hold a variable.",
      "desk: what moved to DESK_CRM_AUTHORIZATION still stands in llm.yaml/default_dynamic_variables/API KEY, which cannot hold a variable.",
    ]);
  });

  it("is no news where it was kept on purpose, or is too short to be more than chance", () => {
    expect(plan([whole], { keepSecrets: true }).warnings).toEqual([]);
    const short = { mcps: [{ name: "crm", headers: { token: "desk" } }], begin_message: "The desk." };
    expect(plan([{ ...whole, retellLlmData: short }]).warnings).toEqual([]);
  });
});

describe("a dashboard export", () => {
  it("becomes files that people can read", () => {
    const files = filesOf(plan([dashboardLlm]));
    expect(Object.keys(files)).toEqual([
      "agents/empfang-zuerich/agent.yaml",
      "agents/empfang-zuerich/llm.yaml",
      "agents/empfang-zuerich/prompts/general.md",
      "agents/empfang-zuerich/prompts/greeting.md",
    ]);
    expect(files["agents/empfang-zuerich/agent.yaml"]).toBe(`\
# yaml-language-server: $schema=../../schemas/agent.schema.json
channel: voice
agent_name: Empfang Zürich
response_engine:
  type: retell-llm
webhook_url:
  $env: EMPFANG_ZUERICH_WEBHOOK_URL
language: de-DE
opt_in_signed_url: false
post_call_analysis_data: []
voice_id: 11labs-Adrian
voice_temperature: 0.02
user_dtmf_options: []
pronunciation_dictionary:
  - word: "no"
    alphabet: ipa
    phoneme: noʊ
`);
    expect(files["agents/empfang-zuerich/llm.yaml"]).toBe(`\
# yaml-language-server: $schema=../../schemas/llm.schema.json
model: gpt-4.1
model_temperature: 0
general_prompt:
  $file: prompts/general.md
begin_message: ""
general_tools:
  - type: end_call
    name: end_call
    description: |-
      Legt auf.
      Erst nach dem Gruß.
  - type: book_appointment_cal
    name: book
    cal_api_key:
      $env: EMPFANG_ZUERICH_CAL_API_KEY
    event_type_id: 60445
    timezone: Europe/Zurich
  - type: custom
    name: find_patient
    url: https://api.example/patients
    headers:
      Content-Type: application/json
      Authorization:
        $env: EMPFANG_ZUERICH_FIND_PATIENT_AUTHORIZATION
        template: Bearer $EMPFANG_ZUERICH_FIND_PATIENT_AUTHORIZATION
      X-Caller: Bearer {{caller_token}}
    query_params:
      tenant_key:
        $env: EMPFANG_ZUERICH_FIND_PATIENT_TENANT_KEY
      page: "1"
    parameters:
      type: object
      properties:
        headers:
          type: string
          description: token
states:
  - name: greeting
    state_prompt:
      $file: prompts/greeting.md
    edges: []
    tools: []
  - name: end
    state_prompt: |-
      Kurz.
      Und gut.
    edges: []
starting_state: greeting
default_dynamic_variables:
  "2": b
  "10": a
  cal_api_key: none
  opens: "12:30"
  open: "no"
knowledge_base_ids: []
`);
    expect(files["agents/empfang-zuerich/prompts/general.md"]).toBe(
      `${dashboardLlm.retellLlmData.general_prompt}\n`,
    );
  });

  it("says what it left out and what it moved, without a value of a secret", () => {
    const planned = plan([dashboardLlm]);
    const [agent] = planned.agents;
    expect(agent?.stripped).toEqual([
      "agent_id",
      "last_modification_timestamp",
      "version",
      "is_published",
      "version_title",
      "response_engine.llm_id",
      "response_engine.version",
      "retellLlmData.llm_id",
      "retellLlmData.version",
      "retellLlmData.is_published",
    ]);
    expect(agent?.secrets).toEqual([
      { name: "EMPFANG_ZUERICH_WEBHOOK_URL", field: "agent.yaml/webhook_url" },
      { name: "EMPFANG_ZUERICH_CAL_API_KEY", field: "llm.yaml/general_tools/1/cal_api_key" },
      {
        name: "EMPFANG_ZUERICH_FIND_PATIENT_AUTHORIZATION",
        field: "llm.yaml/general_tools/2/headers/Authorization",
      },
      {
        name: "EMPFANG_ZUERICH_FIND_PATIENT_TENANT_KEY",
        field: "llm.yaml/general_tools/2/query_params/tenant_key",
      },
    ]);
    const all = JSON.stringify([planned, ...Object.values(filesOf(planned))]);
    for (const secret of ["cal_live", "s3cret", "tenant-77", "token=abc", "sig=def"])
      expect(all).not.toContain(secret);
    expect(planned.ids).toEqual({
      path: "tagline.ids.yaml",
      before: null,
      text: `\
# Ids on the platform, by agent. Written by import; never part of a version.
default:
  empfang-zuerich:
    agent_id: agent_0123456789abcdef0123456789
    llm_id: llm_1
`,
    });
  });

  it("reads without an error, secrets moved or kept", async () => {
    for (const keepSecrets of [true, false])
      for (const value of [dashboardLlm, dashboardFlow]) {
        const { agents, problems } = await readBack(plan([value], { keepSecrets }));
        expect(agents).toHaveLength(1);
        // The secrets that were kept are plain text, which is a rule's own business.
        const errors = problems.filter(
          ({ severity, code }) => severity === "error" && !code.includes("secret"),
        );
        expect(errors.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([]);
      }
  });

  it("with all that the platform leaves in one reads without a word", async () => {
    expect(await schemaProblems(plan([leftoversFlow]))).toEqual([]);
  });

  it("of a chat is the body of its route, which has neither channel nor voice", async () => {
    const chat = {
      agent_id: "agent_0123456789abcdef0123456789",
      version: 0,
      agent_name: "Help",
      response_engine: { type: "retell-llm", llm_id: "llm_1" },
      end_chat_after_silence_ms: 1_800_000,
      post_chat_analysis_data: [{ type: "system-presets", name: "chat_summary" }],
      last_modification_timestamp: 1_760_000_000_000,
    };
    const planned = plan([chat, llm]);
    expect(planned.warnings).toEqual([]);
    expect(await schemaProblems(planned)).toEqual([]);
  });

  it("gets the response_engine that its engine asks for when it has none", () => {
    const files = filesOf(
      plan([{ agent_name: "Desk", voice_id: "v", retellLlmData: { general_prompt: "" } }]),
    );
    expect(files["agents/desk/agent.yaml"]).toContain(
      "\nresponse_engine:\n  type: retell-llm\nagent_name: Desk\n",
    );
  });

  it("keeps the null that it says for the engine that it has not", () => {
    const planned = plan([{ ...dashboardFlow, retellLlmData: null }]);
    expect(planned.agents[0]?.engine).toBe("conversation-flow");
    expect(filesOf(planned)["agents/intake/agent.yaml"]).toContain("\nretellLlmData: null\n");
  });

  it("may hold null for its own engine, which then comes from another file", () => {
    const planned = plan([{ ...agentOf("Desk"), retellLlmData: null }, llm]);
    expect(Object.keys(filesOf(planned))).toEqual(["agents/desk/agent.yaml", "agents/desk/llm.yaml"]);
    expect(() => plan([{ voice_id: "v", conversationFlow: null }])).toThrow("it is an agent without");
  });
});

describe("several files", () => {
  it("are joined by id, in any order, and ids are remembered", () => {
    const planned = plan([llm, agentOf("Desk", { agent_id: "agent_1" })]);
    expect(planned.agents.map(({ slug, source, ids }) => ({ slug, source, ids }))).toEqual([
      { slug: "desk", source: "b.json", ids: { agent_id: "agent_1", llm_id: "llm_1" } },
    ]);
    expect(planned.warnings).toEqual([]);
  });

  it("give an engine of two agents to both, and say so", () => {
    const planned = plan([agentOf("Desk"), agentOf("Night"), llm]);
    expect(Object.keys(filesOf(planned))).toEqual([
      "agents/desk/agent.yaml",
      "agents/desk/llm.yaml",
      "agents/night/agent.yaml",
      "agents/night/llm.yaml",
    ]);
    expect(planned.warnings).toEqual(["llm_1 is used by Desk and Night: each gets a copy of its own."]);
  });

  it("take the engine's version that the agent wants, and say when there is another", () => {
    const planned = plan(
      [agentOf("Desk"), { ...llm, version: 1 }, { ...llm, version: 2, begin_message: "two" }].slice(0, 3),
    );
    expect(filesOf(planned)["agents/desk/llm.yaml"]).toContain("begin_message: two");
    expect(plan([agentOf("Desk"), { ...llm, version: 1 }]).warnings).toEqual([
      "a.json wants version 2 of llm_1; b.json is version 1.",
    ]);
  });

  it("make an agent of an engine alone, with a voice, and say so", () => {
    const planned = plan([llm]);
    expect(filesOf(planned)["agents/a/agent.yaml"]).toBe(
      "# yaml-language-server: $schema=../../schemas/agent.schema.json\nresponse_engine:\n  type: retell-llm\nvoice_id: 11labs-Adrian\n",
    );
    expect(planned.warnings).toEqual([
      "a.json is an LLM without an agent: it gets one with the voice 11labs-Adrian (--voice chooses another).",
    ]);
    expect(plan([dashboardFlow.conversationFlow], { voice: "mine" }).warnings).toEqual([
      "a.json is a conversation flow without an agent: it gets one with the voice mine.",
    ]);
  });

  it("name what a list holds by its place", () => {
    expect(
      plan([[agentOf("Desk"), llm, dashboardFlow]]).agents.map(({ slug, source }) => [slug, source]),
    ).toEqual([
      ["desk", "a.json[0]"],
      ["intake", "a.json[2]"],
    ]);
    expect(slugs([{ items: [dashboardFlow], has_more: false }])).toEqual(["intake"]);
  });
});

describe("names", () => {
  const named = (name: string | null) => ({ agent_name: name, voice_id: "v", retellLlmData: { states: [] } });

  it.each([
    ["Front Desk (EN) v2", "front-desk-en-v2"],
    ["Приёмная", "priyomnaya"],
    ["  --Ünïcode__Name!! ", "uenicode-name"],
    ["🦷", "a"],
    ["", "a"],
    [null, "a"],
    [`${"long ".repeat(20)}`, `${"long-".repeat(12)}lon`],
    ["iPhoneDesk", "iphonedesk"],
  ])("%s becomes %s", (name, slug) => {
    expect(slugs([named(name)])).toEqual([slug]);
  });

  it("--as names one agent, and is the prefix of several", () => {
    expect(slugs([named("Desk")], "front")).toEqual(["front"]);
    expect(slugs([[named("Desk"), named("Night")]], "x")).toEqual(["x-desk", "x-night"]);
    expect(() => plan([named("Desk")], { as: "Front Desk" })).toThrow('"Front Desk" cannot name an agent');
  });

  it("are told apart when two agents have one, and never those of an agent that is there", () => {
    const planned = plan([[named("Desk"), named("desk"), named("DESK")]]);
    expect(planned.agents.map(({ slug }) => slug)).toEqual(["desk", "desk-2", "desk-3"]);
    expect(planned.warnings).toEqual([
      "a.json[1] has the name of another agent of this import and becomes desk-2.",
      "a.json[2] has the name of another agent of this import and becomes desk-3.",
    ]);
    expect(() => plan([named("Desk")], {}, { slugs: ["desk"] })).toThrow(
      expect.objectContaining({
        code: "file-exists",
        exit: 3,
        message: "agents/desk exists already; nothing was written.",
        hint: "choose another name: --as desk-2",
      }),
    );
  });
});

describe("refuses, with the file and what is wrong with it,", () => {
  it.each<[string, readonly (JsonValue | { text: string })[], string]>([
    ["a text", ["x"], "a.json cannot be imported: it is not an object."],
    ["an empty list", [[]], "a.json cannot be imported: its list is empty."],
    [
      "something else",
      [{ a: 1 }],
      "a.json cannot be imported: it is neither an agent nor an LLM nor a conversation flow.",
    ],
    [
      "an agent that names no engine",
      [{ agent_name: "Desk", voice_id: "v" }],
      "a.json cannot be imported: it is an agent without a response_engine.",
    ],
    [
      "an agent and its LLM in one heap, which would get another voice",
      [{ agent_name: "Desk", voice_id: "v", general_prompt: "Be kind." }],
      "a.json cannot be imported: it holds an agent's fields and its engine's side by side.",
    ],
    ["a list with something else", [[llm, 1]], "a.json[1] cannot be imported: it is not an object."],
    [
      "what is not JSON",
      [{ text: '{"a": }' }],
      "a.json:1:7 cannot be imported: it is not JSON: a value should stand here, not }.",
    ],
    [
      "an agent without its engine",
      [agentOf("Desk")],
      "a.json cannot be imported: its LLM llm_1 is in none of the files.",
    ],
    [
      "an agent that names none",
      [{ voice_id: "v", response_engine: { type: "conversation-flow" } }],
      "a.json cannot be imported: it names no conversation flow and holds none.",
    ],
    [
      "an engine that is there twice",
      [agentOf("Desk"), llm, llm],
      "a.json cannot be imported: its LLM llm_1 is there more than once, in b.json and c.json.",
    ],
    [
      "an agent that is there twice",
      [{ ...dashboardLlm, version: 3 }, dashboardLlm],
      "b.json cannot be imported: agent_0123456789abcdef0123456789 is in a.json already.",
    ],
    [
      "two engines at once",
      [{ ...dashboardFlow, retellLlmData: {} }],
      "a.json cannot be imported: it holds both an LLM and a conversation flow.",
    ],
    [
      "an engine of another type",
      [{ ...dashboardFlow, response_engine: { type: "retell-llm" } }],
      "a.json cannot be imported: its response_engine is a retell-llm, yet it holds conversationFlow.",
    ],
    [
      "an unknown type",
      [{ response_engine: { type: "retell_llm" } }],
      'a.json cannot be imported: its response_engine.type is "retell_llm", which is none of retell-llm, conversation-flow, custom-llm.',
    ],
    ["no type", [{ response_engine: {} }], "a.json cannot be imported: its response_engine has no type."],
    [
      "an engine that is no object",
      [{ agent_name: "a", retellLlmData: [] }],
      "a.json cannot be imported: its retellLlmData is not an object.",
    ],
    [
      "what would make too large a file",
      [{ agent_name: "a", retellLlmData: { begin_message: "x".repeat(5_000_000) } }],
      "a.json cannot be imported: agents/a/llm.yaml would be larger than 4 MB.",
    ],
  ])("%s", (_what, values, message) => {
    expect(() => plan(values)).toThrow(expect.objectContaining({ code: "bad-import", exit: 1, message }));
  });
});
