import { describe, expect, it } from "vitest";
import { findings } from "./findings.js";

const codes = ["unreachable-node", "dead-end", "loop-without-exit"];
const check = (text: string) => findings("flow", text, codes);
const node = (id: string, type: string, ...to: string[]) =>
  `  - { id: ${id}, type: ${type}, edges: [${to.map((target) => `{ id: ${id}-${target}, destination_node_id: ${target} }`).join(", ")}] }\n`;
const flow = (...nodes: string[]) => `start_node_id: greet\nnodes:\n${nodes.join("")}`;

describe("the ways through a flow", () => {
  it("are fine when every node is reached and every way ends", () => {
    expect(
      check(
        flow(node("greet", "conversation", "ask"), node("ask", "branch", "bye", "greet"), node("bye", "end")),
      ),
    ).toEqual([]);
  });

  it("lead to every node", () => {
    expect(
      check(
        flow(
          node("greet", "conversation", "bye"),
          node("bye", "end"),
          node("old", "conversation", "older"),
          node("older", "end"),
        ),
      ),
    ).toEqual([
      '5:11 warning unreachable-node Node "old" is never reached: no edge leads to it. (lead an edge to it, make it a global node, or remove it)',
      '6:11 warning unreachable-node Node "older" is never reached: no edge leads to it. (lead an edge to it, make it a global node, or remove it)',
    ]);
  });

  it("reach a global node from anywhere, and what it leads to", () => {
    const global =
      "  - { id: help, type: conversation, global_node_setting: { condition: x }, edges: [{ id: h, destination_node_id: desk }] }\n";
    expect(
      check(
        flow(node("greet", "conversation", "bye"), node("bye", "end"), global, node("desk", "transfer_call")),
      ),
    ).toEqual([]);
  });

  it("do not stop at a node that cannot be left", () => {
    expect(
      check(
        flow(
          node("greet", "conversation", "look", "say"),
          node("look", "function"),
          "  - { id: say, type: conversation }\n",
        ),
      ),
    ).toEqual([
      '4:11 warning dead-end Node "look" has no edge, so a call that comes here goes nowhere. (lead an edge on from it, or make it an end node)',
      '5:11 warning dead-end Node "say" has no edge, so a call that comes here goes nowhere. (lead an edge on from it, or make it an end node)',
    ]);
  });

  it("may leave a conversation through a global node, but nothing that runs by itself", () => {
    const help = "  - { id: help, type: end, global_node_setting: { condition: x } }\n";
    const run = "  - { id: run, type: code }\n";
    expect(
      check(
        flow(node("greet", "conversation", "say", "run"), "  - { id: say, type: conversation }\n", run, help),
      ),
    ).toEqual([
      '5:11 warning dead-end Node "run" has no edge, so a call that comes here goes nowhere. (lead an edge on from it, or make it an end node)',
    ]);
  });

  it("do not only go round", () => {
    const nodes = [
      node("greet", "conversation", "a", "bye"),
      node("a", "conversation", "b"),
      node("b", "branch", "a"),
      node("bye", "end"),
    ];
    expect(check(flow(...nodes))).toEqual([
      '4:11 warning loop-without-exit From node "a" on, a call only goes round ("a", "b") and never comes to an end. (lead an edge out, to an end node or a transfer)',
    ]);
    const help = "  - { id: help, type: end, global_node_setting: { condition: x } }\n";
    expect(check(flow(...nodes, help))).toEqual([]);
    const unfinished =
      "  - { id: b, type: branch, edges: [{ id: e1, destination_node_id: a }, { id: e2 }] }\n";
    expect(check(flow(nodes[0] ?? "", nodes[1] ?? "", unfinished, nodes[3] ?? ""))).toEqual([]);
  });

  it("go round with a question in between, which leads back to where the call was", () => {
    const question =
      "  - { id: question, type: conversation, global_node_setting: { condition: x, go_back_conditions: [{ id: q }] } }\n";
    expect(
      check(flow(node("greet", "conversation", "a"), node("a", "conversation", "greet"), question)),
    ).toEqual([
      '3:11 warning loop-without-exit From node "greet" on, a call only goes round ("greet", "a") and never comes to an end. (lead an edge out, to an end node or a transfer)',
    ]);
  });

  it("are not followed past a node of a type that is not known, nor without a start", () => {
    expect(check(flow(node("greet", "teleport"), node("old", "conversation")))).toEqual([]);
    expect(check(`nodes:\n${node("greet", "conversation")}`)).toEqual([]);
    expect(check("start_node_id: greet\nnodes: 5\n")).toEqual([]);
  });

  it("are followed inside a component, which is left in ways that are not declared", () => {
    const component = `components:\n  - name: c\n    start_node_id: in\n    nodes:\n    ${node("in", "conversation", "on")}    ${node("on", "function")}    ${node("lost", "end")}`;
    expect(check(`${flow(node("greet", "end"))}${component}`)).toEqual([
      '10:15 warning unreachable-node Node "lost" is never reached: no edge leads to it. (lead an edge to it, make it a global node, or remove it)',
    ]);
  });
});

describe("a transfer", () => {
  it.each([
    ["transfer_call", "transfer"],
    ["agent_swap", "swap"],
  ])("by %s says where the call goes when it fails", (type, word) => {
    const sample = (edge: string) =>
      findings("flow", flow(`  - { id: greet, type: ${type}, edge: ${edge} }\n`), [
        "transfer-without-failure-edge",
        "edge-without-destination",
      ]);
    const column = 26 + type.length;
    expect(sample("{ id: e }")).toEqual([
      `3:${column} warning transfer-without-failure-edge Node "greet" does not say where the call goes when the ${word} fails. (set destination_node_id to a node that takes a message or says goodbye)`,
    ]);
    expect(sample('{ id: e, destination_node_id: "" }')).toHaveLength(1);
    expect(sample("{ id: e, destination_node_id: greet }")).toEqual([]);
  });

  it("of two sides stands in a flow or LLM that is marked for it", () => {
    const codes = ["missing-transfer-flag"];
    const nodes = "nodes:\n  - { id: greet, type: bridge_transfer }\n";
    expect(findings("flow", nodes, codes)).toEqual([
      '2:24 warning missing-transfer-flag Node "greet" is a step of warm transfers, but is_transfer_cf is not true, so no transfer can use this flow. (is_transfer_cf: true)',
    ]);
    expect(findings("flow", `is_transfer_cf: false\n${nodes}`, codes)[0]).toMatch(
      /^1:17 warning missing-transfer-flag /,
    );
    expect(findings("flow", `is_transfer_cf: true\n${nodes}`, codes)).toEqual([]);
    const tools = "general_tools: [{ type: cancel_transfer, name: no }]\n";
    expect(findings("llm", tools, codes)).toEqual([
      '1:25 warning missing-transfer-flag Tool "no" is a step of warm transfers, but is_transfer_llm is not true, so no transfer can use this LLM. (is_transfer_llm: true)',
    ]);
    expect(findings("llm", `is_transfer_llm: true\n${tools}`, codes)).toEqual([]);
  });
});

describe("the states of an LLM", () => {
  const states =
    "states:\n  - { name: a, edges: [{ destination_state_name: b }] }\n  - { name: b }\n  - { name: c, edges: [{ destination_state_name: a }] }\n";

  it("begin somewhere", () => {
    const codes = ["missing-starting-state"];
    expect(findings("llm", states, codes)).toEqual([
      "1:1 error missing-starting-state The LLM has states but does not say in which one a call starts. (starting_state: a)",
    ]);
    expect(findings("llm", `starting_state: null\n${states}`, codes)[0]).toMatch(
      /^1:17 error missing-starting-state /,
    );
    expect(findings("llm", `starting_state: a\n${states}`, codes)).toEqual([]);
    expect(findings("llm", "states: []\n", codes)).toEqual([]);
  });

  it("lead to each other", () => {
    expect(findings("llm", `starting_state: a\n${states}`)).toEqual([
      '5:13 warning unreachable-state State "c" is never reached: no edge leads to it. (lead an edge to it, or remove it)',
    ]);
    expect(findings("llm", `starting_state: c\n${states}`)).toEqual([]);
    expect(findings("llm", `starting_state: nowhere\n${states}`, ["unreachable-state"])).toEqual([]);
  });
});
