// Generated from schemas/flow.schema.json by scripts/generate-types.mjs: do not edit.

export type LLMModel = "gpt-4.1" | "gpt-4.1-mini" | "gpt-4.1-nano" | "gpt-5" | "gpt-5-mini" | "gpt-5-nano" | "gpt-5.1" | "gpt-5.2" | "gpt-5.4" | "gpt-5.4-mini" | "gpt-5.4-nano" | "gpt-5.5" | "claude-4.5-sonnet" | "claude-4.6-sonnet" | "claude-4.5-haiku" | "gemini-2.5-flash-lite" | "gemini-3.0-flash" | "gemini-3.1-flash-lite" | "gpt-5.6-terra" | "gpt-5.6-luna" | "claude-5-sonnet" | "gemini-3.5-flash" | "gemini-3.5-flash-lite" | "gemini-3.6-flash" | (string & {})
export type NodeTool = (CustomTool | CheckAvailabilityCalTool | BookAppointmentCalTool)
export type ConversationFlowNode = (ConversationNode | SubagentNode | EndNode | FunctionNode | CodeNode | TransferCallNode | PressDigitNode | BranchNode | SmsNode | ExtractDynamicVariablesNode | AgentSwapNode | MCPNode | ComponentNode | BridgeTransferNode | CancelTransferNode)
export type FinetuneExampleUtterance = ({
/**
 * Who says it, or what a tool was asked or gave back.
 */
role: ("agent" | "user")
/**
 * What was said.
 */
content: string
} | {
/**
 * Who says it, or what a tool was asked or gave back.
 */
role: "tool_call_invocation"
/**
 * Joins what a tool was asked to what it gave back.
 */
tool_call_id: string
/**
 * The tool's name.
 */
name: string
/**
 * The arguments, as JSON text.
 */
arguments: string
} | {
/**
 * Who says it, or what a tool was asked or gave back.
 */
role: "tool_call_result"
/**
 * Joins what a tool was asked to what it gave back.
 */
tool_call_id: string
/**
 * What the tool gave back.
 */
content: string
})
export type NodeInstruction = (NodeInstructionPrompt | NodeInstructionStaticText)
export type Tool = (EndCallTool | TransferCallTool | CheckAvailabilityCalTool1 | BookAppointmentCalTool1 | AgentSwapTool | PressDigitTool | SendSMSTool | CustomTool1 | CodeTool | ExtractDynamicVariableTool | BridgeTransferTool | CancelTransferTool | MCPTool)
export type TransferDestination = (TransferDestinationPredefined | TransferDestinationInferred)
export type TransferOption = (TransferOptionColdTransfer | TransferOptionWarmTransfer | TransferOptionAgenticWarmTransfer)
export type SmsContent = (SmsContentPredefined | SmsContentInferred | SmsContentTemplate)
export type AnalysisData = (StringAnalysisData | EnumAnalysisData | BooleanAnalysisData | NumberAnalysisData)

/**
 * Nodes of a conversation and the edges between them.
 */
export interface ConversationFlowConfig {
model_choice: ModelChoiceCascading
/**
 * How freely the model writes: 0 is the most predictable.
 */
model_temperature?: (number | null)
/**
 * Whether the arguments of tools must fit their schema exactly.
 */
tool_call_strict_mode?: (boolean | null)
/**
 * The platform's ids of the knowledge bases to draw from.
 */
knowledge_base_ids?: (string[] | null)
kb_config?: KBConfig
/**
 * Who speaks first.
 */
start_speaker: ("user" | "agent")
/**
 * Milliseconds after which the agent begins anyway when the user should have.
 */
begin_after_user_silence_ms?: (number | null)
/**
 * What the agent is told in every node.
 */
global_prompt?: string | null
/**
 * Tools of this flow, which function nodes and subagents name by tool_id.
 */
tools?: (NodeTool[] | null)
/**
 * Groups of nodes that are used as one.
 */
components?: (ConversationFlowComponent[] | null)
/**
 * The id of the node that comes first.
 */
start_node_id?: string | null
/**
 * Values of {{variables}} for calls that bring none.
 */
default_dynamic_variables?: ({
[k: string]: string
} | null)
/**
 * Where the editor draws the start; calls are the same.
 */
begin_tag_display_position?: ({
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
} | null)
/**
 * Notes in the editor; calls are the same.
 */
notes?: (Note[] | null)
/**
 * Servers that offer tools over the Model Context Protocol.
 */
mcps?: (MCP[] | null)
/**
 * Whether this engine only serves warm transfers.
 */
is_transfer_llm?: (boolean | null)
/**
 * The steps of the conversation.
 */
nodes: ConversationFlowNode[]
/**
 * Whether the flow is run as one prompt, free to jump between nodes.
 */
flex_mode?: (boolean | null)
/**
 * Whether this flow only serves warm transfers.
 */
is_transfer_cf?: (boolean | null)
}
export interface ModelChoiceCascading {
/**
 * Always `cascading`.
 */
type: "cascading"
model: LLMModel
/**
 * Whether to pay for steadier, faster answers.
 */
high_priority?: boolean
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
 * The tool's id in this flow, which function nodes refer to.
 */
tool_id: string
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
/**
 * The tool's id in this flow, which function nodes refer to.
 */
tool_id: string
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
/**
 * The tool's id in this flow, which function nodes refer to.
 */
tool_id: string
}
export interface ConversationFlowComponent {
/**
 * The component's name in the editor.
 */
name: string
/**
 * Tools of this component, which its nodes name by tool_id.
 */
tools?: (NodeTool[] | null)
/**
 * Servers that offer tools over the Model Context Protocol.
 */
mcps?: (MCP[] | null)
/**
 * The steps of the conversation.
 */
nodes: ConversationFlowNode[]
/**
 * The id of the node that comes first.
 */
start_node_id?: string | null
/**
 * Where the editor draws the start; calls are the same.
 */
begin_tag_display_position?: ({
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
} | null)
/**
 * Notes in the editor; calls are the same.
 */
notes?: (Note[] | null)
/**
 * Whether the flow is run as one prompt, free to jump between nodes.
 */
flex_mode?: (boolean | null)
/**
 * The component's id, which component nodes refer to.
 */
conversation_flow_component_id?: string
/**
 * The component's id, which component nodes refer to.
 */
component_id?: string
/**
 * Whether this flow only serves warm transfers.
 */
is_transfer_cf?: (boolean | null)
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
/**
 * Talks with the user until the condition of one of its edges is met.
 */
export interface ConversationNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * How easily a caller interrupts the agent: 0 is never, 1 is at once.
 */
interruption_sensitivity?: (number | null)
/**
 * How fast the agent takes its turn: 1 is at once, 0 waits longest.
 */
responsiveness?: (number | null)
/**
 * Pace of speech; 1 is normal.
 */
voice_speed?: (number | null)
/**
 * Whether a pressed key interrupts the agent.
 */
allow_dtmf_interruption?: (boolean | null)
/**
 * Talks with the user until the condition of one of its edges is met.
 */
type: "conversation"
instruction: NodeInstruction
skip_response_edge?: SkipResponseEdge
always_edge?: AlwaysEdge
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
/**
 * Conversations to learn this node's manner from.
 */
finetune_conversation_examples?: NodeFinetuneConversationExample[]
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
/**
 * The platform's ids of the knowledge bases to draw from.
 */
knowledge_base_ids?: (string[] | null)
kb_config?: KBConfig
/**
 * Speech recognition of your choice, with stt_mode custom.
 */
custom_stt_config?: ({
/**
 * Milliseconds of silence that end what a caller says; vendors differ in the least they allow.
 */
endpointing_ms: number
/**
 * The vendor of speech recognition.
 */
provider: ("azure" | "deepgram" | "soniox" | "assemblyai")
} | null)
else_edge?: ElseEdge
/**
 * How many times it speaks up again; 0 is never.
 */
reminder_max_count?: (number | null)
/**
 * Milliseconds of silence after which the agent speaks up again.
 */
reminder_trigger_ms?: (number | null)
/**
 * Whether speech recognition favours speed or accuracy, or is set by custom_stt_config.
 */
stt_mode?: "fast" | "accurate" | "custom" | null | (string & {})
/**
 * Who speaks first in this node.
 */
start_speaker?: ("user" | "agent")
}
/**
 * Lets the conversation come to this node from any other.
 */
export interface GlobalNodeSetting {
/**
 * When to come here.
 */
condition: string
/**
 * When to return to the node it came from.
 */
go_back_conditions?: NodeEdge[]
/**
 * How many turns must pass before coming here again.
 */
cool_down?: number
/**
 * Conversations in which to come here.
 */
positive_finetune_examples?: GlobalNodeFinetuneTransitionExample[]
/**
 * Conversations in which not to.
 */
negative_finetune_examples?: GlobalNodeFinetuneTransitionExample[]
}
/**
 * A way to another node, taken when its condition is met.
 */
export interface NodeEdge {
/**
 * The edge's id, unique in its flow or component.
 */
id: string
/**
 * When the edge is taken.
 */
transition_condition: (PromptCondition | EquationCondition)
/**
 * The node that the edge leads to.
 */
destination_node_id?: string
/**
 * An older copy of the condition's text.
 */
condition?: string
}
/**
 * A condition in words, judged by the model.
 */
export interface PromptCondition {
/**
 * A condition in words, judged by the model.
 */
type: "prompt"
/**
 * The condition, in words for the model.
 */
prompt: string
}
/**
 * A condition that compares values, without asking the model.
 */
export interface EquationCondition {
/**
 * A condition that compares values, without asking the model.
 */
type: "equation"
/**
 * The comparisons.
 * 
 * @maxItems 50
 */
equations: Equation[]
/**
 * Whether one comparison is enough (||) or all must hold (&&).
 */
operator: ("||" | "&&")
}
export interface Equation {
/**
 * The left side, such as {{name}}.
 */
left: string
/**
 * How the sides are compared.
 */
operator: ("==" | "!=" | ">" | ">=" | "<" | "<=" | "contains" | "not_contains" | "exists" | "not_exist")
/**
 * The right side; none for exists and not_exist.
 */
right?: string
}
export interface GlobalNodeFinetuneTransitionExample {
/**
 * What was said, in order.
 */
transcript: FinetuneExampleUtterance[]
}
/**
 * What to achieve here; the model finds the words.
 */
export interface NodeInstructionPrompt {
/**
 * What to achieve here; the model finds the words.
 */
type: "prompt"
/**
 * What to achieve here, in words for the model; {{variables}} are filled in.
 */
text: string
}
/**
 * The words themselves, spoken as they are.
 */
export interface NodeInstructionStaticText {
/**
 * The words themselves, spoken as they are.
 */
type: "static_text"
/**
 * The words to speak, with {{variables}} filled in.
 */
text: string
}
/**
 * The way on, taken at once after the agent spoke, without waiting for the user.
 */
export interface SkipResponseEdge {
/**
 * The edge's id, unique in its flow or component.
 */
id: string
/**
 * When the edge is taken.
 */
transition_condition: {
/**
 * Always `prompt` on this edge.
 */
type: "prompt"
/**
 * The platform's own word for this edge.
 */
prompt: "Skip response" | (string & {})
}
/**
 * The node that the edge leads to.
 */
destination_node_id?: string
/**
 * An older copy of the condition's text.
 */
condition?: string
}
/**
 * The way on, always taken once the user has spoken.
 */
export interface AlwaysEdge {
/**
 * The edge's id, unique in its flow or component.
 */
id: string
/**
 * When the edge is taken.
 */
transition_condition: {
/**
 * Always `prompt` on this edge.
 */
type: "prompt"
/**
 * The platform's own word for this edge.
 */
prompt: "Always" | (string & {})
}
/**
 * The node that the edge leads to.
 */
destination_node_id?: string
/**
 * An older copy of the condition's text.
 */
condition?: string
}
export interface NodeFinetuneConversationExample {
/**
 * The example's id.
 */
id: string
/**
 * What was said, in order.
 */
transcript: FinetuneExampleUtterance[]
}
export interface NodeFinetuneTransitionExample {
/**
 * The example's id.
 */
id: string
/**
 * What was said, in order.
 */
transcript: FinetuneExampleUtterance[]
/**
 * The node it leads to; absent when it stays.
 */
destination_node_id?: string
}
/**
 * The way on when the condition of no other edge is met.
 */
export interface ElseEdge {
/**
 * The edge's id, unique in its flow or component.
 */
id: string
/**
 * When the edge is taken.
 */
transition_condition: {
/**
 * Always `prompt` on this edge.
 */
type: "prompt"
/**
 * The platform's own word for this edge.
 */
prompt: "Else" | (string & {})
}
/**
 * The node that the edge leads to.
 */
destination_node_id?: string
/**
 * An older copy of the condition's text.
 */
condition?: string
}
/**
 * Talks with the user and calls tools by itself, until the condition of one of its edges is met.
 */
export interface SubagentNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * How easily a caller interrupts the agent: 0 is never, 1 is at once.
 */
interruption_sensitivity?: (number | null)
/**
 * How fast the agent takes its turn: 1 is at once, 0 waits longest.
 */
responsiveness?: (number | null)
/**
 * Pace of speech; 1 is normal.
 */
voice_speed?: (number | null)
/**
 * Whether a pressed key interrupts the agent.
 */
allow_dtmf_interruption?: (boolean | null)
/**
 * Talks with the user and calls tools by itself, until the condition of one of its edges is met.
 */
type: "subagent"
instruction: NodeInstructionPrompt
skip_response_edge?: SkipResponseEdge
always_edge?: AlwaysEdge
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
/**
 * Conversations to learn this node's manner from.
 */
finetune_conversation_examples?: NodeFinetuneConversationExample[]
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
/**
 * The platform's ids of the knowledge bases to draw from.
 */
knowledge_base_ids?: (string[] | null)
kb_config?: KBConfig
/**
 * Ids of tools of this flow that may be used here.
 */
tool_ids?: (string[] | null)
/**
 * Tools that only this node may use.
 */
tools?: (Tool[] | null)
/**
 * Speech recognition of your choice, with stt_mode custom.
 */
custom_stt_config?: ({
/**
 * Milliseconds of silence that end what a caller says; vendors differ in the least they allow.
 */
endpointing_ms: number
/**
 * The vendor of speech recognition.
 */
provider: ("azure" | "deepgram" | "soniox" | "assemblyai")
} | null)
else_edge?: ElseEdge
/**
 * How many times it speaks up again; 0 is never.
 */
reminder_max_count?: (number | null)
/**
 * Milliseconds of silence after which the agent speaks up again.
 */
reminder_trigger_ms?: (number | null)
/**
 * Whether speech recognition favours speed or accuracy, or is set by custom_stt_config.
 */
stt_mode?: "fast" | "accurate" | "custom" | null | (string & {})
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
export interface CheckAvailabilityCalTool1 {
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
export interface BookAppointmentCalTool1 {
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
export interface CustomTool1 {
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
 * Ends the call, after a last word if it has one.
 */
export interface EndNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Ends the call, after a last word if it has one.
 */
type: "end"
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
instruction?: NodeInstruction
/**
 * Left over by the editor: an end leads nowhere.
 */
edges?: NodeEdge[]
}
/**
 * Runs one tool of the flow without asking the model, then takes an edge by its result.
 */
export interface FunctionNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Runs one tool of the flow without asking the model, then takes an edge by its result.
 */
type: "function"
/**
 * The tool's id in this flow, which function nodes refer to.
 */
tool_id: string
/**
 * `local` for a tool of this flow, `shared` for one of the workspace.
 */
tool_type: ("local" | "shared")
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
instruction?: NodeInstruction
/**
 * Whether the conversation waits for it to finish.
 */
wait_for_result: boolean
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
else_edge?: ElseEdge
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
}
/**
 * Runs JavaScript, sets variables from what it returns, then takes an edge.
 */
export interface CodeNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Runs JavaScript, sets variables from what it returns, then takes an edge.
 */
type: "code"
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
instruction?: NodeInstruction
/**
 * Whether the conversation waits for it to finish.
 */
wait_for_result: boolean
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
else_edge?: ElseEdge
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
}
/**
 * Hands the call to a person or a number; its edge is taken when that fails.
 */
export interface TransferCallNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Hands the call to a person or a number; its edge is taken when that fails.
 */
type: "transfer_call"
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
edge: TransferFailedEdge
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
instruction?: NodeInstruction
}
/**
 * The way on when the transfer fails.
 */
export interface TransferFailedEdge {
/**
 * The edge's id, unique in its flow or component.
 */
id: string
/**
 * When the edge is taken.
 */
transition_condition: {
/**
 * Always `prompt` on this edge.
 */
type: "prompt"
/**
 * The platform's own word for this edge.
 */
prompt: "Transfer failed" | (string & {})
}
/**
 * The node that the edge leads to.
 */
destination_node_id?: string
/**
 * An older copy of the condition's text.
 */
condition?: string
}
/**
 * Presses keys to get through a phone menu.
 */
export interface PressDigitNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Presses keys to get through a phone menu.
 */
type: "press_digit"
instruction: NodeInstructionPrompt
/**
 * Milliseconds to wait before a key is pressed.
 */
delay_ms?: number
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
else_edge?: ElseEdge
}
/**
 * Says nothing and takes the first edge whose condition holds, or else_edge.
 */
export interface BranchNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Says nothing and takes the first edge whose condition holds, or else_edge.
 */
type: "branch"
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
else_edge: ElseEdge
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
}
/**
 * Sends the user a text message, then takes success_edge or failed_edge.
 */
export interface SmsNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Sends the user a text message, then takes success_edge or failed_edge.
 */
type: "sms"
/**
 * What the agent says or does here.
 */
instruction: (NodeInstructionPrompt | NodeInstructionStaticText | SmsInstructionTemplate)
success_edge: SmsSuccessEdge
failed_edge: SmsFailedEdge
}
/**
 * A text of the platform's own.
 */
export interface SmsInstructionTemplate {
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
 * The way on when the message was sent.
 */
export interface SmsSuccessEdge {
/**
 * The edge's id, unique in its flow or component.
 */
id: string
/**
 * When the edge is taken.
 */
transition_condition: {
/**
 * Always `prompt` on this edge.
 */
type: "prompt"
/**
 * The platform's own word for this edge.
 */
prompt: "Sent successfully" | (string & {})
}
/**
 * The node that the edge leads to.
 */
destination_node_id?: string
/**
 * An older copy of the condition's text.
 */
condition?: string
}
/**
 * The way on when the message could not be sent.
 */
export interface SmsFailedEdge {
/**
 * The edge's id, unique in its flow or component.
 */
id: string
/**
 * When the edge is taken.
 */
transition_condition: {
/**
 * Always `prompt` on this edge.
 */
type: "prompt"
/**
 * The platform's own word for this edge.
 */
prompt: "Failed to send" | (string & {})
}
/**
 * The node that the edge leads to.
 */
destination_node_id?: string
/**
 * An older copy of the condition's text.
 */
condition?: string
}
/**
 * Sets {{variables}} from what was said so far, then takes an edge.
 */
export interface ExtractDynamicVariablesNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Sets {{variables}} from what was said so far, then takes an edge.
 */
type: "extract_dynamic_variables"
/**
 * What to take from the conversation, and under which names.
 */
variables: AnalysisData[]
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
else_edge?: ElseEdge
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
}
/**
 * Goes on with another agent in the same call; its edge is taken when that fails.
 */
export interface AgentSwapNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Goes on with another agent in the same call; its edge is taken when that fails.
 */
type: "agent_swap"
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
edge: TransferFailedEdge
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
instruction?: NodeInstruction
}
/**
 * Runs a tool of an MCP server, then takes an edge by its result.
 */
export interface MCPNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * Runs a tool of an MCP server, then takes an edge by its result.
 */
type: "mcp"
/**
 * The server, by its id in mcps.
 */
mcp_id: string
/**
 * The tool's name on that server.
 */
mcp_tool_name: string
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
else_edge?: ElseEdge
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
instruction?: NodeInstruction
/**
 * Whether the conversation waits for it to finish.
 */
wait_for_result: boolean
/**
 * Whether callers hear typing meanwhile.
 */
enable_typing_sound?: boolean
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
}
/**
 * Runs the nodes of a component, then takes an edge.
 */
export interface ComponentNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
/**
 * Runs the nodes of a component, then takes an edge.
 */
type: "component"
/**
 * The id of the component.
 */
component_id: string
/**
 * `local` for a component of this flow, `shared` for one of the workspace.
 */
component_type: ("local" | "shared")
/**
 * Where the conversation may go from here, and when.
 */
edges?: NodeEdge[]
else_edge: ElseEdge
/**
 * Conversations to learn from where to go next.
 */
finetune_transition_examples?: NodeFinetuneTransitionExample[]
}
/**
 * In the agent of a warm transfer: connects the caller with the person who answered.
 */
export interface BridgeTransferNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * In the agent of a warm transfer: connects the caller with the person who answered.
 */
type: "bridge_transfer"
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
instruction?: NodeInstruction
}
/**
 * In the agent of a warm transfer: gives the caller back to the first agent.
 */
export interface CancelTransferNode {
/**
 * The node's id, unique in its flow or component; edges refer to it.
 */
id: string
/**
 * The node's name in the editor.
 */
name?: string
global_node_setting?: GlobalNodeSetting
/**
 * Where the editor draws this; calls are the same.
 */
display_position?: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
model_choice?: ModelChoiceCascading
/**
 * In the agent of a warm transfer: gives the caller back to the first agent.
 */
type: "cancel_transfer"
/**
 * Whether the agent says something while this runs.
 */
speak_during_execution?: boolean
instruction?: NodeInstruction
}
export interface Note {
/**
 * The note's id.
 */
id: string
/**
 * The text of the note.
 */
content: string
/**
 * Where the editor draws this; calls are the same.
 */
display_position: {
/**
 * Pixels from the left.
 */
x?: number
/**
 * Pixels from the top.
 */
y?: number
}
/**
 * Width and height of the note.
 */
size: {
/**
 * Pixels across.
 */
width?: number
/**
 * Pixels down.
 */
height?: number
}
}
