// Generated from schemas/llm.schema.json by scripts/generate-types.mjs: do not edit.

export type LLMModel = "gpt-4.1" | "gpt-4.1-mini" | "gpt-4.1-nano" | "gpt-5" | "gpt-5-mini" | "gpt-5-nano" | "gpt-5.1" | "gpt-5.2" | "gpt-5.4" | "gpt-5.4-mini" | "gpt-5.4-nano" | "gpt-5.5" | "claude-4.5-sonnet" | "claude-4.6-sonnet" | "claude-4.5-haiku" | "gemini-2.5-flash-lite" | "gemini-3.0-flash" | "gemini-3.1-flash-lite" | "gpt-5.6-terra" | "gpt-5.6-luna" | "claude-5-sonnet" | "gemini-3.5-flash" | "gemini-3.5-flash-lite" | "gemini-3.6-flash" | (string & {})
export type Tool = (EndCallTool | TransferCallTool | CheckAvailabilityCalTool | BookAppointmentCalTool | AgentSwapTool | PressDigitTool | SendSMSTool | CustomTool | CodeTool | ExtractDynamicVariableTool | BridgeTransferTool | CancelTransferTool | MCPTool)
export type TransferDestination = (TransferDestinationPredefined | TransferDestinationInferred)
export type TransferOption = (TransferOptionColdTransfer | TransferOptionWarmTransfer | TransferOptionAgenticWarmTransfer)
export type SmsContent = (SmsContentPredefined | SmsContentInferred | SmsContentTemplate)
export type AnalysisData = (StringAnalysisData | EnumAnalysisData | BooleanAnalysisData | NumberAnalysisData)

/**
 * Prompt, tools and states of an agent.
 */
export interface RetellLlmConfig {
/**
 * The language model.
 */
model?: (LLMModel | null)
/**
 * A speech-to-speech model, in place of a language model.
 */
s2s_model?: "gpt-realtime-1.5" | "gpt-realtime" | "gpt-realtime-mini" | "gpt-realtime-2.1" | "gpt-realtime-2.1-mini" | "gpt-realtime-2" | null | (string & {})
/**
 * How freely the model writes: 0 is the most predictable.
 */
model_temperature?: number
/**
 * Whether to pay for steadier, faster answers.
 */
model_high_priority?: (boolean | null)
/**
 * Whether the arguments of tools must fit their schema exactly.
 */
tool_call_strict_mode?: (boolean | null)
/**
 * The platform's ids of the knowledge bases to draw from.
 */
knowledge_base_ids?: (string[] | null)
/**
 * How much is drawn from knowledge bases.
 */
kb_config?: (KBConfig | null)
/**
 * Who speaks first.
 */
start_speaker?: ("user" | "agent")
/**
 * Milliseconds after which the agent begins anyway when the user should have.
 */
begin_after_user_silence_ms?: (number | null)
/**
 * The agent's first words; null lets the model choose them, an empty text waits for the user.
 */
begin_message?: string | null
/**
 * What the agent is told in every state.
 */
general_prompt?: string | null
/**
 * Tools that every state may use.
 */
general_tools?: (Tool[] | null)
/**
 * Steps of the conversation, each with a prompt and tools of its own.
 */
states?: (State[] | null)
/**
 * The name of the state that a call begins in.
 */
starting_state?: string | null
/**
 * Values of {{variables}} for calls that bring none.
 */
default_dynamic_variables?: ({
[k: string]: string
} | null)
/**
 * Servers that offer tools over the Model Context Protocol.
 */
mcps?: (MCP[] | null)
/**
 * Whether this engine only serves warm transfers.
 */
is_transfer_llm?: (boolean | null)
}
export interface KBConfig {
/**
 * How many passages are drawn at most.
 */
top_k?: number
/**
 * How alike a passage must be to be drawn, from 0 to 1.
 */
filter_score?: number
}
/**
 * Lets the model end the call.
 */
export interface EndCallTool {
/**
 * Lets the model end the call.
 */
type: "end_call"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
/**
 * Whether the agent goes on to talk about the result.
 */
speak_after_execution?: boolean
}
/**
 * Lets the model hand the call to a person or a number.
 */
export interface TransferCallTool {
/**
 * Lets the model hand the call to a person or a number.
 */
type: "transfer_call"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
transfer_destination: TransferDestination
/**
 * Whether numbers of a private exchange are let through.
 */
ignore_e164_validation?: boolean
/**
 * SIP headers sent along.
 */
custom_sip_headers?: {
[k: string]: string | { readonly $env: string; readonly template?: string }
}
transfer_option: TransferOption
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
}
/**
 * A fixed number, or a {{variable}} that holds one.
 */
export interface TransferDestinationPredefined {
/**
 * A fixed number, or a {{variable}} that holds one.
 */
type: "predefined"
/**
 * The number to call, such as +14155550100, or a {{variable}}.
 */
number: string
/**
 * Keys to press once the other end answers.
 */
extension?: string
}
/**
 * A number that the model finds by a prompt.
 */
export interface TransferDestinationInferred {
/**
 * A number that the model finds by a prompt.
 */
type: "inferred"
/**
 * How the model finds the number.
 */
prompt: string
}
/**
 * Hands the call over at once and leaves it.
 */
export interface TransferOptionColdTransfer {
/**
 * Hands the call over at once and leaves it.
 */
type: "cold_transfer"
/**
 * Whether the other end sees the caller's number.
 */
show_transferee_as_caller?: boolean
/**
 * The SIP method of a cold transfer.
 */
cold_transfer_mode?: ("sip_refer" | "sip_invite")
/**
 * How long the other end may ring, in milliseconds.
 */
transfer_ring_duration_ms?: number
/**
 * Whether a tone marks the moment of connection.
 */
enable_bridge_audio_cue?: boolean
}
/**
 * Waits for a person to answer, may brief them, then connects.
 */
export interface TransferOptionWarmTransfer {
/**
 * Waits for a person to answer, may brief them, then connects.
 */
type: "warm_transfer"
/**
 * Whether the other end sees the caller's number.
 */
show_transferee_as_caller?: boolean
/**
 * Milliseconds to wait for a person at the other end.
 */
agent_detection_timeout_ms?: number
/**
 * How long the other end may ring, in milliseconds.
 */
transfer_ring_duration_ms?: number
/**
 * What the caller hears while waiting.
 */
on_hold_music?: "none" | "relaxing_sound" | "uplifting_beats" | "ringtone" | "custom" | (string & {})
/**
 * What both sides hear when they are connected.
 */
public_handoff_option?: (WarmTransferPrompt | WarmTransferStaticMessage)
/**
 * What only the other end hears before that; null for nothing.
 */
private_handoff_option?: (WarmTransferPrompt | WarmTransferStaticMessage)
ivr_option?: WarmTransferPrompt
/**
 * Whether to connect without making sure that a person answered.
 */
opt_out_human_detection?: boolean
/**
 * Whether a tone marks the moment of connection.
 */
enable_bridge_audio_cue?: boolean
/**
 * The uploaded music, with on_hold_music custom.
 */
custom_on_hold_music_asset_id?: string
}
/**
 * Words that the model finds by a prompt.
 */
export interface WarmTransferPrompt {
/**
 * Words that the model finds by a prompt.
 */
type: "prompt"
/**
 * How to find the words.
 */
prompt?: string
}
/**
 * Words that are spoken as they are.
 */
export interface WarmTransferStaticMessage {
/**
 * Words that are spoken as they are.
 */
type: "static_message"
/**
 * The words, as they are spoken.
 */
message?: string
}
/**
 * Lets another agent talk to the person first and decide.
 */
export interface TransferOptionAgenticWarmTransfer {
/**
 * Lets another agent talk to the person first and decide.
 */
type: "agentic_warm_transfer"
/**
 * Whether the other end sees the caller's number.
 */
show_transferee_as_caller?: boolean
/**
 * What the caller hears while waiting.
 */
on_hold_music?: "none" | "relaxing_sound" | "uplifting_beats" | "ringtone" | "custom" | (string & {})
/**
 * How long the other end may ring, in milliseconds.
 */
transfer_ring_duration_ms?: number
/**
 * What both sides hear when they are connected.
 */
public_handoff_option?: (WarmTransferPrompt | WarmTransferStaticMessage)
/**
 * The agent that talks to the other end first.
 */
agentic_transfer_config: {
/**
 * Which agent that is.
 */
transfer_agent?: {
/**
 * Its slug, or the platform's id.
 */
agent_id: string
/**
 * Its version, or a tag's name.
 */
agent_version: (number | string | {
/**
 * Path of a text file in this agent's directory, such as prompts/general.md.
 */
$file: string
})
}
/**
 * Milliseconds it has to decide.
 */
transfer_timeout_ms?: number
/**
 * What happens when it has not decided by then.
 */
action_on_timeout?: ("bridge_transfer" | "cancel_transfer")
}
/**
 * Whether a tone marks the moment of connection.
 */
enable_bridge_audio_cue?: boolean
/**
 * The uploaded music, with on_hold_music custom.
 */
custom_on_hold_music_asset_id?: string
}
/**
 * Looks up free times in a Cal.com calendar.
 */
export interface CheckAvailabilityCalTool {
/**
 * Looks up free times in a Cal.com calendar.
 */
type: "check_availability_cal"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * Key of the Cal.com account: a secret, best given as {$env: NAME}.
 */
cal_api_key: string | { readonly $env: string; readonly template?: string }
/**
 * Cal.com's id of the kind of event.
 */
event_type_id: (number | string | {
/**
 * Path of a text file in this agent's directory, such as prompts/general.md.
 */
$file: string
})
/**
 * The time zone that dates and times are understood in, such as America/New_York.
 */
timezone?: string
}
/**
 * Books a time in a Cal.com calendar.
 */
export interface BookAppointmentCalTool {
/**
 * Books a time in a Cal.com calendar.
 */
type: "book_appointment_cal"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * Key of the Cal.com account: a secret, best given as {$env: NAME}.
 */
cal_api_key: string | { readonly $env: string; readonly template?: string }
/**
 * Cal.com's id of the kind of event.
 */
event_type_id: (number | string | {
/**
 * Path of a text file in this agent's directory, such as prompts/general.md.
 */
$file: string
})
/**
 * The time zone that dates and times are understood in, such as America/New_York.
 */
timezone?: string
}
/**
 * Lets the model go on with another agent in the same call.
 */
export interface AgentSwapTool {
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * Lets the model go on with another agent in the same call.
 */
type: "agent_swap"
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * The agent to swap to: its slug, or the platform's id.
 */
agent_id: string
/**
 * Which of its versions: a number, or a tag's name; the newest when absent.
 */
agent_version?: (number | string | {
/**
 * Path of a text file in this agent's directory, such as prompts/general.md.
 */
$file: string
})
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
/**
 * Which of the two agents analyses the call.
 */
post_call_analysis_setting: ("both_agents" | "only_destination_agent")
/**
 * Which of the two agents posts events.
 */
webhook_setting?: ("both_agents" | "only_destination_agent" | "only_source_agent")
/**
 * Whether the next agent keeps this one's voice.
 */
keep_current_voice?: boolean
/**
 * Whether the next agent keeps this one's language.
 */
keep_current_language?: boolean
}
/**
 * Lets the model press keys to get through a phone menu.
 */
export interface PressDigitTool {
/**
 * Lets the model press keys to get through a phone menu.
 */
type: "press_digit"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * Milliseconds to wait before a key is pressed.
 */
delay_ms?: number
}
/**
 * Lets the model send the user a text message.
 */
export interface SendSMSTool {
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * Lets the model send the user a text message.
 */
type: "send_sms"
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
sms_content: SmsContent
}
/**
 * A fixed text, with {{variables}} filled in.
 */
export interface SmsContentPredefined {
/**
 * A fixed text, with {{variables}} filled in.
 */
type: "predefined"
/**
 * The text message, with {{variables}} filled in.
 */
content?: string
/**
 * The text, under its other name.
 */
text?: string
}
/**
 * A text that the model words by a prompt.
 */
export interface SmsContentInferred {
/**
 * A text that the model words by a prompt.
 */
type: "inferred"
/**
 * How the model finds the words.
 */
prompt?: string
}
/**
 * A text of the platform's own.
 */
export interface SmsContentTemplate {
/**
 * A text of the platform's own.
 */
type: "template"
/**
 * A text of the platform's own.
 */
template: "info_collection" | (string & {})
}
/**
 * Sends an HTTP request to a server of yours, with arguments that the model fills in.
 */
export interface CustomTool {
/**
 * Sends an HTTP request to a server of yours, with arguments that the model fills in.
 */
type: "custom"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * Where the request is sent.
 */
url: string | { readonly $env: string; readonly template?: string }
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * The HTTP method; POST when absent.
 */
method?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")
/**
 * HTTP headers sent along.
 */
headers?: {
[k: string]: string | { readonly $env: string; readonly template?: string }
}
/**
 * Query parameters added to the URL.
 */
query_params?: {
[k: string]: string | { readonly $env: string; readonly template?: string }
}
parameters?: ToolParameter
/**
 * Variables to set from the answer: a path in it for each name.
 */
response_variables?: {
[k: string]: string
}
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * Whether the agent goes on to talk about the result.
 */
speak_after_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
/**
 * Milliseconds after which it is given up.
 */
timeout_ms?: number
/**
 * Whether the body of the request is the arguments alone.
 */
args_at_root?: boolean
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
/**
 * How often a failed request is tried again.
 */
max_retry?: number
/**
 * How the dashboard edits the arguments; calls are the same.
 */
parameter_type?: ("json" | "form")
}
export interface ToolParameter {
/**
 * Always `object`.
 */
type: "object"
/**
 * The arguments by name, each a JSON Schema.
 */
properties: {
[k: string]: unknown
}
/**
 * Names of the arguments that must be given.
 */
required?: string[]
}
/**
 * Runs JavaScript and sets variables from what it returns.
 */
export interface CodeTool {
/**
 * Runs JavaScript and sets variables from what it returns.
 */
type: "code"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * JavaScript that the platform runs.
 */
code: string
/**
 * Milliseconds after which it is given up.
 */
timeout_ms?: number
/**
 * Variables to set from the answer: a path in it for each name.
 */
response_variables?: {
[k: string]: string
}
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * Whether the agent goes on to talk about the result.
 */
speak_after_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
}
/**
 * Sets {{variables}} from what was said so far.
 */
export interface ExtractDynamicVariableTool {
/**
 * Sets {{variables}} from what was said so far.
 */
type: "extract_dynamic_variable"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description: string
/**
 * What to take from the conversation, and under which names.
 */
variables: AnalysisData[]
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
}
/**
 * An answer in free words.
 */
export interface StringAnalysisData {
/**
 * An answer in free words.
 */
type: "string"
/**
 * The name of the answer in the results.
 */
name: string
/**
 * What to find out, in words for the model.
 */
description: string
/**
 * Answers as they might look.
 */
examples?: string[]
/**
 * Whether an answer must be given.
 */
required?: boolean
/**
 * When to look for an answer at all.
 */
conditional_prompt?: string
}
/**
 * An answer out of a list of choices.
 */
export interface EnumAnalysisData {
/**
 * An answer out of a list of choices.
 */
type: "enum"
/**
 * The name of the answer in the results.
 */
name: string
/**
 * What to find out, in words for the model.
 */
description: string
/**
 * The answers to choose from.
 * 
 * @minItems 1
 */
choices: string[]
/**
 * Whether an answer must be given.
 */
required?: boolean
/**
 * When to look for an answer at all.
 */
conditional_prompt?: string
}
/**
 * An answer that is yes or no.
 */
export interface BooleanAnalysisData {
/**
 * An answer that is yes or no.
 */
type: "boolean"
/**
 * The name of the answer in the results.
 */
name: string
/**
 * What to find out, in words for the model.
 */
description: string
/**
 * Whether an answer must be given.
 */
required?: boolean
/**
 * When to look for an answer at all.
 */
conditional_prompt?: string
}
/**
 * An answer that is a number.
 */
export interface NumberAnalysisData {
/**
 * An answer that is a number.
 */
type: "number"
/**
 * The name of the answer in the results.
 */
name: string
/**
 * What to find out, in words for the model.
 */
description: string
/**
 * Whether an answer must be given.
 */
required?: boolean
/**
 * When to look for an answer at all.
 */
conditional_prompt?: string
}
/**
 * In the agent of a warm transfer: connects the caller with the person who answered.
 */
export interface BridgeTransferTool {
/**
 * In the agent of a warm transfer: connects the caller with the person who answered.
 */
type: "bridge_transfer"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
}
/**
 * In the agent of a warm transfer: gives the caller back to the first agent.
 */
export interface CancelTransferTool {
/**
 * In the agent of a warm transfer: gives the caller back to the first agent.
 */
type: "cancel_transfer"
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description?: string
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
}
/**
 * A tool of an MCP server in mcps.
 */
export interface MCPTool {
/**
 * A tool of an MCP server in mcps.
 */
type: "mcp"
/**
 * The server, by its id in mcps.
 */
mcp_id?: string
/**
 * The name by which the model calls the tool; unique where it can be called.
 */
name: string
/**
 * What the tool does and when to call it, in words for the model.
 */
description: string
/**
 * What the server's tool takes, by name.
 */
input_schema?: {
[k: string]: unknown
}
/**
 * Variables to set from the answer: a path in it for each name.
 */
response_variables?: {
[k: string]: string
}
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
/**
 * Whether the agent goes on to talk about the result.
 */
speak_after_execution?: boolean
/**
 * What it says meanwhile, or how to find the words.
 */
execution_message_description?: string
/**
 * Whether that text is spoken as it is or is a prompt for the words.
 */
execution_message_type?: ("prompt" | "static_text")
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
}
/**
 * A step of the conversation, with a prompt and tools of its own.
 */
export interface State {
/**
 * The state's name, which edges and starting_state refer to.
 */
name: string
/**
 * What the agent is told in this state, after the general prompt.
 */
state_prompt?: string
/**
 * The states that may follow.
 */
edges?: StateEdge[]
/**
 * Tools that only this state may use.
 */
tools?: Tool[]
}
/**
 * A way to another state, which the model takes when the description fits.
 */
export interface StateEdge {
/**
 * The state that follows.
 */
destination_state_name: string
/**
 * When to move on, in words for the model.
 */
description: string
parameters?: ToolParameter
/**
 * Whether the agent says something while it moves on.
 */
speak_during_transition?: boolean
}
/**
 * A server that offers tools over the Model Context Protocol.
 */
export interface MCP {
/**
 * The server's name in the editor.
 */
name: string
/**
 * Where the server answers.
 */
url: string | { readonly $env: string; readonly template?: string }
/**
 * HTTP headers sent along.
 */
headers?: {
[k: string]: string | { readonly $env: string; readonly template?: string }
}
/**
 * Query parameters added to the URL.
 */
query_params?: {
[k: string]: string | { readonly $env: string; readonly template?: string }
}
/**
 * Milliseconds after which it is given up.
 */
timeout_ms?: number
/**
 * The server's id, which mcp_id of tools and nodes refers to.
 */
id?: string
}
