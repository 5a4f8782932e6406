import { writeYaml } from "../config/write-yaml.js";
import { agentPath, type EngineType } from "../model/agent.js";

/** What a new agent is made of. */
export interface NewAgent {
  readonly slug: string;
  readonly engine: EngineType;
  /** `agent_name`: what people call it. */
  readonly name: string;
  readonly voice: string;
  /** A BCP-47 tag. */
  readonly language: string;
  /** WebSocket of a custom LLM; null leaves it to the environment. Other engines have none. */
  readonly url: string | null;
}

/**
 * The files of a new agent, by path from the repository's root, agent.yaml first: small, without a problem or a
 * warning of `validate`, with comments that say where to go on.
 */
export function agentFiles(agent: NewAgent): ReadonlyMap<string, string> {
  const texts: Readonly<Record<EngineType, readonly (readonly [path: string, text: string])[]>> = {
    "retell-llm": [
      ["agent.yaml", agentYaml(agent, "What it says and does is in llm.yaml and prompts/.", [])],
      ["llm.yaml", llmYaml],
      ["prompts/general.md", generalPrompt],
    ],
    "conversation-flow": [
      ["agent.yaml", agentYaml(agent, "What it says and does is in flow.yaml and prompts/.", [])],
      ["flow.yaml", flowYaml],
      ["prompts/global.md", globalPrompt],
    ],
    "custom-llm": [
      ["agent.yaml", agentYaml(agent, "What it says comes from your own server.", urlOf(agent))],
    ],
  };
  return new Map(texts[agent.engine].map(([path, text]) => [agentPath(agent.slug, path), text]));
}

function agentYaml(agent: NewAgent, about: string, url: readonly string[]): string {
  return `# yaml-language-server: $schema=../../schemas/agent.schema.json
# How the agent sounds, listens and ends a call. ${about}
response_engine:
  type: ${agent.engine}
${url.map((line) => `  ${line}\n`).join("")}agent_name: ${scalar(agent.name)}
voice_id: ${scalar(agent.voice)}
language: ${scalar(agent.language)}
# From 0 to 1: how quickly it answers, and how easily a caller interrupts it.
responsiveness: 0.9
interruption_sensitivity: 0.8
# In milliseconds: half a minute of silence, and a quarter of an hour in all.
end_call_after_silence_ms: 30000
max_call_duration_ms: 900000
`;
}

/** Without an address, a variable: a placeholder would be deployed one day, and calls would reach nobody. */
function urlOf({ slug, url }: NewAgent): readonly string[] {
  if (url !== null) return [`llm_websocket_url: ${scalar(url)}`];
  const name = slug.toUpperCase().replaceAll("-", "_");
  const variable = `${/^\d/.test(name) ? "AGENT_" : ""}${name}_LLM_URL`;
  return [
    "# Your server's address, from the environment. One without a secret in it can stand here: wss://…",
    `llm_websocket_url: { $env: ${variable} }`,
  ];
}

function scalar(text: string): string {
  return writeYaml(text).trimEnd();
}

const llmYaml = `# yaml-language-server: $schema=../../schemas/llm.schema.json
model: gpt-4.1
model_temperature: 0.2
start_speaker: agent
begin_message: Hello, how can I help you?
general_prompt:
  $file: prompts/general.md
# What it can do besides talking. A key goes to the environment: cal_api_key: { $env: CAL_API_KEY }
general_tools:
  - type: end_call
    name: end_call
    description: End the call once the caller has said goodbye and nothing is open.
`;

const generalPrompt = `# Who you are

You answer the phone for us. You speak in short sentences, ask one question at a time, and never read out a list.

# What you know

- Replace these lines with opening hours, prices, addresses: what callers ask about.

# What you never do

- Guess. When you do not know something, say so.
- Say that you are a person.

# How a call ends

- Ask once whether there is anything else. If not, thank the caller, say goodbye and call \`end_call\`.
`;

const flowYaml = `# yaml-language-server: $schema=../../schemas/flow.schema.json
start_speaker: agent
model_choice:
  type: cascading
  model: gpt-4.1
model_temperature: 0.2
# Holds at every node.
global_prompt:
  $file: prompts/global.md
start_node_id: greet
nodes:
  - id: greet
    name: Greeting
    type: conversation
    instruction:
      type: static_text
      text: Hello, how can I help you?
    edges:
      - id: greet-asked
        transition_condition: { type: prompt, prompt: The caller has said what it is about }
        destination_node_id: answer
    display_position: { x: 0, y: 0 }

  - id: answer
    name: Answer
    type: conversation
    instruction:
      type: prompt
      text: Answer the question, then ask whether there is anything else.
    edges:
      - id: answer-done
        transition_condition: { type: prompt, prompt: The caller needs nothing else }
        destination_node_id: goodbye
    display_position: { x: 400, y: 0 }

  - id: goodbye
    name: Goodbye
    type: end
    instruction:
      type: static_text
      text: Thank you for calling. Goodbye.
    display_position: { x: 800, y: 0 }
`;

const globalPrompt = `# Who you are

You answer the phone for us. You speak in short sentences, ask one question at a time, and never read out a list.

# What you never do

- Guess. When you do not know something, say so.
- Say that you are a person.
`;
