import { describe, expect, it } from "vitest";
import { editIds } from "../../src/config/edit-ids.js";

const ids = new Map([["desk", { agent_id: "agent_1", llm_id: "llm_1" }]]);
const head = "# Ids on the platform, by agent. Written by import; never part of a version.\n";

describe("editIds", () => {
  it("begins a file", () => {
    expect(editIds(null, ids)).toBe(`${head}default:\n  desk:\n    agent_id: agent_1\n    llm_id: llm_1\n`);
  });

  it("adds an agent and keeps every other byte", () => {
    const text = `# mine\r\nstaging: {}\r\ndefault: # ids\r\n    intake:   { agent_id: 'agent_2' } # keep\r\n`;
    expect(editIds(text, new Map([["desk", { agent_id: "agent_1" }]]))).toBe(
      `${text}    desk:\r\n      agent_id: agent_1\r\n`,
    );
  });

  it.each([
    ["default:\n", "default:\n  desk:\n    agent_id: agent_1\n    llm_id: llm_1\n"],
    ["default: {}\n", "default:\n  desk:\n    agent_id: agent_1\n    llm_id: llm_1\n"],
    ["# only this\n", "# only this\ndefault:\n  desk:\n    agent_id: agent_1\n    llm_id: llm_1\n"],
    [
      'default:\n  desk:\n    agent_id: "agent_0" # old\n',
      'default:\n  desk:\n    agent_id: "agent_1" # old\n    llm_id: llm_1\n',
    ],
    [
      "default: { desk: { agent_id: agent_0 } }\n",
      'default: { desk: { agent_id: agent_1, "llm_id":"llm_1" } }\n',
    ],
  ])("edits %j in place", (text, edited) => {
    expect(editIds(text, ids)).toBe(edited);
    expect(editIds(edited, ids)).toBe(edited);
  });

  it("writes an id that looks like a number as a text", () => {
    expect(editIds("default:\n  desk: {}\n", new Map([["desk", { agent_id: "1e3" }]]))).toBe(
      'default:\n  desk:\n    agent_id: "1e3"\n',
    );
    expect(editIds("default:\n  desk:\n    agent_id: 'a'\n", new Map([["desk", { agent_id: "it's" }]]))).toBe(
      "default:\n  desk:\n    agent_id: 'it''s'\n",
    );
  });

  it.each([
    ["default: [\n", "line 2 is not valid"],
    ["- a\n", "it is not a mapping"],
    ["default: text\n", "default is not a mapping"],
    ["default:\n  a: 1\n  a: 2\n", 'line 3: "a" is set twice; the first is on line 2'],
    ["x: &a { desk: {} }\ndefault: *a\n", "the entry of desk is laid out in a way that cannot be edited"],
  ])("refuses to edit %j", (text, reason) => {
    expect(() => editIds(text, ids)).toThrow(`tagline.ids.yaml cannot be edited: ${reason}.`);
  });
});
