import { describe, expect, it } from "vitest";
import { agentProblems } from "./findings.js";

/** `line severity code` of each problem. */
const told = async (text: string, file = "flow.yaml"): Promise<string[]> =>
  (await agentProblems({ [file]: text })).map((problem) =>
    problem.replace(/^[^:]*:(\d+):\S+ (\S+ \S+).*$/, "$1 $2"),
  );

const edge = (id: string, to: string): string =>
  `{ id: ${id}, transition_condition: { type: prompt, prompt: x }, destination_node_id: ${to} }`;
const say = (id: string, edges: string, field = "edges"): string =>
  `  - { id: ${id}, type: conversation, instruction: { type: prompt, text: Hi }, ${field}: [${edges}] }\n`;
const end = (id: string): string => `  - { id: ${id}, type: end }\n`;
const flow = (...nodes: string[]): string =>
  `start_speaker: agent\nmodel_choice: { type: cascading, model: gpt-4.1 }\nstart_node_id: greet\nnodes:\n${nodes.join("")}`;

describe("what follows from an error that is told is not told as well", () => {
  const rest = say("ask", edge("e2", "check")) + say("check", edge("e3", "bye")) + end("bye");

  it("nodes behind an edge that leads nowhere", async () => {
    expect(await told(flow(say("greet", edge("e1", "question")), rest))).toEqual(["5 error unresolved-node"]);
  });

  it("nodes behind an edge to a slip of a node's name, but for others", async () => {
    const slip = flow(
      say("greet", edge("e1", "chek")),
      say("ask", edge("e2", "check")),
      say("check", edge("e3", "bye")),
      end("bye"),
    );
    expect(await told(slip)).toEqual(["5 error unresolved-node", "6 warning unreachable-node"]);
  });

  it("nodes behind edges whose field is misspelt", async () => {
    expect(await told(flow(say("greet", edge("e1", "ask"), "edgs"), rest))).toEqual([
      "5 error unknown-field",
    ]);
    const misspelt = edge("e1", "ask").replace("destination_node_id", "destination_nod_id");
    expect(await told(flow(say("greet", misspelt), rest))).toEqual(["5 error unknown-field"]);
  });

  it("edges to the one node whose id is misspelt, and nodes behind it", async () => {
    const nameless = say("ask", edge("e2", "check")).replace("{ id: ask", "{ idd: ask");
    expect(
      await told(
        flow(say("greet", edge("e1", "ask")), nameless, say("check", edge("e3", "bye")), end("bye")),
      ),
    ).toEqual(["6 error unknown-field"]);
  });

  it("but whatever does not follow", async () => {
    // The edge that leads nowhere belongs to a node that no call comes to.
    expect(
      await told(flow(say("greet", edge("e1", "bye")), say("old", edge("e2", "byee")), end("bye"))),
    ).toEqual(["6 warning unreachable-node", "6 error unresolved-node"]);
    // One node lacks an id, and two are looked for.
    const nameless = "  - { type: end }\n";
    expect(await told(flow(say("greet", `${edge("e1", "bye")}, ${edge("e2", "desk")}`), nameless))).toEqual([
      "5 error unresolved-node",
      "5 error unresolved-node",
      "6 error missing-field",
    ]);
    // An error of a node that says nothing of its edges.
    const silent = say("greet", edge("e1", "bye")).replace("text: Hi", "text: 5");
    expect(await told(flow(silent, end("bye"), end("old")))).toEqual([
      "5 error wrong-type",
      "7 warning unreachable-node",
    ]);
  });

  it("an ignore of what is not told now", async () => {
    const greet = say("greet", edge("e1", "bye"));
    const ignored = "  # tagline-ignore unreachable-node: kept for the summer\n";
    expect(await told(flow(greet, end("bye"), ignored, end("old")))).toEqual([]);
    expect(await told(flow(greet.replace("bye", "question"), end("bye"), ignored, end("old")))).toEqual([
      "5 error unresolved-node",
    ]);
    expect(await told(flow(greet, end("bye"), ignored, end("bye")))).toEqual(["8 error duplicate-id"]);
    expect(await told(flow(greet, ignored, end("bye")))).toEqual(["6 warning unused-ignore"]);
  });

  it("a field that is there under a wrong name is not missing", async () => {
    const text = flow(end("greet"));
    expect(await told(text.replace("start_speaker", "start_speakr"))).toEqual(["1 error unknown-field"]);
    expect(await told(text.replace("start_node_id", "start_nod_id"))).toEqual(["3 error unknown-field"]);
    expect(await told(text.replace("nodes:", "node:"))).toEqual(["4 error unknown-field"]);
  });

  it("tools and variables of which the list is misspelt", async () => {
    const calls =
      "  - { id: greet, type: function, tool_id: t1, tool_type: local, wait_for_result: true, edges: [], else_edge: { id: e, transition_condition: { type: prompt, prompt: Else }, destination_node_id: bye } }\n";
    const tool =
      "{ type: custom, tool_id: t1, name: find, description: x, url: https://api.example.com/, method: POST }";
    const withTools = flow(calls, end("bye"));
    expect(await told(`${withTools}tool: [${tool}]\n`)).toEqual(["7 error unknown-field"]);
    const greets = flow(end("greet")).replace("nodes", "global_prompt: Hello {{name}}\nnodes");
    expect(await told(`${greets}default_dynamic_variable: { name: you }\n`)).toEqual([
      "7 error unknown-field",
    ]);
  });

  it("states behind one that leads astray", async () => {
    const state = (name: string, to: string): string =>
      `  - { name: ${name}, state_prompt: Hi, edges: [{ destination_state_name: ${to}, description: x }] }\n`;
    const llm = (first: string): string =>
      `starting_state: a\nstates:\n${first}${state("b", "c")}${state("c", "a")}`;
    const said = (text: string): Promise<string[]> => told(text, "llm.yaml");
    expect(await said(llm(state("a", "z")))).toEqual(["3 error unresolved-state"]);
    expect(await said(llm(state("a", "b").replace("edges", "edgs")))).toEqual(["3 error unknown-field"]);
  });
});
