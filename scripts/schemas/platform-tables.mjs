// @ts-check
/** What the platform's files do not say in a form that a program can read, or say only in prose. */

/**
 * Ranges that stand in prose only, by `Definition.field` or by `field` wherever it occurs.
 * @type {Record<string, {minimum?: number, maximum?: number, exclusiveMinimum?: number, pattern?: string, minLength?: number, maxLength?: number}>}
 */
export const limits = {
  voice_temperature: { minimum: 0, maximum: 2 },
  volume: { minimum: 0, maximum: 2 },
  ambient_sound_volume: { minimum: 0, maximum: 2 },
  backchannel_frequency: { minimum: 0, maximum: 1 },
  reminder_trigger_ms: { exclusiveMinimum: 0 },
  reminder_max_count: { minimum: 0 },
  end_call_after_silence_ms: { minimum: 10_000 },
  max_call_duration_ms: { minimum: 60_000, maximum: 7_200_000 },
  voicemail_detection_timeout_ms: { minimum: 5_000, maximum: 180_000 },
  begin_message_delay_ms: { minimum: 0, maximum: 5_000 },
  end_chat_after_silence_ms: { minimum: 120_000, maximum: 259_200_000 },
  // The least of the vendors' own minimums (Azure 100, Deepgram 10, Soniox 500).
  endpointing_ms: { minimum: 10 },
  model_temperature: { minimum: 0, maximum: 1 },
  delay_ms: { minimum: 0, maximum: 5_000 },
  max_retry: { minimum: 0, maximum: 5 },
  "CustomTool.timeout_ms": { minimum: 1_000, maximum: 600_000 },
  "FlowCustomTool.timeout_ms": { minimum: 1_000, maximum: 600_000 },
  "GlobalNodeSetting.condition": { minLength: 1 },
  "State.name": { pattern: "^[a-zA-Z0-9_-]{1,64}$" },
  ...Object.fromEntries(
    [
      "EndCallTool",
      "CheckAvailabilityCalTool",
      "BookAppointmentCalTool",
      "PressDigitTool",
      "CustomTool",
      "CodeTool",
      "ExtractDynamicVariableTool",
      "BridgeTransferTool",
      "CancelTransferTool",
    ].map((tool) => [`${tool}.name`, { pattern: "^[a-zA-Z0-9_-]{1,64}$" }]),
  ),
};

/** How many entries a list must have, where prose says so, by `Definition.field`. @type {Record<string, {minItems: number}>} */
export const listLimits = { "EnumAnalysisData.choices": { minItems: 1 } };

/** Lists of vendors that grow faster than releases: a value that is not in them may well be right. */
export const openLists = new Set([
  "voice_model",
  "voice_emotion",
  "ambient_sound",
  "expressive_emotion_tags",
  "webhook_events",
  "on_hold_music",
  "categories",
  "output_topics",
  "input_topics",
  "alphabet",
  "template",
  "LLMModel",
  "s2s_model",
  "AsrProvider",
  "Language",
  "language",
  "vocab_specialization",
  "stt_mode",
  "denoising_mode",
  // The platform's fixed words on edges it draws itself ("Else", "Always"): it has respelled them before.
  "SkipResponseEdge.transition_condition.prompt",
  "AlwaysEdge.transition_condition.prompt",
  "ElseEdge.transition_condition.prompt",
  "TransferFailedEdge.transition_condition.prompt",
  "SmsSuccessEdge.transition_condition.prompt",
  "SmsFailedEdge.transition_condition.prompt",
]);

/** Strings that can hold a secret: keys, tokens, URLs. */
export const secretFields = new Set(["cal_api_key", "url", "webhook_url", "llm_websocket_url"]);

/** Objects of strings that can hold secrets. */
export const secretMaps = new Set(["headers", "query_params", "custom_sip_headers"]);

/** Fields that the platform assigns at the top of an object: never configuration. */
export const serverAssigned = [
  "agent_id",
  "llm_id",
  "conversation_flow_id",
  "version",
  "base_version",
  "is_published",
  "is_latest",
  "version_title",
  "version_description",
  "tags",
  "assigned_tags",
  "last_modification_timestamp",
  "user_modified_timestamp",
];

/** Fields that hold a JSON Schema or other content of the user's own, at any depth. */
export const freeForm = new Set(["ToolParameter.properties", "MCPTool.input_schema"]);

/**
 * Fields that neither source has as they are in real files.
 * @type {Record<string, Record<string, import("./facts.mjs").Fact>>}
 */
export const extraFields = {
  // Written by the dashboard's own exports, though neither document has them.
  AgentRequest: {
    normalize_for_speech: { kind: "boolean" },
    opt_out_sensitive_data_storage: { kind: "boolean" },
  },
  EndCallTool: { speak_after_execution: { kind: "boolean" } },
  EndNode: { edges: { kind: "array", items: { kind: "ref", name: "NodeEdge" } } },
  // What mcp nodes and tools refer to.
  MCP: { id: { kind: "string" } },
  StateEdge: { speak_during_transition: { kind: "boolean" } },
  TransferOptionColdTransfer: { enable_bridge_audio_cue: { kind: "boolean" } },
  ...Object.fromEntries(
    [
      "NodeEdge",
      "SkipResponseEdge",
      "AlwaysEdge",
      "ElseEdge",
      "TransferFailedEdge",
      "SmsSuccessEdge",
      "SmsFailedEdge",
    ].map((edge) => [edge, { condition: { kind: /** @type {const} */ ("string") } }]),
  ),
  // The SDK writes these out again for each node; they are the edge that other nodes have.
  ConversationNode: {
    else_edge: { kind: "ref", name: "ElseEdge" },
    start_speaker: { kind: "string", values: ["user", "agent"] },
  },
  SubagentNode: { else_edge: { kind: "ref", name: "ElseEdge" } },
  PressDigitNode: { else_edge: { kind: "ref", name: "ElseEdge" } },
  // Exports carry the local component's own id, which nodes refer to.
  CreateConversationFlowComponentRequest: {
    conversation_flow_component_id: { kind: "string" },
    component_id: { kind: "string" },
    is_transfer_cf: { kind: "boolean", nullable: true },
  },
  // A warm transfer may name a version by its tag, as an agent swap does.
  "TransferOptionAgenticWarmTransfer.agentic_transfer_config.transfer_agent": {
    agent_version: { kind: "ref", name: "AgentVersionReference" },
  },
};
