import { run } from "../src/cli/run.js";
import { planDeployment } from "../src/deploy/index.js";
import { type MemoryWorld, memoryWorld } from "./memory-world.js";

/** A repository on memfs with a version v0 of two agents and a manifest, to be edited and compared. */
export interface ReviewRepository extends MemoryWorld {
  /** Replaces a part of a file, which must be in it. */
  edit(path: string, before: string, after: string): void;
  write(path: string, text: string): void;
  remove(directory: string): void;
  /** Runs a command line: its exit code, and what it printed. */
  tagline(...args: string[]): Promise<{ exit: number; out: string; err: string }>;
  deploy(): Promise<void>;
}

/** An agent on an LLM whose prompt has several lines and a tool that it names. */
export const deskFiles: Readonly<Record<string, string>> = {
  "agents/desk/agent.yaml":
    "response_engine: { type: retell-llm }\nagent_name: Front desk\nvoice_id: 11labs-Adrian\nlanguage: en-US\n",
  "agents/desk/llm.yaml": `model: gpt-4.1
begin_message: How can I help you today?
general_prompt: { $file: prompts/general.md }
general_tools:
  - { type: end_call, name: end_call, description: End the call. }
  - type: custom
    name: find_patient
    description: Look a patient up.
    url: https://api.example/v1/patients
    method: POST
    headers: { Authorization: { $env: API_TOKEN, template: Bearer $API_TOKEN } }
    parameters: { type: object, properties: { name: { type: string, description: The name. } } }
`,
  "agents/desk/prompts/general.md": `You answer the phone of a dental practice.

Ask for the caller's name first.
Then call find_patient with it.
If nobody is found, offer an appointment.

Never give medical advice.
Say goodbye before you end the call.
`,
};

/** An agent on a flow of four nodes. */
export const intakeFiles: Readonly<Record<string, string>> = {
  "agents/intake/agent.yaml":
    "response_engine: { type: conversation-flow }\nagent_name: Intake\nvoice_id: 11labs-Adrian\nlanguage: en-US\n",
  "agents/intake/flow.yaml": `start_speaker: agent
model_choice: { type: cascading, model: gpt-4.1 }
start_node_id: greet
nodes:
  - id: greet
    name: Greeting
    type: conversation
    instruction: { type: prompt, text: Greet the caller. }
    edges:
      - id: greet-new
        transition_condition: { type: prompt, prompt: The caller is new }
        destination_node_id: consent
      - id: greet-known
        transition_condition: { type: prompt, prompt: The caller is known }
        destination_node_id: bye
    display_position: { x: 0, y: 0 }
  - id: consent
    name: Consent
    type: conversation
    instruction: { type: prompt, text: Ask for consent. }
    edges:
      - id: consent-yes
        transition_condition: { type: prompt, prompt: The caller agrees }
        destination_node_id: details
    display_position: { x: 100, y: 0 }
  - id: details
    name: Details
    type: conversation
    instruction: { type: prompt, text: Ask for name and phone. }
    edges:
      - id: details-done
        transition_condition: { type: prompt, prompt: All is known }
        destination_node_id: bye
    display_position: { x: 200, y: 0 }
  - { id: bye, name: Goodbye, type: end, display_position: { x: 300, y: 0 } }
`,
};

const manifest = `numbers:
  "+14155550100": { nickname: Front desk, inbound: desk@draft }
  "+14155550101": { inbound: intake@draft }
`;

/** Makes the repository and deploys v0. */
export async function reviewRepository(
  files: Readonly<Record<string, string>> = { ...deskFiles, ...intakeFiles, "phone-numbers.yaml": manifest },
): Promise<ReviewRepository> {
  const made = memoryWorld(files);
  const { world, volume } = made;
  const path = (name: string): string => `/repo/${name}`;
  const deploy = async (): Promise<void> => {
    const options = {
      scope: null,
      title: null,
      attach: [],
      evenIfUnchanged: false,
      branch: null,
      push: { kind: "no" } as const,
    };
    await (await planDeployment(world, options)).apply();
  };
  const repository: ReviewRepository = {
    ...made,
    deploy,
    edit(name, before, after) {
      const text = String(volume.readFileSync(path(name)));
      if (!text.includes(before)) throw new Error(`${name} has no ${before}`);
      volume.writeFileSync(path(name), text.replaceAll(before, after));
    },
    write(name, text) {
      volume.mkdirSync(path(name.slice(0, name.lastIndexOf("/"))), { recursive: true });
      volume.writeFileSync(path(name), text);
    },
    remove: (directory) => volume.rmSync(path(directory), { recursive: true }),
    async tagline(...args) {
      const [before, said] = [made.out().length, made.err().length];
      const exit = await run(args, world, { version: "0.0.0", directory: "/" });
      return { exit, out: made.out().slice(before), err: made.err().slice(said) };
    },
  };
  await deploy();
  return repository;
}
