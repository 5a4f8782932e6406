import { expect, it } from "vitest";
import { agentProblems, findings } from "./findings.js";

it("of one rule a file is told a hundred findings, and that there are more", () => {
  const tools = Array.from(
    { length: 150 },
    (_, i) => `  - { type: custom, name: t${i}, url: http://a.example }\n`,
  );
  const found = findings("llm", `general_tools:\n${tools.join("")}`, ["insecure-url"]);
  expect(found).toHaveLength(101);
  expect(
    found.filter((text) => text.includes("There are more of this in the file; they are not listed.")),
  ).toEqual([found[100]]);
});

it("of nodes with one id the first stands for all, however many there are", () => {
  const nodes = Array.from(
    { length: 3000 },
    (_, i) => `  - { id: a, type: branch, edges: [{ id: e${i}, destination_node_id: a }] }\n`,
  );
  expect(
    findings("flow", `start_node_id: a\nnodes:\n${nodes.join("")}`, [
      "unreachable-node",
      "loop-without-exit",
      "dead-end",
    ]),
  ).toEqual([
    '3:11 warning loop-without-exit From node "a" on, a call only goes round ("a") and never comes to an end. (lead an edge out, to an end node or a transfer)',
  ]);
});

it("a merge conflict inside a prompt's own file is found there", async () => {
  const files = {
    "llm.yaml": "general_prompt: { $file: p.md }\n",
    "p.md": "Be polite.\n<<<<<<< HEAD\nBe brief.\n",
  };
  expect(await agentProblems(files)).toEqual([
    "p.md:2:1-8 error conflict-marker A merge conflict is unresolved here. (resolve it, then git add the file)",
  ]);
});
