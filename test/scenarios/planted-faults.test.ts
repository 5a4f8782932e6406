import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { readConfiguration } from "../../src/config/load.js";
import { memoryTree } from "../memory-tree.js";
import { memoryWorld } from "../memory-world.js";

const root = join(import.meta.dirname, "../..");
const versions = { newest: null, agentExists: async () => "unknown-version" as const };

type Files = Readonly<Record<string, string>>;

/** The agents and numbers below a directory, which have no problems. */
function filesIn(directory: string): Files {
  const paths = readdirSync(join(directory, "agents"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  return Object.fromEntries(
    [...paths, "phone-numbers.yaml"].map((path) => [
      path.replaceAll("\\", "/"),
      readFileSync(join(directory, path), "utf8"),
    ]),
  );
}

const flow = "agents/intake/flow.yaml";
const llm = "agents/receptionist/llm.yaml";
/** What is changed into what, and the code that must be found where the change is, or where `at` says. */
type Fault = readonly [file: string, from: string, to: string, code: string, at?: string];

const faults: readonly Fault[] = [
  [flow, "destination_node_id: consent\n", "destination_node_id: concent\n", "unresolved-node"],
  [flow, "- id: details-done\n", "- id: greet-new\n", "duplicate-id"],
  [
    flow,
    "tool_id: tool-create-patient\n    tool_type",
    "tool_id: tool-create-pateint\n    tool_type",
    "dangling-tool",
  ],
  [
    flow,
    "destination_node_id: leave-message\n",
    'destination_node_id: ""\n',
    "transfer-without-failure-edge",
  ],
  [flow, 'number: "+14155550120"', 'number: "415 555 0120"', "bad-transfer-number"],
  [flow, "{{office_hours}}", "{{office_huors}}", "unset-variable"],
  [flow, "type: press_digit\n", "type: press_digt\n", "unknown-type"],
  ["agents/intake/prompts/global.md", "{{insurance_plan}}", "{{insurance_plans}}", "unset-variable"],
  ["agents/intake/agent.yaml", "[en-US, es-419]", "[en-US, es_MX]", "bad-language-tag"],
  ["agents/intake/agent.yaml", "responsiveness: 0.8", "responsivness: 0.8", "unknown-field"],
  ["agents/intake/agent.yaml", "max_call_duration_ms: 900000", "max_call_duration_ms: 900", "out-of-range"],
  [llm, "starting_state: greeting", "starting_state: greting", "unresolved-state"],
  [llm, "url: https://api.harborstreetdental.example/v1", "url: http://localhost:3000/v1", "local-url"],
  [
    llm,
    "          description: Date of birth as YYYY-MM-DD.\n",
    "",
    "parameter-without-description",
    "        date_of_birth:\n",
  ],
  [llm, "cal_api_key: { $env: CAL_API_KEY }", "cal_api_key: cal_live_0123456789", "secret-in-plain-text"],
  [llm, "file up with `find_patient` if so", "file up with `find_patients` if so", "unknown-tool-in-prompt"],
  [llm, "start_speaker: agent", "start_speaker: agnt", "wrong-value"],
  ["phone-numbers.yaml", "inbound: intake@draft", "inbound: intak@draft", "unknown-agent"],
  [
    "phone-numbers.yaml",
    '    fallback_number: "+14155550120"\n    allowed',
    '    fallback_number: "+14155550100"\n    allowed',
    "fallback-to-itself",
  ],
  ["phone-numbers.yaml", "[US]", "[USA]", "unknown-country"],
];

function plant(good: Files, faults: readonly Fault[]): { files: Files; expected: string[] } {
  const files: Record<string, string> = { ...good };
  for (const [file, from, to] of faults) {
    const before = files[file] ?? "";
    expect([from, before.includes(from)]).toEqual([from, true]);
    files[file] = before.replace(from, () => to);
  }
  const expected = faults.map(
    ([file, , to, code, at]) => `${file} ${code} ${lineOf(files[file] ?? "", at ?? to)}`,
  );
  return { files, expected };
}

/** Of an id that is there twice the second one is meant. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.lastIndexOf(part)).split("\n").length;
}

it("twenty planted faults are found, each on its line, and nothing else", async () => {
  const { files, expected } = plant(filesIn(root), faults);
  const { problems } = await readConfiguration(memoryTree(files), { versions });
  const found = problems.map(({ file, code, line }) => `${file} ${code} ${line}`);
  expect(found.sort()).toEqual(expected.sort());
});

/** A flow of 36 nodes, of 13 of the 15 types. */
const collection = filesIn(join(root, "test/fixtures/waste-collection"));
const nodes = "agents/collection/flow.yaml";
const inFlow: readonly Fault[] = [
  [
    nodes,
    "Authorization: { $env: COLLECTION_TOKEN, template: Bearer $COLLECTION_TOKEN }",
    `Authorization: Bearer gh${"p"}_16C7e42F292c6912E7710c838347Ae178B4a`,
    "secret-in-plain-text",
  ],
  [nodes, "timeout_ms: 6000", "timeout_ms: 600", "out-of-range"],
  [
    nodes,
    "street: { type: string, description: Street and house number. }",
    "street: { type: string }",
    "parameter-without-description",
  ],
  [
    nodes,
    "url: { $env: COLLECTION_API, template: https://$COLLECTION_API/messages }",
    "url: http://localhost:8080/messages",
    "local-url",
  ],
  [nodes, "type: check_availability_cal", "type: check_availabilty_cal", "unknown-type"],
  [
    nodes,
    "tool_id: tool-report-missed\n    tool_type: local",
    "tool_id: tool-report-missed\n    tool_type: lokal",
    "wrong-value",
    "tool_type: lokal",
  ],
  [nodes, "{{report_number}}", "{{report_numbr}}", "unset-variable"],
  [
    nodes,
    "id: bulky-times-else\n      transition_condition: { type: prompt, prompt: Else }\n      destination_node_id: system-down",
    "id: bulky-times-else\n      transition_condition: { type: prompt, prompt: Else }\n      destination_node_id: sytem-down",
    "unresolved-node",
    "destination_node_id: sytem-down",
  ],
  [
    nodes,
    "prompt: None suits }\n        destination_node_id: take-message\n",
    "prompt: None suits }\n",
    "edge-without-destination",
    "- id: bulky-pick-none",
  ],
  [nodes, "mcp_id: warehouse", "mcp_id: werehouse", "dangling-mcp"],
  [
    nodes,
    "    component_id: cf-component-dumping",
    "    component_id: cf-component-dumpin",
    "dangling-component",
  ],
  [nodes, "agent_id: billing", "agent_id: biling", "unknown-swap-agent"],
  [nodes, "delay_ms: 400", "delay_ms: soon", "wrong-type"],
  [nodes, "- id: gate-open", "- id: welcome-gate", "duplicate-id"],
  [nodes, "collection call `find_address`", "collection call `find_adress`", "unknown-tool-in-prompt"],
  [nodes, 'number: "+14155550142"', 'number: "415 555 0142"', "bad-transfer-number"],
  [
    nodes,
    "prompt: Transfer failed }\n      destination_node_id: take-message\n\n  - id: system-down",
    'prompt: Transfer failed }\n      destination_node_id: ""\n\n  - id: system-down',
    "transfer-without-failure-edge",
    'destination_node_id: ""',
  ],
  [
    nodes,
    "    instruction: { type: static_text, text: Is there anything else? }\n",
    "",
    "missing-field",
    "- id: anything-else\n",
  ],
  [nodes, "  - id: goodbye\n", "  - id: left-over\n    type: end\n\n  - id: goodbye\n", "unreachable-node"],
  [
    nodes,
    'speak_during_execution: true\n    instruction: { type: static_text, text: "Goodbye',
    'speak_durin_execution: true\n    instruction: { type: static_text, text: "Goodbye',
    "unknown-field",
  ],
];

it("validate names twenty planted faults of a flow of 36 nodes, at their lines, and nothing else", async () => {
  const { files, expected } = plant(collection, inFlow);
  expect(expected).toHaveLength(20);
  const validate = async (of: Files) => {
    const { world, out } = memoryWorld(of);
    await run(["validate"], world, { version: "1.2.3", directory: "/tagline" });
    return out();
  };
  const found = [...(await validate(files)).matchAll(/^([^:]+):(\d+):.*\[([a-z-]+)\]$/gm)];
  expect(found.map(([, file, line, code]) => `${file} ${code} ${line}`).sort()).toEqual(expected.sort());
  expect(await validate(collection)).toBe("");
});
