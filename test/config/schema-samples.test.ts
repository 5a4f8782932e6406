import { describe, expect, it } from "vitest";
import { checkSchema } from "../../src/config/schema/index.js";
import type { JsonObject, JsonValue } from "../../src/model/json.js";

const parameters = { type: "object", properties: { day: { type: "string" } }, required: ["day"] };
const instruction = { type: "prompt", text: "Greet the caller" };

const tools: readonly JsonObject[] = [
  { type: "end_call", name: "hang_up", description: "Ends the call" },
  {
    type: "transfer_call",
    name: "to_front_desk",
    transfer_destination: { type: "predefined", number: "+14155550100", extension: "12" },
    transfer_option: { type: "warm_transfer", private_handoff_option: { type: "prompt", prompt: "Sum up" } },
  },
  { type: "check_availability_cal", name: "free", cal_api_key: { $env: "CAL_KEY" }, event_type_id: 7 },
  { type: "book_appointment_cal", name: "book", cal_api_key: "x", event_type_id: "{{event}}" },
  {
    type: "agent_swap",
    name: "to_billing",
    agent_id: "billing",
    agent_version: "prod",
    post_call_analysis_setting: "both_agents",
  },
  { type: "press_digit", name: "press", delay_ms: 0 },
  { type: "send_sms", name: "text", sms_content: { type: "predefined", content: "See you" } },
  {
    type: "custom",
    name: "lookup",
    url: { $env: "LOOKUP", template: "https://$LOOKUP/find" },
    headers: { Authorization: { $env: "TOKEN", template: "Bearer $TOKEN" } },
    query_params: { key: { $env: "TOKEN" } },
    parameters,
    timeout_ms: 1000,
  },
  { type: "code", name: "sum", code: { $file: "sum.js" }, timeout_ms: 5000 },
  {
    type: "extract_dynamic_variable",
    name: "note",
    description: "Takes notes",
    variables: [
      { type: "string", name: "who", description: "Caller" },
      { type: "enum", name: "why", description: "Reason", choices: ["sale", "help"] },
      { type: "boolean", name: "new", description: "New caller" },
      { type: "number", name: "age", description: "Age" },
    ],
  },
  { type: "bridge_transfer", name: "connect" },
  { type: "cancel_transfer", name: "back" },
  { type: "mcp", name: "search", description: "Searches", mcp_id: "docs", input_schema: {} },
];

const edge = (prompt: string): JsonObject => ({ id: "e", transition_condition: { type: "prompt", prompt } });
const elseEdge = { ...edge("Else"), destination_node_id: "end" };

const nodes: readonly JsonObject[] = [
  {
    type: "conversation",
    instruction,
    edges: [
      edge("Caller wants a quote"),
      {
        id: "e2",
        transition_condition: {
          type: "equation",
          operator: "&&",
          equations: [
            { left: "{{age}}", operator: ">=", right: "18" },
            { left: "{{who}}", operator: "exists" },
          ],
        },
        destination_node_id: "end",
      },
    ],
    skip_response_edge: edge("Skip response"),
    always_edge: edge("Always"),
    interruption_sensitivity: null,
    finetune_conversation_examples: [
      {
        id: "f",
        transcript: [
          { role: "user", content: "hi" },
          { role: "tool_call_invocation", tool_call_id: "1", name: "lookup", arguments: "{}" },
          { role: "tool_call_result", tool_call_id: "1", content: "none" },
        ],
      },
    ],
    model_choice: { type: "cascading", model: "gpt-4.1" },
  },
  { type: "subagent", instruction, tool_ids: ["t"], tools: [{ type: "end_call", name: "bye" }] },
  { type: "end", instruction: { type: "static_text", text: "Bye" } },
  { type: "function", tool_id: "t", tool_type: "local", wait_for_result: true, else_edge: elseEdge },
  { type: "code", code: "return 1", wait_for_result: false },
  {
    type: "transfer_call",
    transfer_destination: { type: "inferred", prompt: "The caller's branch" },
    transfer_option: {
      type: "agentic_warm_transfer",
      agentic_transfer_config: { transfer_agent: { agent_id: "screener", agent_version: 3 } },
    },
    edge: edge("Transfer failed"),
  },
  { type: "press_digit", instruction, delay_ms: 5000 },
  { type: "branch", edges: [], else_edge: elseEdge },
  {
    type: "sms",
    instruction: { type: "template", template: "info_collection" },
    success_edge: edge("Sent successfully"),
    failed_edge: edge("Failed to send"),
  },
  { type: "extract_dynamic_variables", variables: [{ type: "string", name: "who", description: "Caller" }] },
  {
    type: "agent_swap",
    agent_id: "billing",
    post_call_analysis_setting: "both_agents",
    edge: edge("Transfer failed"),
  },
  { type: "mcp", mcp_id: "docs", mcp_tool_name: "search", wait_for_result: true },
  { type: "component", component_id: "cf-component-1", component_type: "local", else_edge: elseEdge },
  { type: "bridge_transfer", instruction },
  { type: "cancel_transfer", global_node_setting: { condition: "Caller gives up", cool_down: 1 } },
];

const llm = (more: JsonObject): JsonObject => ({ general_prompt: "Answer the phone", ...more });
const flow = (list: readonly JsonValue[], more: JsonObject = {}): JsonObject => ({
  start_speaker: "agent",
  model_choice: { type: "cascading", model: "gpt-4.1" },
  nodes: list,
  ...more,
});

describe("good samples give no findings", () => {
  it.each(tools.map((tool) => [tool.type, tool]))(
    "the tool %s, in an LLM, a state and a subagent",
    async (_, tool) => {
      expect(await checkSchema("llm", llm({ general_tools: [tool] }))).toEqual([]);
      expect(await checkSchema("llm", llm({ states: [{ name: "a", tools: [tool] }] }))).toEqual([]);
      const subagent = { id: "n", type: "subagent", instruction, tools: [tool] };
      expect(await checkSchema("flow", flow([subagent]))).toEqual([]);
    },
  );

  it.each(nodes.map((node) => [node.type, node]))(
    "the node %s, in a flow and a component",
    async (_, node) => {
      const placed = { id: "n", name: "Step", display_position: { x: 1.5, y: -2 }, ...node };
      expect(await checkSchema("flow", flow([placed]))).toEqual([]);
      const component = { name: "Part", conversation_flow_component_id: "cf-component-1", nodes: [placed] };
      expect(await checkSchema("flow", flow([], { components: [component] }))).toEqual([]);
    },
  );

  it("covers every type of tool and node", () => {
    expect(new Set(tools.map(({ type }) => type)).size).toBe(13);
    expect(new Set(nodes.map(({ type }) => type)).size).toBe(15);
  });

  it("tools of a flow have an id", async () => {
    const ids = tools.filter(({ type }) =>
      ["custom", "check_availability_cal", "book_appointment_cal"].includes(String(type)),
    );
    expect(ids).toHaveLength(3);
    expect(
      await checkSchema("flow", flow([], { tools: ids.map((tool) => ({ ...tool, tool_id: "t" })) })),
    ).toEqual([]);
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
    [
      "no voice in a chat",
      { response_engine: { type: "retell-llm" }, channel: "chat", auto_close_message: "Bye" },
    ],
    [
      "several languages",
      { response_engine: { type: "retell-llm" }, voice_id: "a", language: ["en-US", "de-DE"] },
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
    expect(await checkSchema("agent", agent)).toEqual([]);
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
    expect(await checkSchema("manifest", { numbers })).toEqual([]);
    expect(await checkSchema("tagline", { remote: "origin", signTags: true, environments: {} })).toEqual([]);
  });
});
