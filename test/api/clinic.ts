import type { Hono } from "hono";
import { type AppOptions, makeApp } from "../../src/api/app.js";
import { metrics } from "../../src/api/metrics.js";
import { readKeys } from "../../src/api/tokens.js";
import { type OpenOptions, openRepository, type TaglineRepository } from "../../src/index.js";
import { type MemoryRepository, memoryRepository } from "../memory-repository.js";

const manifest = `# Lines
numbers:
  "+14155550100": # the desk
    nickname: Desk
    inbound: desk@draft
  "+14155550101":
    inbound:
      - { pin: desk@v0, weight: 0.25 }
      - { pin: desk@v1, weight: 0.75 }
  "+14155550102":
    outbound: night@v2
`;

const front = "response_engine: { type: retell-llm }\nvoice_id: 11labs-Adrian\nagent_name: Front\n";
const llm = `general_prompt: { $file: prompts/general.md }
general_tools:
  - type: custom
    name: look_up
    description: Looks it up
    url: https://api.example/look-up
    headers: { Authorization: { $env: LOOK_UP_KEY, template: Bearer $LOOK_UP_KEY } }
    parameters: { type: object, properties: { q: { type: string, description: What } } }
`;
const night = "response_engine: { type: conversation-flow }\nvoice_id: 11labs-Adrian\nagent_name: Night\n";
const flow = `start_speaker: agent
model_choice: { type: cascading, model: gpt-4.1 }
start_node_id: hello
nodes:
  - id: hello
    type: conversation
    instruction: { type: prompt, text: Say hello. }
    edges:
      - id: bye
        transition_condition: { type: prompt, prompt: Caller is done }
        destination_node_id: end
  - id: end
    type: end
`;

/** A repository on memfs, opened, and the server over it. */
export interface Clinic {
  readonly made: MemoryRepository;
  readonly repository: TaglineRepository;
  readonly app: Hono;
  /** A server over the same repository that differs in some options. */
  appWith(options: Partial<AppOptions>): Hono;
  /** Sends a request without a socket, as the SDK's `fetch`. */
  readonly fetch: typeof fetch;
}

/** Keys by what they may: `read-key-0123456789` and so on. */
export const keys = readKeys(
  "r=read-key-0123456789:read ci=write-key-0123456789 s=secrets-key-0123456789:secrets",
);

/** desk in v0 and v1; front (an LLM) and night (a flow) from v2 on. */
export async function clinic(
  options: Partial<AppOptions> = {},
  opening: Pick<OpenOptions, "maximumAge"> = {},
): Promise<Clinic> {
  const made = memoryRepository('numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
  await made.deploy({ desk: "One" });
  await made.deploy({ desk: "Two" });
  made.write("agents/front/agent.yaml", front);
  made.write("agents/front/llm.yaml", llm);
  made.write("agents/front/prompts/general.md", "Hello.\nBe brief.\n");
  made.write("agents/night/agent.yaml", night);
  made.write("agents/night/flow.yaml", flow);
  await made.deploy({});
  await made.commitManifest(manifest);
  const { fs, clock, env, run, processes } = made.world;
  const world = { fs, clock, env: { ...env, LOOK_UP_KEY: "k-1" }, run, processes };
  const repository = await openRepository("/repo", { ...world, ...opening });
  const usual: AppOptions = {
    repository,
    clock,
    keys,
    readOnly: false,
    version: "1.2.3",
    metrics: metrics(),
    log: () => undefined,
    fault: () => null,
    isStopping: () => false,
    ...options,
  };
  const app = makeApp(usual);
  return {
    made,
    repository,
    app,
    appWith: (others) => makeApp({ ...usual, ...others }),
    fetch: async (input, init) => app.request(input instanceof URL ? input.href : input, init),
  };
}
