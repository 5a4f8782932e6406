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

/**
 * What exports of flows have besides: an older copy of each condition, a component with a time of its own, a server
 * with an id, edges left at an end, headers that PHP made lists of, tabs and odd ends in texts.
 */
export const leftoversFlow = {
  agent_id: "",
  channel: "voice",
  agent_name: "Leftovers",
  version_description: "Second try\n",
  response_engine: { conversation_flow_id: "conversation_flow_2", version: 7, type: "conversation-flow" },
  opt_out_sensitive_data_storage: false,
  voice_id: "11labs-Adrian",
  normalize_for_speech: true,
  assigned_tags: [],
  conversationFlow: {
    begin_tag_display_position: { x: 113.5, y: 501 },
    components: [
      {
        begin_tag_display_position: { x: 6, y: 102 },
        conversation_flow_component_id: "cf-component-1700000000000",
        flex_mode: true,
        name: "Check the name",
        nodes: [
          {
            display_position: { x: 994.77570849517, y: 326.4803239318797 },
            edges: [
              {
                destination_node_id: "component-end-1700000000000",
                id: "edge-1",
                transition_condition: { prompt: "Name was given", type: "prompt" },
              },
            ],
            id: "conversation-1700000000000",
            instruction: { text: "Ask:\n\t•\tfirst name\n\t•\tlast name \n\n> “Yes?”  \n", type: "prompt" },
            name: "Ask ",
            type: "conversation",
          },
          { id: "component-end-1700000000000", name: "Exit", speak_during_execution: false, type: "end" },
        ],
        start_node_id: "conversation-1700000000000",
        tools: [],
        user_modified_timestamp: 1_700_000_000_000,
      },
    ],
    conversation_flow_id: "conversation_flow_2",
    global_prompt: "\n═══\nRULES\n═══\n\n   - indented → first\n",
    is_transfer_cf: false,
    kb_config: { filter_score: 0.6, top_k: 3 },
    mcps: [
      { name: "Calendar", headers: {}, id: "mcp-calendar", query_params: {}, url: "https://m.example/" },
    ],
    model_choice: { high_priority: true, model: "gpt-4.1", type: "cascading" },
    nodes: [
      {
        component_id: "cf-component-1700000000000",
        component_type: "local",
        edges: [],
        else_edge: {
          condition: "Else",
          destination_node_id: "look-up",
          id: "start-else-edge",
          transition_condition: { prompt: "Else", type: "prompt" },
        },
        id: "start",
        type: "component",
      },
      {
        mcp_tool_name: "find",
        edges: [],
        else_edge: {
          destination_node_id: "bye",
          id: "look-up-else-edge",
          transition_condition: { prompt: "Else", type: "prompt" },
        },
        response_variables: {},
        id: "look-up",
        mcp_id: "mcp-calendar",
        type: "mcp",
        wait_for_result: false,
      },
      { edges: [], id: "bye", instruction: { text: "", type: "static_text" }, name: "Bye", type: "end" },
    ],
    notes: [
      {
        content: "",
        display_position: { x: 918, y: -714 },
        id: "note-1",
        size: { height: 150, width: 200.5 },
      },
    ],
    start_node_id: "start",
    start_speaker: "agent",
    tools: [],
    version: 7,
  },
};
