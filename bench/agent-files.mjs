// @ts-check
/**
 * Agents that look like real ones and are valid, as many as wanted: prompts of a given length, tools, states,
 * flows, texts in files of their own. The same number always gives the same agent.
 */

/** What each agent is for; the number after it makes its slug. */
const trades = ["reception", "intake", "booking", "billing", "reminder", "support", "dispatch", "sales"];
const voices = ["11labs-Adrian", "11labs-Myra", "11labs-Anna", "openai-Alloy"];
const headings = ["Who you are", "What you know", "How you speak", "What you never do", "How a call ends"];
/** One fact or rule of a prompt each; `#` stands for a number. */
const sentences = [
  "The office is open {{office_hours}}, and on the first Saturday of the month until noon.",
  "Parking behind the building is free for visitors; the entrance is at number #.",
  "An appointment can be moved or cancelled free of charge until # hours before it.",
  "Ask one question at a time and wait for the answer before you go on.",
  "Say times as people do: a quarter past nine, not nine fifteen.",
  "Spell names back letter by letter when you are not sure that you heard them right.",
  "Never quote a price. A written estimate is sent within # working days.",
  "If the caller speaks another language, say in that language that a person will help.",
  "When you did not understand something twice, offer to connect the caller to a person.",
  "Repeat numbers, dates and addresses back, and correct them without making a point of it.",
  'The order number has # digits and stands at the top right of the letter, beside "Your reference".',
  "Callers who are upset are heard out first; then say in one sentence what happens next.",
  "A visit takes about # minutes, the first one twice as long.",
  "Do not read out anything from a customer's file before the date of birth was confirmed.",
  "Invoices are payable within # days; a payment plan is arranged by the accounts team.",
  "Ask once whether there is anything else. If not, thank the caller and say goodbye.",
  "If nobody speaks after two reminders, say goodbye and end the call.",
  "You are a virtual assistant and say so when you are asked.",
];

/**
 * @typedef {object} AgentWish
 * @property {number} index which agent
 * @property {number} revision which edit of it: each gives another text in exactly one file
 * @property {number} promptWords about how many words its prompt has
 */

/** @param {number} index */
export function slugOf(index) {
  return `${trades[index % trades.length]}-${String(index).padStart(4, "0")}`;
}

/**
 * The files of one agent, by path below its directory.
 *
 * @param {AgentWish} wish
 * @returns {Record<string, string>}
 */
export function agentFiles(wish) {
  const kind = kindOf(wish.index);
  const random = randomOf(wish.index);
  const agent = agentYaml(wish, kind, random);
  if (kind === "custom") return { "agent.yaml": agent };
  const prompt = promptText(wish, random);
  const isFlow = kind === "flow" || kind === "flow-file";
  const isInFile = kind === "flow-file" || kind === "llm-file";
  const text = isInFile ? "\n  $file: prompts/general.md" : ` |-\n${indent(prompt, 2)}`;
  return {
    "agent.yaml": agent,
    ...(isFlow ? { "flow.yaml": flowYaml(text, random) } : { "llm.yaml": llmYaml(text, random) }),
    ...(isInFile ? { "prompts/general.md": `${prompt}\n` } : {}),
  };
}

/**
 * Of twenty agents eight have an LLM, six a flow, three each a custom server and a prompt in a file: forty files.
 *
 * @param {number} index
 */
function kindOf(index) {
  if (index % 10 === 5 || index % 20 === 4) return "custom";
  if (index % 10 === 2) return "llm-file";
  if (index % 20 === 9) return "flow-file";
  return [1, 4, 7, 9].includes(index % 10) ? "flow" : "llm";
}

/**
 * @param {AgentWish} wish
 * @param {string} kind
 * @param {() => number} random
 */
function agentYaml({ index, revision }, kind, random) {
  const engine =
    kind === "custom"
      ? `{ type: custom-llm, llm_websocket_url: wss://llm.example.com/${slugOf(index)} }`
      : `{ type: ${kind.startsWith("flow") ? "conversation-flow" : "retell-llm"} }`;
  const message = kind === "custom" ? ` We are closed on ${closedOn(revision)}.` : "";
  return `response_engine: ${engine}
agent_name: ${slugOf(index)} line
voice_id: ${pick(voices, random)}
voice_speed: ${(0.9 + random() * 0.2).toFixed(2)}
language: en-US
responsiveness: ${(0.5 + random() * 0.5).toFixed(1)}
interruption_sensitivity: ${(0.5 + random() * 0.5).toFixed(1)}
enable_backchannel: true
backchannel_words: [mhm, I see, sure]
boosted_keywords: [reference number, opening hours, estimate]
webhook_url: { $env: CALL_WEBHOOK_URL }
end_call_after_silence_ms: ${10_000 + Math.floor(random() * 20) * 1000}
max_call_duration_ms: 900000
voicemail_option:
  action:
    type: static_text
    text: Hello, this is a call about your appointment.${message} Please call back when it suits you.
# What is read in the morning.
post_call_analysis_data:
  - type: string
    name: reason_for_call
    description: Why the person called, in one sentence.
    examples: [Wants to move an appointment to next week]
  - type: enum
    name: outcome
    description: How the call ended for the caller.
    choices: [booked, transferred, answered, nothing]
  - type: boolean
    name: is_new_customer
    description: Whether the caller has never been here before.
`;
}

/**
 * @param {string} prompt the value of general_prompt
 * @param {() => number} random
 */
function llmYaml(prompt, random) {
  return `model: gpt-4.1
model_temperature: 0.2
start_speaker: agent
begin_message: Thank you for calling, this is the virtual assistant. How can I help you today?
general_prompt:${prompt}
general_tools:
  - type: end_call
    name: end_call
    description: End the call once the caller has said goodbye and nothing is open.
  - type: transfer_call
    name: transfer_to_person
    description: Hand the call to a person.
    transfer_destination:
      type: predefined
      number: "+14155550120"
    transfer_option:
      type: cold_transfer
${indent(customTool("find_customer", random), 2)}
states:
  - name: greeting
    state_prompt: |-
      Find out why the person calls. Booking, moving or cancelling an appointment: go on to scheduling.
      Anything else: answer from what you know, or offer a person.
    edges:
      - destination_state_name: scheduling
        description: The caller wants to book, move or cancel an appointment.
  - name: scheduling
    state_prompt: |-
      Ask what the visit is for and which days suit. Offer at most two times, repeat the one that the caller
      takes, and say that a message confirms it.
    edges:
      - destination_state_name: greeting
        description: The appointment is settled and the caller asks for something else.
starting_state: greeting
default_dynamic_variables:
  office_hours: Monday to Friday, eight to five
`;
}

/**
 * @param {string} prompt the value of global_prompt
 * @param {() => number} random
 */
function flowYaml(prompt, random) {
  const questions = ["reason", "name", "birth-date", "phone", "days"];
  return `start_speaker: agent
model_choice: { type: cascading, model: gpt-4.1 }
model_temperature: 0.1
global_prompt:${prompt}
default_dynamic_variables:
  office_hours: Monday to Friday, eight to five
start_node_id: ask-${questions[0]}
tools:
${indent(customTool("create_request", random, "tool-create-request"), 2)}
nodes:
${questions.map((question, at) => questionNode(question, questions[at + 1], at)).join("")}  - id: create-request
    name: Note the request
    type: function
    tool_id: tool-create-request
    tool_type: local
    wait_for_result: true
    edges:
      - id: create-request-done
        transition_condition: { type: prompt, prompt: The request was noted }
        destination_node_id: goodbye
    else_edge:
      id: create-request-else
      transition_condition: { type: prompt, prompt: Else }
      destination_node_id: to-person
    display_position: { x: 1800, y: 0 }
  - id: to-person
    name: Connect to a person
    type: transfer_call
    transfer_destination: { type: predefined, number: "+14155550120" }
    transfer_option: { type: cold_transfer }
    edge:
      id: to-person-failed
      transition_condition: { type: prompt, prompt: Transfer failed }
      destination_node_id: goodbye
    display_position: { x: 900, y: 400 }
  - id: goodbye
    name: Goodbye
    type: end
    instruction: { type: static_text, text: "Thank you for calling, and goodbye." }
    display_position: { x: 2100, y: 0 }
`;
}

/**
 * @param {string} question
 * @param {string | undefined} next
 * @param {number} at
 */
function questionNode(question, next, at) {
  return `  - id: ask-${question}
    name: Ask for the ${question.replace("-", " ")}
    type: conversation
    instruction:
      type: prompt
      text: Ask for the caller's ${question.replace("-", " ")}, and repeat what you understood.
    edges:
      - id: ask-${question}-answered
        transition_condition: { type: prompt, prompt: The caller answered }
        destination_node_id: ${next === undefined ? "create-request" : `ask-${next}`}
      - id: ask-${question}-person
        transition_condition: { type: prompt, prompt: The caller would rather speak to a person }
        destination_node_id: to-person
    display_position: { x: ${at * 300}, y: 0 }
`;
}

/**
 * @param {string} name
 * @param {() => number} random
 * @param {string} [id] a tool of a flow has one
 */
function customTool(name, random, id) {
  return `- type: custom
${id === undefined ? "" : `  tool_id: ${id}\n`}  name: ${name}
  description: Look the caller up by name and date of birth, and keep what was said.
  url: https://api.example.com/v${1 + Math.floor(random() * 3)}/${name.replace("_", "-")}
  method: POST
  headers:
    Authorization: { $env: API_TOKEN, template: Bearer $API_TOKEN }
  timeout_ms: 8000
  parameters:
    type: object
    required: [last_name, date_of_birth]
    properties:
      last_name:
        type: string
        description: The caller's last name, spelled out if it is unusual.
      date_of_birth:
        type: string
        description: Date of birth as YYYY-MM-DD.`;
}

/**
 * @param {AgentWish} wish
 * @param {() => number} random
 */
function promptText({ index, revision, promptWords }, random) {
  const lines = [`# ${slugOf(index)}`, "", `- The next day on which we are closed is ${closedOn(revision)}.`];
  let words = 12;
  for (let at = 0; words < promptWords; at++) {
    if (at % 8 === 0) lines.push("", `# ${headings[(at / 8) % headings.length]}`, "");
    const sentence = pick(sentences, random).replace("#", String(2 + Math.floor(random() * 38)));
    lines.push(`- ${sentence}`);
    words += sentence.split(" ").length;
  }
  return lines.join("\n");
}

/**
 * A day that differs for each revision.
 *
 * @param {number} revision
 */
function closedOn(revision) {
  return new Date(Date.UTC(2026, 0, 1 + revision)).toISOString().slice(0, 10);
}

/**
 * @param {string} text
 * @param {number} by
 */
function indent(text, by) {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}

/**
 * @template T
 * @param {readonly T[]} list not empty
 * @param {() => number} random
 * @returns {T}
 */
function pick(list, random) {
  return /** @type {T} */ (list[Math.floor(random() * list.length)]);
}

/**
 * Numbers from 0 to 1 that are always the same for one seed (mulberry32).
 *
 * @param {number} seed
 */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
