import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../../src/config/load.js";
import { memoryTree } from "../../memory-tree.js";
import { findings as allFindings } from "./findings.js";

const codes = [
  "unresolved-node",
  "edge-without-destination",
  "missing-start-node",
  "unknown-start-node",
  "duplicate-id",
  "dangling-tool",
  "dangling-component",
  "dangling-mcp",
  "unresolved-state",
  "unknown-swap-agent",
  "unknown-platform-agent",
];
/** Of the rules in this file alone: the samples are as small as can be. */
const findings = (kind: "llm" | "flow", text: string) => allFindings(kind, text, codes);

const flow = (nodes: string, rest = "") => `start_node_id: greet\n${rest}nodes:\n${nodes}`;
const greet = "  - { id: greet, type: conversation }\n";

describe("a flow", () => {
  it("without faults has no findings", () => {
    const nodes = [
      "  - id: greet\n    type: conversation\n    edges: [{ id: e1, destination_node_id: bye }]\n",
      "    global_node_setting: { condition: x, go_back_conditions: [{ id: g1 }] }\n",
      "  - { id: bye, type: end }\n",
    ].join("");
    expect(findings("flow", flow(nodes))).toEqual([]);
    expect(findings("flow", "nodes: []\n")).toEqual([]);
    expect(findings("flow", "nodes: nonsense\ncomponents: 5\ntools: {}\n")).toEqual([]);
  });

  it("must not lead to nodes that do not exist, wherever an edge is kept", () => {
    const fields = ["edge", "else_edge", "always_edge", "skip_response_edge", "success_edge", "failed_edge"];
    const nodes = [
      "  - id: greet\n",
      "    edges: [{ id: e3, destination_node_id: qualfy }]\n",
      ...fields.map((field) => `    ${field}: { id: ${field}, destination_node_id: gone-away }\n`),
      "    global_node_setting: { go_back_conditions: [{ id: g, destination_node_id: gone-away }] }\n",
      "  - { id: qualify, type: end }\n",
    ].join("");
    expect(findings("flow", flow(nodes))).toEqual([
      '4:44 error unresolved-node Edge "e3" of node "greet" leads to "qualfy", which does not exist. (did you mean "qualify"?)',
      ...fields.map(
        (field, i) =>
          `${5 + i}:${36 + 2 * field.length} error unresolved-node Edge "${field}" of node "greet" leads to "gone-away", which does not exist. ()`,
      ),
      '11:79 error unresolved-node Edge "g" of node "greet" leads to "gone-away", which does not exist. ()',
    ]);
  });

  it("may have edges that lead nowhere yet, with a warning", () => {
    const nodes =
      '  - id: greet\n    edges:\n      - id: e1\n      - { destination_node_id: "" }\n    else_edge:\n      id: e2\n';
    expect(findings("flow", flow(nodes))).toEqual([
      '5:9 warning edge-without-destination Edge "e1" of node "greet" leads nowhere. (set destination_node_id, or remove the edge)',
      '6:32 warning edge-without-destination An edge of node "greet" leads nowhere. (set destination_node_id, or remove the edge)',
      '7:5 warning edge-without-destination Edge "e2" of node "greet" leads nowhere. (set destination_node_id, or remove the edge)',
    ]);
  });

  it("must say where a call starts", () => {
    expect(findings("flow", `model_choice: x\nnodes:\n${greet}`)).toEqual([
      "1:1 error missing-start-node The flow does not say at which node a call starts. (start_node_id: greet)",
    ]);
    expect(findings("flow", `start_node_id: ""\nnodes:\n${greet}`)).toEqual([
      "1:16 error missing-start-node The flow does not say at which node a call starts. (start_node_id: greet)",
    ]);
    expect(findings("flow", `start_node_id: gret\nnodes:\n${greet}`)).toEqual([
      '1:16 error unknown-start-node The flow starts at "gret", which does not exist. (did you mean "greet"?)',
    ]);
  });

  it("must not use an id twice", () => {
    const nodes = `${greet}  - id: greet\n    edges:\n      - { id: e1, destination_node_id: greet }\n      - { id: e1, destination_node_id: greet }\n`;
    const tools = "tools: [{ tool_id: t1 }, { tool_id: t1 }]\n";
    expect(findings("flow", flow(nodes, tools))).toEqual([
      '2:37 error duplicate-id The tool id "t1" is used more than once. (rename one of them)',
      '5:9 error duplicate-id The node id "greet" is used more than once. (rename one of them)',
      '8:15 error duplicate-id The edge id "e1" is used more than once. (rename one of them)',
    ]);
  });

  it("must have the tools that its nodes call", () => {
    const nodes = [
      "  - { id: greet, type: function, tool_type: local, tool_id: lookup }\n",
      "  - { id: b, type: function, tool_type: shared, tool_id: elsewhere }\n",
      "  - { id: c, type: function, tool_type: local, tool_id: lokup }\n",
      "  - { id: d, type: subagent, tools: [{ tool_id: own }], tool_ids: [lookup, own, nothing] }\n",
    ].join("");
    expect(findings("flow", flow(nodes, "tools: [{ tool_id: lookup }]\n"))).toEqual([
      '6:57 error dangling-tool Node "c" calls the tool "lokup", which this flow does not have. (did you mean "lookup"?)',
      '7:81 error dangling-tool Node "d" calls the tool "nothing", which this flow does not have. ()',
    ]);
  });

  it("must have the components that its nodes run, where their ids can be seen", () => {
    const nodes = [
      greet,
      "  - { id: b, type: component, component_type: local, component_id: cf-component-2 }\n",
      "  - { id: c, type: component, component_type: shared, component_id: elsewhere }\n",
    ].join("");
    const component = "components: [{ conversation_flow_component_id: cf-component-1 }]\n";
    expect(findings("flow", flow(nodes, component))).toEqual([
      '5:68 error dangling-component Node "b" runs the component "cf-component-2", which this flow does not have. (did you mean "cf-component-1"?)',
    ]);
    expect(findings("flow", flow(nodes, "components: [{ name: No id }]\n"))).toEqual([]);
  });

  it("checks a component by itself: its edges never lead out", () => {
    const components =
      "components:\n  - id: cf-component-1\n    start_node_id: gret\n    nodes: [{ id: inner, edges: [{ id: e, destination_node_id: greet }] }]\n";
    expect(findings("flow", flow(greet, components))).toEqual([
      '4:20 error unknown-start-node The component starts at "gret", which does not exist. ()',
      '5:64 error unresolved-node Edge "e" of node "inner" leads to "greet", which does not exist. ()',
    ]);
  });
});

describe("an LLM", () => {
  it("must start in and lead to states that exist", () => {
    const text =
      "starting_state: gret\nstates:\n  - name: greet\n    edges: [{ destination_state_name: qualfy }]\n  - name: qualify\n  - name: greet\n";
    expect(findings("llm", text)).toEqual([
      '1:17 error unresolved-state A call starts in "gret", which is not a state. (did you mean "greet"?)',
      '4:39 error unresolved-state State "greet" leads to "qualfy", which is not a state. (did you mean "qualify"?)',
      '6:11 error duplicate-id The state name "greet" is used more than once. (rename one of them)',
    ]);
  });

  it("must not have two tools of one name", () => {
    expect(findings("llm", "general_tools: [{ name: end }, { name: end }]\n")).toEqual([
      '1:40 error duplicate-id The tool name "end" is used more than once. (rename one of them)',
    ]);
  });
});

describe("an agent swap", () => {
  it.each([
    ["intake", []],
    ["agent_0123456789abcdef0123456789", []],
    ["'{{next_agent}}'", []],
    [
      "intke",
      [
        '1:59 error unknown-swap-agent Tool "swap" swaps to the agent "intke", which does not exist. (did you mean "intake"?)',
      ],
    ],
    [
      "agent_ffffffffffffffffffffffffff",
      [
        '1:59 warning unknown-platform-agent Tool "swap" swaps to agent_ffffffffffffffffffffffffff, which tagline.ids.yaml does not know. (import that agent, and name it by its slug)',
      ],
    ],
    [
      "oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD",
      [
        '1:59 warning unknown-platform-agent Tool "swap" swaps to oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD, which tagline.ids.yaml does not know. (import that agent, and name it by its slug)',
      ],
    ],
  ])("to %s", (agent, expected) => {
    expect(
      findings("llm", `general_tools: [{ type: agent_swap, name: swap, agent_id: ${agent} }]\n`),
    ).toEqual(expected);
  });

  it("is found in states, nodes and the tools of nodes", () => {
    const swap = "{ type: agent_swap, name: s, agent_id: nobody }";
    expect(findings("llm", `states: [{ name: a, tools: [${swap}] }]\n`)).toHaveLength(1);
    const nodes = `  - { id: greet, type: agent_swap, agent_id: nobody }\n  - { id: b, type: subagent, tools: [${swap}] }\n`;
    expect(findings("flow", flow(nodes))).toEqual([
      '3:46 error unknown-swap-agent Node "greet" swaps to the agent "nobody", which does not exist. ()',
      '4:77 error unknown-swap-agent Tool "s" swaps to the agent "nobody", which does not exist. ()',
    ]);
  });

  it("through a warm transfer must lead to an agent too", () => {
    const option =
      "{ type: agentic_warm_transfer, agentic_transfer_config: { transfer_agent: { agent_id: nobody } } }";
    expect(
      findings("llm", `general_tools: [{ type: transfer_call, name: t, transfer_option: ${option} }]\n`),
    ).toEqual([
      '1:152 error unknown-swap-agent Tool "t" transfers through the agent "nobody", which does not exist. ()',
    ]);
  });
});

describe("an MCP server", () => {
  const flow = (mcps: string, more = "") =>
    findings(
      "flow",
      `start_node_id: ask\n${mcps}nodes:\n  - { id: ask, type: mcp, mcp_id: calender }\n${more}`,
    );

  it("is one of those that are listed, where their ids can be seen", () => {
    expect(flow("mcps: [{ id: calendar, name: c, url: https://a.example }]\n")).toEqual([
      '4:35 error dangling-mcp Node "ask" calls the MCP server "calender", which this flow does not have. (did you mean "calendar"?)',
    ]);
    expect(flow("mcps: [{ id: calender, name: c, url: https://a.example }]\n")).toEqual([]);
    expect(
      flow("mcps: [{ id: a, name: a, url: https://a.example }, { name: c, url: https://a.example }]\n"),
    ).toEqual([]);
  });

  it("is missed when none is listed, but it may be the platform that knows", () => {
    expect(flow("")).toEqual([
      '3:35 warning dangling-mcp Node "ask" calls the MCP server "calender", which this flow does not have. ()',
    ]);
  });

  it("may be a component's own, for that component", () => {
    const component =
      "components: [{ name: c, mcps: [{ id: own, name: o, url: https://a.example }], nodes: [{ id: b, type: mcp, mcp_id: own }] }]\n";
    expect(flow("mcps: [{ id: calender, name: c, url: https://a.example }]\n", component)).toEqual([]);
  });

  it("is called by tools too", () => {
    const llm =
      "mcps: [{ id: crm, name: c, url: https://a.example }]\ngeneral_tools: [{ type: mcp, name: find, description: x, mcp_id: erp }]\n";
    expect(findings("llm", llm)).toEqual([
      '2:66 error dangling-mcp Tool "find" calls the MCP server "erp", which this LLM does not have. ()',
    ]);
  });
});

describe("the version that takes a call over", () => {
  const answers: Readonly<Record<string, "yes" | "no-such-agent">> = {
    "1 line": "yes",
    "0 line": "no-such-agent",
  };
  const versions = {
    newest: 1,
    agentExists: async (version: number, agent: string) =>
      answers[`${version} ${agent}`] ?? ("unknown-version" as const),
  };
  async function check(agent: string, version: string): Promise<string[]> {
    const { problems } = await readConfiguration(
      memoryTree({
        "agents/desk/agent.yaml": "voice_id: x\nresponse_engine: { type: retell-llm }\n",
        "agents/desk/llm.yaml": `general_tools:\n  - { type: agent_swap, name: go, agent_id: ${agent}, agent_version: ${version}, post_call_analysis_setting: both_agents }\n`,
        "agents/line/agent.yaml":
          "voice_id: x\nresponse_engine: { type: custom-llm, llm_websocket_url: wss://llm.example/line }\n",
        "tagline.ids.yaml": "default: { line: { agent_id: agent_0123456789abcdef0123456789 } }\n",
      }),
      { versions },
    );
    return problems.map(
      ({ line, column, code, message, hint }) => `${line}:${column} ${code} ${message} (${hint})`,
    );
  }

  it("is one that has the agent, or left to the platform's own words and ids", async () => {
    for (const version of ["1", "v1", "latest", "prod"]) expect(await check("line", version)).toEqual([]);
    expect(await check("agent_0123456789abcdef0123456789", "7")).toEqual([]);
  });

  it("does not exist, or lacks the agent", async () => {
    expect(await check("line", "7")).toEqual([
      '2:66 unknown-swap-version Tool "go" swaps to version 7 of "line", which does not exist here. (the newest here is v1; if it exists elsewhere: git fetch --tags)',
    ]);
    expect(await check("line", "v0")).toEqual([
      '2:66 unknown-swap-version Tool "go" swaps to version 0 of "line", in which that agent is not. (name a version that has it: tagline history line)',
    ]);
  });
});
