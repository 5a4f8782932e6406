import { describe, expect, it } from "vitest";
import { drawFlow } from "../../src/graph/draw-flow.js";
import { drawStates } from "../../src/graph/draw-states.js";
import { aroundChanges, markChanges, plainPicture } from "../../src/graph/mark-changes.js";
import type { JsonObject } from "../../src/model/json.js";

const flow: JsonObject = {
  start_node_id: "a",
  tools: [{ tool_id: "t", name: "look_up" }],
  nodes: [
    {
      id: "a",
      name: "Greeting",
      type: "conversation",
      edges: [
        { id: "e1", transition_condition: { type: "prompt", prompt: "New" }, destination_node_id: "b" },
        {
          id: "e2",
          transition_condition: {
            type: "equation",
            operator: "||",
            equations: [
              { left: "{{x}}", operator: "==", right: "1" },
              { left: "{{y}}", operator: "exists" },
            ],
          },
          destination_node_id: "gone",
        },
        { id: "e3", transition_condition: { type: "prompt", prompt: "Nowhere yet" } },
      ],
      else_edge: { id: "e4", destination_node_id: "c" },
    },
    { id: "b", type: "function", tool_id: "t", edges: [] },
    { id: "c", type: "component", component_id: "pay", global_node_setting: { condition: "x" } },
    { type: "end" },
  ],
  components: [
    {
      id: "pay",
      name: "Payment",
      start_node_id: "a",
      nodes: [{ id: "a", type: "conversation", always_edge: { id: "x", destination_node_id: "a" } }],
    },
  ],
};

describe("a flow", () => {
  it("is drawn with its components apart, what nodes run, and arrows to nodes that do not exist", () => {
    const { nodes, edges, groups } = plainPicture(drawFlow(flow));
    expect(nodes.map(({ key, name, detail, group, isStart }) => [key, name, detail, group, isStart])).toEqual(
      [
        ["/a", "Greeting", "conversation", null, true],
        ["/b", "b", "function: look_up", null, false],
        ["/c", "c", "component: Payment, from anywhere", null, false],
        ["/(3)", "(3)", "end", null, false],
        ["/gone", "gone", "does not exist", null, false],
        ["component pay/a", "a", "conversation", "component pay", true],
      ],
    );
    expect(edges.map(({ from, to, label }) => `${from} ${label} ${to}`)).toEqual([
      "/a New /b",
      "/a {{x}} == 1 or {{y}} exists /gone",
      "/a else /c",
      "component pay/a always component pay/a",
    ]);
    expect(groups).toEqual([{ key: "component pay", name: "Payment" }]);
  });

  it("keeps nodes apart that have one id by mistake", () => {
    const { nodes } = plainPicture(drawFlow({ nodes: [{ id: "a" }, { id: "a" }] }));
    expect(nodes.map(({ key }) => key)).toEqual(["/a", "/a #2"]);
  });

  it("marks what changed in a node, but not what only moved on the canvas", () => {
    const node = (id: string, more: JsonObject) => ({ id, type: "conversation", ...more });
    const edge = (to: string, prompt: string) => ({
      id: "e",
      transition_condition: { prompt },
      destination_node_id: to,
    });
    const before = drawFlow({
      nodes: [
        node("a", { edges: [edge("b", "go")], display_position: { x: 1 } }),
        node("b", { edges: [edge("a", "back")] }),
        node("c", { text: "old" }),
        node("d", {}),
      ],
    });
    const after = drawFlow({
      nodes: [
        node("a", { edges: [edge("c", "go")], display_position: { x: 2 } }),
        node("b", { edges: [edge("a", "return")] }),
        node("c", { text: "new" }),
        node("e", {}),
      ],
    });
    const { nodes, edges } = markChanges(before, after);
    expect(nodes.map(({ key, mark }) => `${key} ${mark}`)).toEqual([
      "/a same",
      "/b same",
      "/c changed",
      "/e added",
      "/d removed",
    ]);
    expect(edges.map(({ from, to, mark }) => `${from} ${to} ${mark}`)).toEqual([
      "/a /c added",
      "/b /a changed",
      "/a /b removed",
    ]);
  });
});

it("the states of an LLM are drawn by name; an LLM without states is not", () => {
  const drawn = drawStates({
    starting_state: "greeting",
    states: [
      { name: "greeting", edges: [{ destination_state_name: "booking", description: "Wants a visit" }] },
      { name: "booking", tools: [{}, {}], edges: [{ destination_state_name: "lost" }] },
    ],
  });
  expect(drawn?.nodes.map(({ name, detail, isStart }) => [name, detail, isStart])).toEqual([
    ["greeting", "state", true],
    ["booking", "state, 2 tools", false],
    ["lost", "does not exist", false],
  ]);
  expect(drawn?.edges.map(({ from, to, label }) => [from, to, label])).toEqual([
    ["greeting", "booking", "Wants a visit"],
    ["booking", "lost", ""],
  ]);
  expect(drawStates({ general_prompt: "x" })).toBeNull();
});

it("a large picture is cut to what changed and its neighbours, and counts the rest", () => {
  const chain = (text: string): JsonObject => ({
    nodes: Array.from({ length: 50 }, (_, i) => ({
      id: `n${i}`,
      text: i === 20 ? text : "",
      edge: { id: `e${i}`, destination_node_id: `n${i + 1}` },
    })),
  });
  const whole = markChanges(drawFlow(chain("a")), drawFlow(chain("b")));
  const cut = aroundChanges(whole, 40);
  expect(cut.nodes.map(({ key }) => key)).toEqual(["/n19", "/n20", "/n21"]);
  expect(cut).toMatchObject({ hidden: 48, edges: [{ from: "/n19" }, { from: "/n20" }] });
  expect(aroundChanges(whole, 60)).toBe(whole);
});
