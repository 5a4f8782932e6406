import type { JsonObject, JsonValue } from "../../src/model/json.js";

export const parameters = { type: "object", properties: { day: { type: "string" } }, required: ["day"] };
export const instruction = { type: "prompt", text: "Greet the caller" };

export const tools: readonly JsonObject[] = [
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

export const edge = (prompt: string): JsonObject => ({
  id: "e",
  transition_condition: { type: "prompt", prompt },
});
const leading = (prompt: string): JsonObject => ({ ...edge(prompt), destination_node_id: "end" });
const elseEdge = leading("Else");
const equation: JsonObject = {
  id: "q",
  transition_condition: {
    type: "equation",
    operator: "||",
    equations: ["==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "exists", "not_exist"].map(
      (operator) => ({ left: "{{age}}", operator, ...(operator.includes("exist") ? {} : { right: "18" }) }),
    ),
  },
  destination_node_id: "end",
};

/** Each kind of edge in each place that takes it; one without a destination is not finished, yet sound. */
export const edges: readonly [kind: string, node: JsonObject][] = [
  ["edges, by a prompt", { type: "conversation", instruction, edges: [leading("Caller agrees"), edge("")] }],
  ["edges, by values", { type: "branch", edges: [equation], else_edge: elseEdge }],
  ["edges with an older copy of the condition", { type: "mcp", ...mcpNode(), edges: [withCopy("Done")] }],
  ["skip_response_edge", { type: "conversation", instruction, skip_response_edge: leading("Skip response") }],
  [
    "skip_response_edge of a subagent",
    { type: "subagent", instruction, skip_response_edge: edge("Skip response") },
  ],
  ["always_edge", { type: "conversation", instruction, always_edge: withCopy("Always") }],
  ["always_edge of a subagent", { type: "subagent", instruction, always_edge: leading("Always") }],
  ["else_edge of a conversation", { type: "conversation", instruction, else_edge: elseEdge }],
  ["else_edge of a press_digit", { type: "press_digit", instruction, else_edge: withCopy("Else") }],
  ["else_edge of a code", { type: "code", code: "return 1", wait_for_result: true, else_edge: edge("Else") }],
  ["edge of a transfer_call", { type: "transfer_call", ...transfer(), edge: withCopy("Transfer failed") }],
  [
    "success_edge and failed_edge",
    {
      type: "sms",
      instruction,
      success_edge: leading("Sent successfully"),
      failed_edge: withCopy("Failed to send"),
    },
  ],
  [
    "go_back_conditions, which lead back by themselves",
    {
      type: "conversation",
      instruction,
      global_node_setting: {
        condition: "Caller asks for the price",
        go_back_conditions: [edge("Caller is satisfied"), equation],
        positive_finetune_examples: [{ transcript: [{ role: "user", content: "How much?" }] }],
        negative_finetune_examples: [{ transcript: [{ role: "agent", content: "Too much?" }] }],
      },
    },
  ],
  ["no edges at an end, which the editor leaves there", { type: "end", edges: [] }],
];

function withCopy(prompt: string): JsonObject {
  return { condition: prompt, ...leading(prompt) };
}

function mcpNode(): JsonObject {
  return { mcp_id: "mcp-1", mcp_tool_name: "search", wait_for_result: true };
}

export function transfer(): JsonObject {
  return {
    transfer_destination: { type: "predefined", number: "{{desk_number}}" },
    transfer_option: { type: "cold_transfer", cold_transfer_mode: "sip_refer" },
  };
}

export const nodes: readonly JsonObject[] = [
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

export const llm = (more: JsonObject): JsonObject => ({ general_prompt: "Answer the phone", ...more });
export const flow = (list: readonly JsonValue[], more: JsonObject = {}): JsonObject => ({
  start_speaker: "agent",
  model_choice: { type: "cascading", model: "gpt-4.1" },
  nodes: list,
  ...more,
});

export const component: JsonObject = {
  conversation_flow_component_id: "cf-component-1",
  name: "Verify",
  nodes: [
    { id: "ask", type: "function", tool_id: "t", tool_type: "shared", wait_for_result: true },
    { id: "out", type: "end", instruction: { type: "static_text", text: "" } },
  ],
  start_node_id: "ask",
  tools: [{ type: "custom", name: "find", url: "https://api.example/find", tool_id: "t" }],
  mcps: [{ id: "mcp-1", name: "docs", url: { $env: "DOCS" }, headers: { key: { $env: "KEY" } } }],
  notes: [{ id: "n", content: "", display_position: { x: 1, y: 2 }, size: { width: 200, height: 150.5 } }],
  begin_tag_display_position: { x: 6, y: 102 },
  flex_mode: true,
  is_transfer_cf: false,
};

export const chatAgent: JsonObject = {
  response_engine: { type: "retell-llm" },
  channel: "chat",
  agent_name: "Help",
  auto_close_message: "Bye",
  end_chat_after_silence_ms: 120_000,
  language: ["en-US", "de-DE"],
  webhook_events: ["chat_started", "chat_ended", "chat_analyzed"],
  post_chat_analysis_data: [
    { type: "system-presets", name: "chat_summary" },
    { type: "string", name: "a", description: "" },
  ],
  post_chat_analysis_model: null,
  pii_config: { mode: "post_call", categories: ["email"] },
  guardrail_config: { output_topics: ["gambling"], input_topics: null },
  handbook_config: { ai_disclosure: true },
  timezone: "Europe/Zurich",
  is_public: false,
};

export const voicemailActions: readonly JsonObject[] = [
  { type: "prompt", text: "Ask to call back" },
  { type: "static_text", text: "Call us" },
  { type: "hangup" },
  { type: "bridge_transfer" },
];

export const transferOptions: readonly JsonObject[] = [
  { type: "cold_transfer", show_transferee_as_caller: true, enable_bridge_audio_cue: true },
  {
    type: "warm_transfer",
    on_hold_music: "ringtone",
    agent_detection_timeout_ms: 60_000,
    public_handoff_option: { type: "static_message", message: "Here you are" },
    private_handoff_option: { type: "prompt", prompt: "" },
    ivr_option: { type: "prompt", prompt: "Press 6" },
  },
  {
    type: "agentic_warm_transfer",
    on_hold_music: "custom",
    custom_on_hold_music_asset_id: "asset_1",
    transfer_ring_duration_ms: 25_000,
    agentic_transfer_config: {
      transfer_agent: { agent_id: "screener", agent_version: "latest_published" },
      transfer_timeout_ms: 45_000,
      action_on_timeout: "cancel_transfer",
    },
  },
];

export const smsContents: readonly JsonObject[] = [
  { type: "predefined", content: "See you" },
  { type: "inferred", prompt: "Sum up" },
  { type: "template", template: "info_collection" },
];
