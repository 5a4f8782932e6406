import { describe, expect, it } from "vitest";
import { checkSchema, type SchemaKind, schemaCodes } from "../../src/config/schema/index.js";
import type { JsonObject } from "../../src/model/json.js";

const agent = (more: JsonObject): JsonObject => ({
  response_engine: { type: "retell-llm" },
  voice_id: "11labs-Adrian",
  ...more,
});
const flow = (...nodes: JsonObject[]): JsonObject => ({
  start_speaker: "agent",
  model_choice: { type: "cascading", model: "gpt-4.1" },
  nodes,
});
const end = { id: "end", type: "end" };

/** Each finding as `severity code place: message (hint)`; a place that is a key ends in `#`. */
async function check(kind: SchemaKind, value: JsonObject): Promise<string[]> {
  const findings = await checkSchema(kind, value);
  for (const { code } of findings) seen.add(code);
  return findings.map(
    ({ severity, code, path, at, message, hint }) =>
      `${severity} ${code} /${path.join("/")}${at === "key" ? "#" : ""}: ${message} (${hint})`,
  );
}
const seen = new Set<string>();

describe("fields", () => {
  it("a slip of a known field is an error", async () => {
    expect(await check("agent", agent({ voice_sped: 1 }))).toEqual([
      'error unknown-field /voice_sped#: "voice_sped" is not a field of the agent. (did you mean "voice_speed"?)',
    ]);
    expect(await check("agent", agent({ agentName: "Desk" }))).toEqual([
      'error unknown-field /agentName#: "agentName" is not a field of the agent. (did you mean "agent_name"?)',
    ]);
  });

  it("a field that is near one already there is a field we do not know", async () => {
    expect(await check("agent", agent({ voice_ids: ["a"] }))).toEqual([
      'warning unknown-field /voice_ids#: "voice_ids" is not a field of the agent. (it is kept as written, and not checked)',
    ]);
  });

  it("a field of the other file says which", async () => {
    expect(await check("agent", agent({ general_prompt: "Hi" }))).toEqual([
      'warning unknown-field /general_prompt#: "general_prompt" is not a field of the agent. (it belongs in llm.yaml)',
    ]);
  });

  it("an unknown field deep in a flow names its node", async () => {
    expect(await check("flow", flow({ ...end, mood: "calm" }))).toEqual([
      'warning unknown-field /nodes/0/mood#: "mood" is not a field of the node "end". (it is kept as written, and not checked)',
    ]);
  });

  it("what the platform assigns is pointed out where it assigns it, and only there", async () => {
    expect(
      await check(
        "agent",
        agent({ agent_id: "agent_1", response_engine: { type: "retell-llm", llm_id: "llm_1" } }),
      ),
    ).toEqual([
      'warning server-assigned-field /agent_id#: "agent_id" is assigned by the platform and is not configuration. (delete it)',
      'warning server-assigned-field /response_engine/llm_id#: "llm_id" is assigned by the platform and is not configuration. (delete it)',
    ]);
    expect(await check("flow", flow({ ...end, version: 3 }))).toEqual([
      'warning unknown-field /nodes/0/version#: "version" is not a field of the node "end". (it is kept as written, and not checked)',
    ]);
  });

  it("in a component, only the time of the last change is the platform's own", async () => {
    const component = { name: "Part", nodes: [], user_modified_timestamp: 1, last_modification_timestamp: 1 };
    expect(await check("flow", { ...flow(), components: [component] })).toEqual([
      'warning server-assigned-field /components/0/user_modified_timestamp#: "user_modified_timestamp" is assigned by the platform and is not configuration. (delete it)',
      'warning unknown-field /components/0/last_modification_timestamp#: "last_modification_timestamp" is not a field of the component "Part". (it is kept as written, and not checked)',
    ]);
  });

  it("a speech recognition of one's own needs its settings, in an agent and in a node", async () => {
    expect(await check("agent", agent({ stt_mode: "custom" }))).toEqual([
      'error missing-field /#: The agent has no "custom_stt_config". (add custom_stt_config, which stt_mode custom needs, or choose another stt_mode)',
    ]);
    const node = { id: "a", type: "conversation", instruction: { type: "prompt", text: "Hi" } };
    expect(await check("flow", flow({ ...node, stt_mode: "custom" }))).toEqual([
      'error missing-field /nodes/0#: The node "a" has no "custom_stt_config". (add custom_stt_config, which stt_mode custom needs, or choose another stt_mode)',
    ]);
  });

  it("what only chats have makes a chat of an agent without a voice, unless it says otherwise", async () => {
    const chat = { response_engine: { type: "retell-llm" }, end_chat_after_silence_ms: 120000 };
    expect(await check("agent", chat)).toEqual([]);
    expect(await check("agent", { ...chat, channel: "voice" })).toEqual([
      'error missing-field /#: The agent has no "voice_id". (add voice_id, or channel: chat for an agent that only writes)',
    ]);
  });

  it("a missing field is the parent's fault", async () => {
    expect(await check("flow", flow({ type: "end" }))).toEqual([
      'error missing-field /nodes/0#: Entry 1 of "nodes" has no "id". (add id)',
    ]);
    expect(await check("agent", { response_engine: { type: "retell-llm" } })).toEqual([
      'error missing-field /#: The agent has no "voice_id". (add voice_id, or channel: chat for an agent that only writes)',
    ]);
    expect(await check("llm", { general_tools: [{ type: "custom", name: "find" }] })).toEqual([
      'error missing-field /general_tools/0#: The tool "find" has no "url". (add url)',
    ]);
  });

  it("an edge may lack its destination", async () => {
    const edges = [{ id: "e", transition_condition: { type: "prompt", prompt: "Done" } }];
    const node = { id: "a", type: "conversation", instruction: { type: "prompt", text: "Hi" }, edges };
    expect(await check("flow", flow(node))).toEqual([]);
  });
});

describe("values", () => {
  it("an unknown value of a vendor's list is a warning", async () => {
    expect(await check("agent", agent({ voice_model: "sonic-9" }))).toEqual([
      'warning unknown-value /voice_model: "sonic-9" is not a value of "voice_model" that this release knows. (did you mean "sonic-3"? fine if it is new on the platform)',
    ]);
    expect(await check("llm", { model: "llama-5" })).toEqual([
      'warning unknown-value /model: "llama-5" is not a value of "model" that this release knows. (fine if it is new on the platform)',
    ]);
    expect(await check("agent", agent({ language: ["en-US", "tlh"] }))).toEqual([
      'warning unknown-value /language/1: "tlh" is not a value of entry 2 of "language" that this release knows. (fine if it is new on the platform)',
    ]);
  });

  it("an unknown value of the platform's own list is an error", async () => {
    expect(await check("llm", { start_speaker: "agant" })).toEqual([
      'error wrong-value /start_speaker: "agant" is not a value of "start_speaker". (did you mean "agent"?)',
    ]);
    expect(await check("agent", agent({ channel: "fax" }))).toEqual([
      'error wrong-value /channel: "fax" is not a value of "channel". (use "voice" or "chat")',
    ]);
  });

  it("a slip in a type is an error, another type is not checked", async () => {
    expect(await check("flow", flow({ id: "a", type: "conversaton" }))).toEqual([
      'error unknown-type /nodes/0/type: "conversaton" is not a type that the node "a" can have. (did you mean "conversation"?)',
    ]);
    expect(await check("llm", { general_tools: [{ type: "teleport", name: "go", speed: 9 }] })).toEqual([
      'warning unknown-type /general_tools/0/type: "teleport" is not a type that this release knows, so the tool "go" was not checked. (known are "end_call", "transfer_call", "check_availability_cal", "book_appointment_cal", "agent_swap", "press_digit", "send_sms", "custom", "code", "extract_dynamic_variable", "bridge_transfer", "cancel_transfer" and "mcp")',
    ]);
  });

  it("a fault in one node is that node's fault only", async () => {
    const node = { id: "a", type: "function", tool_id: "t", tool_type: "lokal", wait_for_result: "yes" };
    expect(await check("flow", flow(end, node, end))).toEqual([
      'error wrong-value /nodes/1/tool_type: "lokal" is not a value of "tool_type". (did you mean "local"?)',
      'error wrong-type /nodes/1/wait_for_result: "wait_for_result" must be true or false, not the text "yes". (write true, without quotes)',
    ]);
  });

  it("a range is named whole", async () => {
    expect(
      await check("agent", agent({ voice_speed: 3, reminder_trigger_ms: 0, end_call_after_silence_ms: 5 })),
    ).toEqual([
      'error out-of-range /voice_speed: "voice_speed" is 3; it must be from 0.5 to 2. (use 2)',
      'error out-of-range /reminder_trigger_ms: "reminder_trigger_ms" is 0; it must be above 0. (use a larger number)',
      'error out-of-range /end_call_after_silence_ms: "end_call_after_silence_ms" is 5; it must be at least 10000. (use 10000)',
    ]);
  });

  it("lengths, forms and repeats", async () => {
    expect(
      await check("agent", agent({ call_screening_option: { agent_identity: "", call_purpose: "x" } })),
    ).toEqual([
      'error wrong-length /call_screening_option/agent_identity: "agent_identity" is empty. (write a text)',
    ]);
    expect(await check("agent", agent({ analysis_summary_prompt: "x".repeat(2001) }))).toEqual([
      'error wrong-length /analysis_summary_prompt: "analysis_summary_prompt" has 2001 characters; at most 2000 are allowed. (shorten it)',
    ]);
    expect(await check("llm", { general_tools: [{ type: "end_call", name: "hang up" }] })).toEqual([
      'error wrong-format /general_tools/0/name: "hang up" does not have the form of "name". (use letters, digits, _ and -, 64 at most)',
    ]);
    expect(
      await check("agent", agent({ pii_config: { mode: "post_call", categories: ["pin", "ssn", "pin"] } })),
    ).toEqual([
      'error duplicate-item /pii_config/categories/2: "pin" stands twice in "categories". (delete one of them)',
    ]);
  });
});

describe("types", () => {
  it("a wrong type says what is due and how to write it", async () => {
    expect(
      await check("agent", agent({ agent_name: 12, volume: "1", voice_id: null, language: 5, timezone: {} })),
    ).toEqual([
      'error wrong-type /agent_name: "agent_name" must be a text or null, not 12. (put it in quotes: "12")',
      'error wrong-type /voice_id: "voice_id" must be a text, not null. (write a text)',
      'error wrong-type /volume: "volume" must be a number, not the text "1". (write it without quotes: 1)',
      'error wrong-type /language: "language" must be a text or a list, not 5. (put it in quotes: "5")',
      'error wrong-type /timezone: "timezone" must be a text or null, not an object. (write a text or null)',
    ]);
  });

  it("an empty list where an object is due is PHP's, and kept", async () => {
    expect(await check("agent", agent({ user_dtmf_options: [], pii_config: [] }))).toEqual([
      'warning array-for-object /user_dtmf_options: "user_dtmf_options" is an empty list where an object is due. (write {}; it is kept as written)',
      'warning array-for-object /pii_config: "pii_config" is an empty list where an object is due. (write {}; it is kept as written)',
    ]);
    expect(await check("agent", agent({ user_dtmf_options: [1] }))).toEqual([
      'error wrong-type /user_dtmf_options: "user_dtmf_options" must be an object or null, not a list. (write an object or null)',
    ]);
    expect(await check("agent", agent({ agent_name: [] }))).toEqual([
      'error wrong-type /agent_name: "agent_name" must be a text or null, not a list. (write a text or null)',
    ]);
  });

  it("$file and $env stand only where they may", async () => {
    expect(
      await check("agent", agent({ volume: { $file: "volume.txt" }, voice_id: { $file: "voice.txt" } })),
    ).toEqual([
      'error file-not-allowed /volume: "volume" cannot come from a file. ($file stands for free text only; write the value here)',
    ]);
    expect(await check("llm", { general_prompt: { $env: "PROMPT" }, model: { $file: "m" } })).toEqual([
      'error file-not-allowed /model: "model" cannot come from a file. ($file stands for free text only; write the value here)',
      'error env-not-allowed /general_prompt: "general_prompt" cannot come from the environment. ($env is for keys, headers, query parameters and URLs; write the value here)',
    ]);
    expect(await check("llm", { general_tools: [{ $file: "tool.yaml" }] })).toEqual([
      'error file-not-allowed /general_tools/0: Entry 1 of "general_tools" cannot come from a file. ($file stands for free text only; write the value here)',
    ]);
  });
});

describe("the other files", () => {
  it("the manifest's pins, weights and numbers are checked elsewhere, their types here", async () => {
    const numbers = {
      "+14155550100": { inbound: "nonsense", outbound: [{ pin: "a@v1", weight: 7 }], fallback_number: "12" },
      "+14155550101": { inbound: 5, inboud_sms: "a@v1", phone_number_type: "retell-twilio" },
      "+14155550102": { outbound: [{ pin: "a@v1" }], inbound_webhook_url: { $file: "hook.txt" } },
    };
    expect(await check("manifest", { numbers })).toEqual([
      'error unknown-field /numbers/+14155550101/inboud_sms#: "inboud_sms" is not a field of the number "+14155550101". (did you mean "inbound_sms"?)',
      'warning server-assigned-field /numbers/+14155550101/phone_number_type#: "phone_number_type" is assigned by the platform and is not configuration. (delete it)',
      'error wrong-type /numbers/+14155550101/inbound: "inbound" must be a text or a list or null, not 5. (put it in quotes: "5")',
      'error missing-field /numbers/+14155550102/outbound/0#: Entry 1 of "outbound" has no "weight". (add weight)',
      'error file-not-allowed /numbers/+14155550102/inbound_webhook_url: "inbound_webhook_url" cannot come from a file. ($file stands for free text only; write the value here)',
    ]);
  });

  it("tagline.yaml", async () => {
    expect(await check("tagline", { brnch: "main", signTags: "yes" })).toEqual([
      'error unknown-field /brnch#: "brnch" is not a field of tagline.yaml. (did you mean "branch"?)',
      'error wrong-type /signTags: "signTags" must be true or false, not the text "yes". (write true, without quotes)',
    ]);
  });
});

it("every code is in the list, and each of the list occurs above", () => {
  expect([...seen].sort()).toEqual([...schemaCodes]);
});
