// Generated from schemas/agent.schema.json by scripts/generate-types.mjs: do not edit.

export type ResponseEngine = ({
/**
 * Which kind of engine this agent has.
 */
type: "retell-llm"
} | {
/**
 * Which kind of engine this agent has.
 */
type: "conversation-flow"
} | {
/**
 * Which kind of engine this agent has.
 */
type: "custom-llm"
/**
 * Where the platform connects for each call.
 */
llm_websocket_url: string | { readonly $env: string; readonly template?: string }
})
export type Language = "en-US" | "en-IN" | "en-GB" | "en-AU" | "en-NZ" | "de-DE" | "es-ES" | "es-419" | "hi-IN" | "fr-FR" | "fr-CA" | "ja-JP" | "pt-PT" | "pt-BR" | "zh-CN" | "ru-RU" | "it-IT" | "ko-KR" | "nl-NL" | "nl-BE" | "pl-PL" | "tr-TR" | "vi-VN" | "ro-RO" | "bg-BG" | "ca-ES" | "th-TH" | "da-DK" | "fi-FI" | "el-GR" | "hu-HU" | "id-ID" | "no-NO" | "sk-SK" | "sv-SE" | "lt-LT" | "lv-LV" | "cs-CZ" | "ms-MY" | "af-ZA" | "ar-SA" | "az-AZ" | "bs-BA" | "cy-GB" | "fa-IR" | "fil-PH" | "gl-ES" | "he-IL" | "hr-HR" | "hy-AM" | "is-IS" | "kk-KZ" | "kn-IN" | "mk-MK" | "mr-IN" | "ne-NP" | "sl-SI" | "sr-RS" | "sw-KE" | "ta-IN" | "ur-IN" | "yue-CN" | "uk-UA" | "multi" | (string & {})
export type VoicemailAction = (VoicemailActionPrompt | VoicemailActionStaticText | VoicemailActionHangup | VoicemailActionBridgeTransfer)
export type PostCallAnalysisData = (StringAnalysisData | EnumAnalysisData | BooleanAnalysisData | NumberAnalysisData | CallPresetAnalysisData)
export type LLMModel = "gpt-4.1" | "gpt-4.1-mini" | "gpt-4.1-nano" | "gpt-5" | "gpt-5-mini" | "gpt-5-nano" | "gpt-5.1" | "gpt-5.2" | "gpt-5.4" | "gpt-5.4-mini" | "gpt-5.4-nano" | "gpt-5.5" | "claude-4.5-sonnet" | "claude-4.6-sonnet" | "claude-4.5-haiku" | "gemini-2.5-flash-lite" | "gemini-3.0-flash" | "gemini-3.1-flash-lite" | "gpt-5.6-terra" | "gpt-5.6-luna" | "claude-5-sonnet" | "gemini-3.5-flash" | "gemini-3.5-flash-lite" | "gemini-3.6-flash" | (string & {})
export type AsrProvider = "azure" | "deepgram" | "soniox" | "assemblyai" | (string & {})
export type PostChatAnalysisData = (StringAnalysisData | EnumAnalysisData | BooleanAnalysisData | NumberAnalysisData | ChatPresetAnalysisData)

/**
 * Voice and behaviour of an agent, and what makes it answer.
 */
export interface AgentConfig {
response_engine: ResponseEngine
/**
 * `chat` for an agent that only writes; `voice` when absent.
 */
channel?: ("voice" | "chat")
/**
 * The name people see in lists; callers never hear it.
 */
agent_name?: string | null
/**
 * The platform's id of the voice that callers hear.
 */
voice_id?: string
/**
 * The speech model behind the voice; null leaves the choice to the platform.
 */
voice_model?: "eleven_turbo_v2" | "eleven_flash_v2" | "eleven_turbo_v2_5" | "eleven_flash_v2_5" | "eleven_multilingual_v2" | "eleven_v3" | "sonic-3" | "sonic-3-latest" | "tts-1" | "gpt-4o-mini-tts" | "speech-02-turbo" | "speech-2.8-turbo" | "s1" | "s2-pro" | "sonic-3.5" | "sonic-3.6" | "s2.1-pro" | "inworld-tts-2" | "inworld-tts-2-flash" | null | (string & {})
/**
 * Voices to turn to, in this order, while the first one's vendor is down.
 */
fallback_voice_ids?: (string[] | null)
/**
 * How much the voice varies: 0 is steady, 2 is lively.
 */
voice_temperature?: number
/**
 * Pace of speech; 1 is normal.
 */
voice_speed?: number
/**
 * Whether the pace follows the caller's.
 */
enable_dynamic_voice_speed?: boolean
/**
 * Whether the agent learns from the call how fast to take its turn.
 */
enable_dynamic_responsiveness?: boolean
/**
 * Loudness of the agent; 1 is normal.
 */
volume?: number
/**
 * The mood of the voice, where its vendor offers moods.
 */
voice_emotion?: "calm" | "sympathetic" | "happy" | "sad" | "angry" | "fearful" | "surprised" | null | (string & {})
/**
 * How fast the agent takes its turn: 1 is at once, 0 waits longest.
 */
responsiveness?: number
/**
 * How easily a caller interrupts the agent: 0 is never, 1 is at once.
 */
interruption_sensitivity?: number
/**
 * Whether the agent says small words such as “mhm” while it listens.
 */
enable_backchannel?: boolean
/**
 * How often it says them: 0 is never, 1 is whenever it can.
 */
backchannel_frequency?: number
/**
 * The small words it may say.
 */
backchannel_words?: (string[] | null)
/**
 * Milliseconds of silence after which the agent speaks up again.
 */
reminder_trigger_ms?: number
/**
 * How many times it speaks up again; 0 is never.
 */
reminder_max_count?: number
/**
 * A background noise played during the call; null for none.
 */
ambient_sound?: "coffee-shop" | "convention-hall" | "summer-outdoor" | "mountain-outdoor" | "static-noise" | "call-center" | null | (string & {})
/**
 * Loudness of the background noise; 1 is normal.
 */
ambient_sound_volume?: number
/**
 * The language of the calls as a tag such as en-US, or a list of them.
 */
language?: (string | Language[])
/**
 * Where events of calls are posted.
 */
webhook_url?: string | { readonly $env: string; readonly template?: string } | null
/**
 * Which events are posted.
 */
webhook_events?: ("call_started" | "call_ended" | "call_analyzed" | "transcript_updated" | "transfer_started" | "transfer_bridged" | "transfer_cancelled" | "transfer_ended" | "chat_started" | "chat_ended" | "chat_analyzed" | (string & {})[] | null)
/**
 * How many milliseconds the webhook may take to answer.
 */
webhook_timeout_ms?: number
/**
 * Names and words that speech recognition should listen for.
 */
boosted_keywords?: (string[] | null)
/**
 * How much of each conversation the platform keeps.
 */
data_storage_setting?: ("everything" | "everything_except_pii" | "basic_attributes_only" | null)
/**
 * Days after which it is deleted; null keeps it.
 */
data_storage_retention_days?: (number | null)
/**
 * Whether links to recordings and logs are signed and expire.
 */
opt_in_signed_url?: boolean
/**
 * Milliseconds after which a signed link expires.
 */
signed_url_expiration_ms?: (number | null)
/**
 * Words that are to be spoken in a particular way.
 */
pronunciation_dictionary?: ({
/**
 * The word as it is written.
 */
word: string
/**
 * The notation of the phoneme.
 */
alphabet: "ipa" | "cmu" | "pinyin" | "jyutping" | (string & {})
/**
 * How the word sounds, in that notation.
 */
phoneme: string
}[] | null)
/**
 * Milliseconds of silence after which the call ends (at least 10,000).
 */
end_call_after_silence_ms?: number
/**
 * The longest a call may last, in milliseconds (1 minute to 2 hours).
 */
max_call_duration_ms?: number
/**
 * What is left on a voicemail; an empty text hangs up.
 */
voicemail_message?: string
/**
 * Milliseconds into the call until which voicemail is looked for.
 */
voicemail_detection_timeout_ms?: number
/**
 * What to do when a voicemail answers; null does not look for one.
 */
voicemail_option?: ({
action: VoicemailAction
/**
 * What counts as such, in your words; null for the platform's own idea.
 */
detection_prompt?: string | null
} | null)
/**
 * What to do when a phone menu answers; null does not look for one.
 */
ivr_option?: ({
action: IvrActionHangup
/**
 * What counts as such, in your words; null for the platform's own idea.
 */
detection_prompt?: string | null
} | null)
/**
 * What the agent says to a phone that screens calls; null for nothing.
 */
call_screening_option?: (CallScreeningOption | null)
/**
 * What is found out from each call once it is over.
 */
post_call_analysis_data?: (PostCallAnalysisData[] | null)
/**
 * The model that finds it out.
 */
post_call_analysis_model?: (LLMModel | null)
/**
 * What makes a conversation a success; null for the platform's own idea.
 */
analysis_successful_prompt?: string | null
/**
 * How conversations are summed up; null for the platform's own way.
 */
analysis_summary_prompt?: string | null
/**
 * How the mood of the user is judged; null for the platform's own way.
 */
analysis_user_sentiment_prompt?: string | null
/**
 * Milliseconds to wait before the agent's first words.
 */
begin_message_delay_ms?: number
/**
 * How long a call may ring, in milliseconds.
 */
ring_duration_ms?: number
/**
 * Whether speech recognition favours speed or accuracy, or is set by custom_stt_config.
 */
stt_mode?: "fast" | "accurate" | "custom" | (string & {})
/**
 * Speech recognition of your choice, with stt_mode custom.
 */
custom_stt_config?: ({
provider: AsrProvider
/**
 * Milliseconds of silence that end what a caller says; vendors differ in the least they allow.
 */
endpointing_ms: number
} | null)
/**
 * The field whose vocabulary speech recognition should know.
 */
vocab_specialization?: "general" | "medical" | (string & {})
/**
 * Whether the agent notices keys that callers press.
 */
allow_user_dtmf?: boolean
/**
 * Whether a pressed key interrupts the agent.
 */
allow_dtmf_interruption?: boolean
/**
 * When a series of pressed keys is complete.
 */
user_dtmf_options?: ({
/**
 * How many keys make it complete.
 */
digit_limit?: (number | null)
/**
 * The key that ends it: a digit, # or *.
 */
termination_key?: string | null
/**
 * Milliseconds without a key that end it.
 */
timeout_ms?: number
} | null)
/**
 * What is filtered out of the caller's audio.
 */
denoising_mode?: "no-denoise" | "noise-cancellation" | "noise-and-background-speech-cancellation" | (string & {})
pii_config?: PIIConfig
guardrail_config?: GuardrailConfig
handbook_config?: VoiceHandbookConfig
/**
 * The time zone that dates and times are understood in, such as America/New_York.
 */
timezone?: string | null
/**
 * Whether anyone may open the agent's page.
 */
is_public?: (boolean | null)
/**
 * What a chat says when it is closed for silence.
 */
auto_close_message?: string | null
/**
 * Milliseconds of silence after which a chat is closed.
 */
end_chat_after_silence_ms?: (number | null)
/**
 * What is found out from each chat once it is over.
 */
post_chat_analysis_data?: (PostChatAnalysisData[] | null)
/**
 * The model that finds it out.
 */
post_chat_analysis_model?: (LLMModel | null)
/**
 * Whether the voice may use expressive tags such as laughter or a sigh.
 */
enable_expressive_mode?: boolean
/**
 * The expressive tags the model is taught.
 */
expressive_emotion_tags?: "empathetic" | "excited" | "happy" | "curious" | "surprised" | "sigh" | "clear throat" | "pause" | "long pause" | "emphasis" | (string & {})[]
/**
 * Guidance for expressive speech in place of the platform's own.
 */
expressive_mode_prompt?: string | null
/**
 * An older name of handbook_config.speech_normalization.
 */
normalize_for_speech?: boolean
/**
 * An older form of data_storage_setting: whether transcripts and recordings are kept out of storage.
 */
opt_out_sensitive_data_storage?: boolean
}
/**
 * Leaves a message that the model words by a prompt.
 */
export interface VoicemailActionPrompt {
/**
 * Leaves a message that the model words by a prompt.
 */
type: "prompt"
/**
 * What to say to the voicemail, in words for the model.
 */
text: string
}
/**
 * Leaves this message as it is.
 */
export interface VoicemailActionStaticText {
/**
 * Leaves this message as it is.
 */
type: "static_text"
/**
 * The words to leave, with {{variables}} filled in.
 */
text: string
}
/**
 * Hangs up.
 */
export interface VoicemailActionHangup {
/**
 * Hangs up.
 */
type: "hangup"
}
/**
 * Connects the waiting caller with the voicemail.
 */
export interface VoicemailActionBridgeTransfer {
/**
 * Connects the waiting caller with the voicemail.
 */
type: "bridge_transfer"
}
/**
 * Hangs up.
 */
export interface IvrActionHangup {
/**
 * Hangs up.
 */
type: "hangup"
}
export interface CallScreeningOption {
/**
 * Who the agent says it is.
 */
agent_identity: string
/**
 * Why the agent says it is calling.
 */
call_purpose: string
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
 * One of the platform's ready-made answers about a call.
 */
export interface CallPresetAnalysisData {
/**
 * One of the platform's ready-made answers about a call.
 */
type: "system-presets"
/**
 * The name of the answer in the results.
 */
name: ("call_summary" | "call_successful" | "user_sentiment")
/**
 * What to find out, in words for the model.
 */
description?: string
/**
 * Whether an answer must be given.
 */
required?: boolean
/**
 * When to look for an answer at all.
 */
conditional_prompt?: string
}
export interface PIIConfig {
/**
 * When they are removed.
 */
mode: "post_call"
/**
 * The kinds of detail that are removed.
 */
categories: "person_name" | "address" | "email" | "phone_number" | "ssn" | "passport" | "driver_license" | "credit_card" | "bank_account" | "password" | "pin" | "medical_id" | "date_of_birth" | "customer_account_number" | (string & {})[]
}
export interface GuardrailConfig {
/**
 * Topics that are kept out of what the agent says.
 */
output_topics?: ("harassment" | "self_harm" | "sexual_exploitation" | "violence" | "defense_and_national_security" | "illicit_and_harmful_activity" | "gambling" | "regulated_professional_advice" | "child_safety_and_exploitation" | (string & {})[] | null)
/**
 * Attempts that are kept out of what users say.
 */
input_topics?: ("platform_integrity_jailbreaking" | (string & {})[] | null)
}
export interface VoiceHandbookConfig {
/**
 * Whether the agent sounds like a calm professional.
 */
default_personality?: boolean
/**
 * Whether it uses filler words.
 */
natural_filler_words?: boolean
/**
 * Whether it takes up how the caller feels.
 */
high_empathy?: boolean
/**
 * Whether it repeats details back to be sure of them.
 */
echo_verification?: boolean
/**
 * Whether it spells with words such as Alfa and Bravo.
 */
nato_phonetic_alphabet?: boolean
/**
 * Whether numbers, dates and the like are turned into spoken words.
 */
speech_normalization?: boolean
/**
 * Whether near misses of names and codes count as matches.
 */
smart_matching?: boolean
/**
 * Whether it says that it is an AI when asked.
 */
ai_disclosure?: boolean
/**
 * Whether it keeps to its task.
 */
scope_boundaries?: boolean
/**
 * Whether the agent sounds casual, in place of professional.
 */
conversational_personality?: boolean
}
/**
 * One of the platform's ready-made answers about a chat.
 */
export interface ChatPresetAnalysisData {
/**
 * One of the platform's ready-made answers about a chat.
 */
type: "system-presets"
/**
 * The name of the answer in the results.
 */
name: ("chat_summary" | "chat_successful" | "user_sentiment")
/**
 * What to find out, in words for the model.
 */
description?: string
/**
 * Whether an answer must be given.
 */
required?: boolean
/**
 * When to look for an answer at all.
 */
conditional_prompt?: string
}
