import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readConfiguration } from "../../src/config/load.js";
import { memoryTree } from "../memory-tree.js";

const root = join(import.meta.dirname, "../..");
const versions = { newest: null, agentExists: async () => "unknown-version" as const };

/** This repository's own agents and numbers, which have no problems. */
const good: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...readdirSync(join(root, "agents"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    "phone-numbers.yaml",
  ].map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]),
);

const flow = "agents/intake/flow.yaml";
const llm = "agents/receptionist/llm.yaml";
/** What is changed into what, and the code that must be found where the change is, or where `at` says. */
const faults: readonly (readonly [file: string, from: string, to: string, code: string, at?: string])[] = [
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

function planted(): { files: Record<string, string>; expected: string[] } {
  const files = { ...good };
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
  const { files, expected } = planted();
  const { problems } = await readConfiguration(memoryTree(files), { versions });
  const found = problems.map(({ file, code, line }) => `${file} ${code} ${line}`);
  expect(found.sort()).toEqual(expected.sort());
});
