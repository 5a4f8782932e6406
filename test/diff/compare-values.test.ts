import { describe, expect, it } from "vitest";
import { compareValues } from "../../src/diff/compare-values.js";
import { describeChange } from "../../src/diff/describe-change.js";
import type { JsonValue } from "../../src/model/json.js";

/** Changes in words: kind, place by names, and the values. */
function said(before: JsonValue, after: JsonValue): string[] {
  return compareValues(before, after).map((change) => {
    const { label, layout } = describeChange(change, before, after);
    const values =
      change.kind === "changed"
        ? ` ${JSON.stringify(change.before)} → ${JSON.stringify(change.after)}`
        : change.kind === "moved"
          ? ` ${change.from} → ${change.to}`
          : "";
    return `${change.kind} ${label}${values}${layout ? " (layout)" : ""}`;
  });
}

describe("items of a list are matched", () => {
  it("by id before anything else, so that a new one above changes nothing below", () => {
    const [a, b] = [
      { id: "a", name: "A" },
      { id: "b", name: "B" },
    ];
    expect(said({ nodes: [a, b] }, { nodes: [{ id: "c" }, a, { ...b, name: "Bee" }] })).toEqual([
      "added nodes[c]",
      'changed nodes[b "Bee"].name "B" → "Bee"',
    ]);
  });

  it("by tool_id and by name", () => {
    expect(
      said(
        {
          tools: [
            { tool_id: "t1", name: "x" },
            { tool_id: "t2", name: "y" },
          ],
        },
        {
          tools: [
            { tool_id: "t2", name: "y" },
            { tool_id: "t1", name: "z" },
          ],
        },
      ),
    ).toEqual(['moved tools[t2 "y"] /tools/1 → /tools/0', 'changed tools[t1 "z"].name "x" → "z"']);
    expect(said([{ name: "a", v: 1 }], [{ name: "b" }, { name: "a", v: 2 }])).toEqual([
      "added [b]",
      "changed [a].v 1 → 2",
    ]);
  });

  it("by likeness where the name itself changed", () => {
    const tool = { type: "custom", description: "Looks up", url: "https://a.example", method: "POST" };
    expect(said([{ ...tool, name: "find" }], [{ ...tool, name: "search" }])).toEqual([
      'changed [find → search].name "find" → "search"',
    ]);
    expect(said([{ ...tool, name: "find" }], [{ type: "end_call", name: "end" }])).toEqual([
      "removed [find]",
      "added [end]",
    ]);
  });

  it("by value, and by position at last", () => {
    expect(said(["a", "b", "c"], ["c", "b", "d"])).toEqual(["removed [0]", "moved [0] /2 → /0", "added [2]"]);
    expect(said([{ x: 1 }, { y: { z: 1 } }], [{ x: 1 }, { y: { z: 2 } }])).toEqual(["changed [1].y.z 1 → 2"]);
  });

  it("in pairs where an id stands twice", () => {
    expect(
      said(
        [
          { id: "a", v: 1 },
          { id: "a", v: 2 },
        ],
        [
          { id: "a", v: 1 },
          { id: "a", v: 3 },
        ],
      ),
    ).toEqual(["changed [a].v 2 → 3"]);
  });
});

describe("what is one change", () => {
  it("is a reference to the environment, compared by name and template", () => {
    const key = (value: JsonValue) => ({ cal_api_key: value });
    expect(said(key({ $env: "A" }), key({ $env: "B" }))).toEqual([
      'changed cal_api_key {"$env":"A"} → {"$env":"B"}',
    ]);
    expect(said(key({ $env: "A" }), key({ $env: "A", template: "Bearer $A" }))).toHaveLength(1);
    expect(said(key({ $env: "A" }), key({ $env: "A" }))).toEqual([]);
  });

  it("is a value that becomes another kind", () => {
    expect(said({ a: [] }, { a: {} })).toEqual(["changed a [] → {}"]);
    expect(said({ a: null }, {})).toEqual(["removed a"]);
  });

  it("is layout where only boxes or the order of fields move", () => {
    expect(
      said(
        { nodes: [{ id: "a", display_position: { x: 0 } }], notes: [], begin_tag_display_position: { x: 1 } },
        {
          nodes: [{ display_position: { x: 5 }, id: "a" }],
          notes: ["n"],
          begin_tag_display_position: { x: 2 },
        },
      ),
    ).toEqual([
      "changed nodes[a].display_position.x 0 → 5 (layout)",
      "reordered nodes[a] (layout)",
      "added notes[0] (layout)",
      "changed begin_tag_display_position.x 1 → 2 (layout)",
    ]);
  });

  it("is named by its node where an edge leads elsewhere, in components too", () => {
    const flow = (to: string) => ({
      flow: {
        components: [{ nodes: [{ id: "n1", name: "One", edge: { destination_node_id: to } }, { id: "n2" }] }],
      },
    });
    const [change] = compareValues(flow("n1"), flow("n2"));
    expect(change && describeChange(change, flow("n1"), flow("n2")).names).toEqual({
      before: "One",
      after: null,
    });
  });
});
