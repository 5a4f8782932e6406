import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readUnion } from "../../scripts/schemas/unions.mjs";
import { checkSchema, type SchemaKind } from "../../src/config/schema/index.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/model/json.js";
import {
  chatAgent,
  component,
  edge,
  edges,
  flow,
  instruction,
  llm,
  nodes,
  parameters,
  smsContents,
  tools,
  transfer,
  transferOptions,
  voicemailActions,
} from "./samples.js";

const { channel: _, ...withoutChannel } = chatAgent;

/** Names of definitions that some sample was checked against, by file. */
const seen: Record<string, Set<string>> = { agent: new Set(), llm: new Set(), flow: new Set() };

async function good(kind: SchemaKind, value: JsonObject): Promise<void> {
  expect(await checkSchema(kind, value)).toEqual([]);
  const names = seen[kind];
  if (names !== undefined) walk(schemaOf(kind), value, definitionsOf(kind), names);
}

describe("good samples give no findings", () => {
  it.each(tools.map((tool) => [tool.type, tool]))(
    "the tool %s, in an LLM, a state and a subagent",
    async (_, tool) => {
      await good("llm", llm({ general_tools: [tool] }));
      await good("llm", llm({ states: [{ name: "a", tools: [tool] }] }));
      const subagent = { id: "n", type: "subagent", instruction, tools: [tool] };
      await good("flow", flow([subagent]));
    },
  );

  it.each(nodes.map((node) => [node.type, node]))(
    "the node %s, in a flow and a component",
    async (_, node) => {
      const placed = { id: "n", name: "Step", display_position: { x: 1.5, y: -2 }, ...node };
      await good("flow", flow([placed]));
      const component = { name: "Part", conversation_flow_component_id: "cf-component-1", nodes: [placed] };
      await good("flow", flow([], { components: [component] }));
    },
  );

  it.each(edges)("%s", async (_, node) => {
    await good("flow", flow([{ id: "n", ...node }]));
  });

  it("a component with everything that one can have, and null for what it has not", async () => {
    const empty = { name: "Part", nodes: [], tools: null, mcps: null, notes: null, start_node_id: null };
    await good("flow", flow([], { components: [component, empty] }));
    await good("flow", flow([], { components: null, mcps: component.mcps ?? null }));
  });

  it.each(transferOptions.map((option) => [option.type, option]))("a %s", async (_, option) => {
    const call = { ...transfer(), transfer_option: option };
    const node = { id: "n", type: "transfer_call", ...call, edge: edge("Transfer failed") };
    await good("flow", flow([node]));
    const tool = { type: "transfer_call", name: "to_desk", ...call };
    await good("llm", llm({ general_tools: [tool] }));
  });

  it.each(smsContents.map((content) => [content.type, content]))(
    "a %s text message",
    async (_, sms_content) => {
      const tool = { type: "send_sms", name: "text", sms_content };
      await good("llm", llm({ general_tools: [tool] }));
      await good("flow", flow([{ id: "n", type: "subagent", instruction, tools: [tool] }]));
    },
  );

  it("states with edges", async () => {
    const edges = [
      { destination_state_name: "b", description: "Done", speak_during_transition: false, parameters },
    ];
    const states = [
      { name: "a", state_prompt: { $file: "a.md" }, edges },
      { name: "b", tools: [] },
    ];
    await good("llm", llm({ states, starting_state: "a" }));
    await good("llm", llm({ states: null, starting_state: null, mcps: null, model: null, kb_config: null }));
  });

  it("models, knowledge and servers", async () => {
    const more = { kb_config: { top_k: 3, filter_score: 0.6 }, mcps: component.mcps ?? null };
    await good("llm", llm({ model: "gpt-4.1", s2s_model: null, ...more }));
    await good("flow", flow([], more));
  });

  it("where a call goes may be left to the model", async () => {
    const transfer_destination = { type: "inferred", prompt: "The caller's branch" };
    const tool = { type: "transfer_call", name: "to_branch", ...transfer(), transfer_destination };
    await good("llm", llm({ general_tools: [tool] }));
  });

  it("examples of where to go next", async () => {
    const transcript = [{ role: "user", content: "Yes" }];
    const examples = [
      { id: "f", transcript, destination_node_id: "end" },
      { id: "g", transcript },
    ];
    const node = { id: "n", type: "conversation", instruction, finetune_transition_examples: examples };
    await good("flow", flow([node]));
  });

  it("covers every type of tool and node", () => {
    expect(new Set(tools.map(({ type }) => type)).size).toBe(13);
    expect(new Set(nodes.map(({ type }) => type)).size).toBe(15);
  });

  it("tools of a flow have an id", async () => {
    const ids = tools.filter(({ type }) =>
      ["custom", "check_availability_cal", "book_appointment_cal"].includes(String(type)),
    );
    expect(ids).toHaveLength(3);
    await good("flow", flow([], { tools: ids.map((tool) => ({ ...tool, tool_id: "t" })) }));
  });

  it.each([
    ["an LLM beside it", { response_engine: { type: "retell-llm" }, voice_id: "11labs-Adrian" }],
    ["a flow beside it", { response_engine: { type: "conversation-flow" }, voice_id: "11labs-Adrian" }],
    [
      "a custom LLM",
      {
        response_engine: { type: "custom-llm", llm_websocket_url: { $env: "LLM_URL" } },
        voice_id: "11labs-Adrian",
      },
    ],
    ["no voice in a chat", chatAgent],
    ["no channel in the body of a chat", withoutChannel],
    [
      "every kind of answer",
      {
        response_engine: { type: "retell-llm" },
        voice_id: "a",
        post_call_analysis_data: [
          { type: "string", name: "a", description: "", examples: [] },
          { type: "enum", name: "b", description: "", choices: ["x"] },
          { type: "boolean", name: "c", description: "", required: true },
          { type: "number", name: "d", description: "", conditional_prompt: "If said" },
          { type: "system-presets", name: "call_summary" },
        ],
      },
    ],
    ...voicemailActions.map((action): [string, JsonObject] => [
      `${action.type} for voicemail`,
      {
        response_engine: { type: "retell-llm" },
        voice_id: "a",
        voicemail_option: { action },
        ivr_option: { action: { type: "hangup" }, detection_prompt: null },
        call_screening_option: { agent_identity: "The front desk", call_purpose: "Your appointment" },
      },
    ]),
    [
      "what older exports say",
      {
        response_engine: { type: "retell-llm" },
        voice_id: "a",
        normalize_for_speech: true,
        opt_out_sensitive_data_storage: false,
      },
    ],
    [
      "several languages",
      { response_engine: { type: "retell-llm" }, voice_id: "a", language: ["en-US", "de-DE"] },
    ],
    [
      "a speech recognition and a model of its own",
      {
        response_engine: { type: "retell-llm" },
        voice_id: "a",
        stt_mode: "custom",
        custom_stt_config: { provider: "deepgram", endpointing_ms: 300 },
        post_call_analysis_model: "gpt-4.1",
      },
    ],
    ["one language", { response_engine: { type: "retell-llm" }, voice_id: "a", language: "multi" }],
    [
      "null where the platform allows it",
      {
        response_engine: { type: "retell-llm" },
        voice_id: "a",
        voicemail_option: null,
        ambient_sound: null,
        webhook_url: null,
      },
    ],
  ])("an agent with %s", async (_, agent) => {
    await good("agent", agent);
  });

  it("a manifest and settings", async () => {
    const numbers = {
      "+14155550100": {
        nickname: "Front desk",
        inbound: "receptionist@v3",
        outbound: [
          { pin: "receptionist@v3", weight: 0.9 },
          { pin: "receptionist@draft", weight: 0.1 },
        ],
        fallback_number: "+14155550199",
        inbound_webhook_url: { $env: "HOOK" },
        allowed_inbound_country_list: ["US"],
      },
      "+14155550101": null,
    };
    await good("manifest", { numbers });
    await good("tagline", { remote: "origin", signTags: true, environments: {} });
  });
});

// Texts may stand for secrets in the environment, of which not every kind occurs in every file.
const ours = ["text", "nullableText", "secretText", "nullableSecretText"];
it.each(["agent", "llm", "flow"] as const)("every definition of the %s occurs above", (kind) => {
  const names = Object.keys(definitionsOf(kind)).filter((name) => !ours.includes(name));
  expect(names.filter((name) => seen[kind]?.has(name) !== true)).toEqual([]);
});

function schemaOf(kind: SchemaKind): JsonObject {
  const file = new URL(`../../schemas/${kind}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

function definitionsOf(kind: SchemaKind): JsonObject {
  const { $defs } = schemaOf(kind);
  return isJsonObject($defs) ? $defs : {};
}

/** Follows a sound value through its schema and notes the definitions on the way. */
function walk(schema: JsonValue, value: JsonValue, definitions: JsonObject, names: Set<string>): void {
  if (!isJsonObject(schema)) return;
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.replace("#/$defs/", "");
    names.add(name);
    walk(definitions[name] ?? null, value, definitions, names);
  }
  const branches = readUnion(schema)?.branches.map((branch) => branch.schema) ?? [schema.anyOf ?? []].flat();
  for (const branch of branches)
    if (selects(branch, value, definitions)) walk(branch, value, definitions, names);
  if (Array.isArray(value)) for (const item of value) walk(schema.items ?? null, item, definitions, names);
  if (!isJsonObject(value)) return;
  const fields = isJsonObject(schema.properties) ? schema.properties : {};
  for (const [key, child] of Object.entries(value)) walk(fields[key] ?? null, child, definitions, names);
}

/** Whether a branch of a union is the one for this value: by its tag, or by being an object at all. */
function selects(branch: JsonValue, value: JsonValue, definitions: JsonObject): boolean {
  if (!isJsonObject(branch)) return false;
  if (typeof branch.$ref === "string")
    return selects(definitions[branch.$ref.replace("#/$defs/", "")] ?? null, value, definitions);
  if (!isJsonObject(value) || !isJsonObject(branch.properties)) return branch.type !== "null";
  return Object.entries(branch.properties).every(
    ([key, field]) => !isJsonObject(field) || field.const === undefined || field.const === value[key],
  );
}
