import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config/load.js";
import { memoryTree } from "../memory-tree.js";
import { type OpenFile, offered, schemaLine, shown, underlined } from "./editor.js";

const agent = "voice_id: 11labs-Adrian\nresponse_engine: { type: retell-llm }\n";
const llm = "general_prompt: Be polite.\n";
const flow = `start_speaker: agent
model_choice: { type: cascading, model: gpt-4.1 }
start_node_id: greet
nodes:
`;
const end = "  - id: greet\n    type: end\n";
const numbers = 'numbers:\n  "+14155550100":\n';

describe("hover shows what a field is for", () => {
  it.each<[string, OpenFile, string]>([
    ["of an agent", ["agent", `${agent}voice_|speed: 1\n`], "Pace of speech; 1 is normal."],
    ["of an LLM", ["llm", "begin|_message: Hi\n"], "The agent's first words"],
    [
      "of one type of node",
      ["flow", `${flow}  - id: greet\n    type: press_digit\n    dela|y_ms: 5\n`],
      "Press digit node\n\nMilliseconds to wait before a key is pressed.",
    ],
    [
      "a type of node",
      ["flow", `${flow}  - id: greet\n    type: bra|nch\n`],
      "Says nothing and takes the first edge",
    ],
    [
      "of a number",
      ["manifest", `${numbers}    fallback|_number: "+14155550199"\n`],
      "never this number itself",
    ],
  ])("%s", async (_, file, prose) => {
    expect(await shown(file)).toContain(prose);
  });
});

describe("completion offers", () => {
  it("the 15 types of nodes, each with what it does", async () => {
    const types = await offered(["flow", `${flow}  - id: greet\n    type: |\n`]);
    expect([...types.keys()]).toEqual(valuesOf("flow", "ConversationFlowNode"));
    expect(types.size).toBe(15);
    expect(types.get("branch")).toBe(
      "Says nothing and takes the first edge whose condition holds, or else_edge.",
    );
    expect([...types.values()].filter((prose) => prose === "")).toEqual([]);
  });

  it("the 13 types of tools of an LLM, and the 3 of a flow", async () => {
    const types = await offered(["llm", "general_tools:\n  - name: look\n    type: |\n"]);
    expect([...types.keys()]).toEqual(valuesOf("llm", "Tool"));
    expect(types.size).toBe(13);
    const own = await offered(["flow", `${flow}${end}tools:\n  - type: |\n`]);
    expect([...own.keys()]).toEqual(["custom", "check_availability_cal", "book_appointment_cal"]);
  });

  it("the fields of the node's own type, and no others", async () => {
    const fields = await offered(["flow", `${flow}  - id: greet\n    type: press_digit\n    |\n`]);
    expect([...fields.keys()]).toEqual(expect.arrayContaining(["delay_ms", "edges", "else_edge"]));
    expect([...fields.keys()]).not.toContain("transfer_destination");
  });

  it("engines, languages, models and the lines of a number", async () => {
    const engines = await offered(["agent", "response_engine:\n  type: |\n"]);
    expect([...engines.keys()]).toEqual(["retell-llm", "conversation-flow", "custom-llm"]);
    expect([...(await offered(["agent", "language: |\n"])).keys()]).toContain("de-DE");
    expect([...(await offered(["agent", "language:\n  - |\n"])).keys()]).toContain("de-DE");
    expect([...(await offered(["llm", "model: |\n"])).keys()]).toContain("gpt-4.1");
    expect([...(await offered(["manifest", `${numbers}    |\n`])).keys()]).toContain("inbound_sms");
  });
});

/** What is wrong in a file: its schema, its text, and how many problems it has. */
const faulty: readonly (readonly [name: string, file: OpenFile, count: number])[] = [
  ["a slip of a field of an agent", ["agent", `${agent}voice_sped: 1\n`], 1],
  ["a value out of its range", ["agent", `${agent}voice_speed: 9\n`], 1],
  [
    "a text where a number is due, and a list where an object is",
    ["agent", `${agent}volume: loud\npii_config: [x]\n`],
    2,
  ],
  ["a slip of an engine's type", ["agent", "voice_id: x\nresponse_engine: { type: retel-llm }\n"], 1],
  ["a language that nobody knows, alone and in a list", ["agent", `${agent}language: [en-US, de-XX]\n`], 1],
  ["no voice", ["agent", "response_engine: { type: retell-llm }\n"], 1],
  ["a slip of a value", ["llm", `${llm}start_speaker: agnt\n`], 1],
  [
    "a tool without its address, with a number as its name",
    ["llm", `${llm}general_tools:\n  - type: end_call\n    name: end_call\n  - type: custom\n    name: 5\n`],
    2,
  ],
  ["a slip of a tool's type", ["llm", `${llm}general_tools:\n  - type: end_cal\n    name: x\n`], 1],
  ["a secret field from a file that has it as a list", ["llm", `${llm}begin_message: [Hi]\n`], 1],
  [
    "a wrong type in a node",
    [
      "flow",
      `${flow}${end}  - id: keys\n    type: press_digit\n    instruction: { type: prompt, text: Press 1. }\n    delay_ms: soon\n`,
    ],
    1,
  ],
  ["an unknown field in a node", ["flow", `${flow}${end}    speak_durin_execution: true\n`], 1],
  [
    "two slips of values in a node",
    [
      "flow",
      `${flow}${end}  - id: look\n    type: function\n    tool_id: t\n    tool_type: lokal\n    wait_for_result: "yes"\n`,
    ],
    2,
  ],
  ["a slip of a node's type", ["flow", `${flow}  - id: greet\n    type: converstion\n`], 1],
  [
    "a slip inside an edge inside a node of a component",
    [
      "flow",
      `${flow}${end}components:\n  - name: Part\n    nodes:\n      - id: ask\n        type: conversation\n        instruction: { type: prompt, text: Ask. }\n        edges:\n          - id: e\n            transition_condition: { type: promt, prompt: Done }\n`,
    ],
    1,
  ],
  ["a slip of a field of a number", ["manifest", `${numbers}    inboud: null\n`], 1],
  ["a number's text that is a list", ["manifest", `${numbers}    nickname: [Desk]\n`], 1],
];

const paths: Readonly<Record<string, string>> = {
  agent: "agents/desk/agent.yaml",
  llm: "agents/desk/llm.yaml",
  flow: "agents/desk/flow.yaml",
  manifest: "phone-numbers.yaml",
};

/** Where `validate` finds something wrong with a file's fields. */
async function problemsOf([schema, text]: OpenFile): Promise<string[]> {
  const path = paths[schema] ?? "";
  const engine = schema === "flow" ? "conversation-flow" : "retell-llm";
  const files = {
    "agents/desk/agent.yaml": agent.replace("retell-llm", engine),
    [engine === "retell-llm" ? "agents/desk/llm.yaml" : "agents/desk/flow.yaml"]: "a: 1\n",
    [path]: schemaLine(schema) + text,
  };
  const versions = { newest: null, agentExists: async () => "unknown-version" as const };
  const { problems } = await readConfiguration(memoryTree(files), { versions });
  const ofFields =
    /^(?:missing-field|out-of-range|unknown-(?:engine|field|type|value)|wrong-.*|array-for-object|bad-language-tag)$/;
  return problems
    .filter(({ file, code }) => file === path && ofFields.test(code))
    .map(({ line, column }) => `${line - 1}:${column}`);
}

describe("what is wrong is underlined where validate says it is, once, and nothing else", () => {
  it.each(faulty)("%s", async (_, file, count) => {
    const places = await problemsOf(file);
    expect(places).toHaveLength(count);
    expect((await underlined(file)).map(({ at }) => at).sort()).toEqual([...places].sort());
  });
});

describe("nothing is underlined", () => {
  it("where texts stand in files, and secrets in the environment", async () => {
    const tool = `general_prompt: { $file: prompts/general.md }
general_tools:
  - type: custom
    name: look
    description: { $file: look.md }
    url: { $env: LOOK_URL }
    headers: { Authorization: { $env: TOKEN, template: "Bearer $TOKEN" } }
    parameters: { type: object, properties: { day: { type: string, description: The day. } } }
`;
    expect(await underlined(["llm", tool])).toEqual([]);
    expect(await underlined(["agent", `${agent}webhook_url: { $env: HOOK }\n`])).toEqual([]);
    const hook = "    inbound_webhook_url: { $env: HOOK }\n";
    expect(await underlined(["manifest", `${numbers}    inbound: desk@v3\n${hook}`])).toEqual([]);
  });

  it.each<[string, string]>([
    ["agent", "agents/receptionist/agent.yaml"],
    ["llm", "agents/receptionist/llm.yaml"],
    ["agent", "agents/intake/agent.yaml"],
    ["flow", "agents/intake/flow.yaml"],
    ["manifest", "phone-numbers.yaml"],
  ])("in this repository's own %s, %s", async (schema, path) => {
    expect(
      await underlined([schema, readFileSync(join(import.meta.dirname, "../..", path), "utf8")]),
    ).toEqual([]);
  });
});

/** The values that select a branch of a union, as its schema lists them. */
function valuesOf(schema: string, union: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, `../../schemas/${schema}.schema.json`), "utf8");
  return JSON.parse(text).$defs[union].properties.type.enum;
}
