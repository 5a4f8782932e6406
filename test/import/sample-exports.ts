/** A dashboard export of an agent on an LLM, as people have them: ids, secrets, a long prompt, odd texts. */
export const dashboardLlm = {
  agent_id: "agent_0123456789abcdef0123456789",
  channel: "voice",
  last_modification_timestamp: 1_760_000_000_000,
  agent_name: "Empfang Zürich",
  response_engine: { type: "retell-llm", llm_id: "llm_1", version: 4 },
  webhook_url: "https://hooks.example/in?token=abc&sig=def",
  language: "de-DE",
  opt_in_signed_url: false,
  version: 4,
  is_published: false,
  version_title: "Herbst",
  post_call_analysis_data: [],
  voice_id: "11labs-Adrian",
  voice_temperature: 0.02,
  user_dtmf_options: [],
  pronunciation_dictionary: [{ word: "no", alphabet: "ipa", phoneme: "noʊ" }],
  retellLlmData: {
    llm_id: "llm_1",
    version: 4,
    model: "gpt-4.1",
    model_temperature: 0,
    general_prompt: `# Wer du bist\n\n${"Du bist am Empfang einer Praxis. ".repeat(12)}\n\n- freundlich \n- kurz\n`,
    begin_message: "",
    general_tools: [
      { type: "end_call", name: "end_call", description: "Legt auf.\nErst nach dem Gruß." },
      {
        type: "book_appointment_cal",
        name: "book",
        cal_api_key: "cal_live_0123456789abcdef",
        event_type_id: 60445,
        timezone: "Europe/Zurich",
      },
      {
        type: "custom",
        name: "find_patient",
        url: "https://api.example/patients",
        headers: {
          "Content-Type": "application/json",
          Authorization: "Bearer s3cret$&Value",
          "X-Caller": "Bearer {{caller_token}}",
        },
        query_params: { tenant_key: "tenant-77", page: "1" },
        parameters: { type: "object", properties: { headers: { type: "string", description: "token" } } },
      },
    ],
    states: [
      {
        name: "greeting",
        state_prompt: `${"Grüße die Person. ".repeat(20)}\nDann frage.`,
        edges: [],
        tools: [],
      },
      { name: "end", state_prompt: "Kurz.\nUnd gut.", edges: [] },
    ],
    starting_state: "greeting",
    default_dynamic_variables: { "2": "b", "10": "a", cal_api_key: "none", opens: "12:30", open: "no" },
    knowledge_base_ids: [],
    is_published: false,
  },
};

/** A dashboard export of an agent on a conversation flow. */
export const dashboardFlow = {
  agent_id: "",
  agent_name: "Intake",
  response_engine: { type: "conversation-flow", version: 1, conversation_flow_id: "conversation_flow_1" },
  voice_id: "11labs-Adrian",
  max_call_duration_ms: 3_600_000,
  conversationFlow: {
    conversation_flow_id: "conversation_flow_1",
    version: 1,
    start_speaker: "agent",
    model_choice: { type: "cascading", model: "gpt-4.1" },
    global_prompt: "Be kind.",
    nodes: [
      {
        id: "greet",
        type: "conversation",
        name: "Greeting",
        instruction: { type: "prompt", text: "Say hello.\n\n  Then listen.\n" },
        edges: [
          { id: "e1", transition_condition: { type: "prompt", prompt: "Else" }, destination_node_id: "bye" },
        ],
        display_position: { x: 1.5, y: -8.25 },
      },
      { id: "bye", type: "end", name: "Bye", instruction: { type: "static_text", text: "Good bye." } },
    ],
    start_node_id: "greet",
    tools: [],
    begin_tag_display_position: { x: 0, y: 225 },
  },
};
