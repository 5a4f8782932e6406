import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editYaml } from "../../src/config/edit-yaml.js";
import { writeYaml } from "../../src/config/write-yaml.js";
import { matchItems } from "../../src/diff/match-items.js";
import type { JsonObject, JsonValue } from "../../src/model/json.js";
import { jsonObjects } from "../json-values.js";

const match = (before: readonly JsonValue[], after: readonly JsonValue[]): (number | null)[] => {
  const from = new Map(matchItems(before, after).pairs.map((pair) => [pair.to, pair.from]));
  return after.map((_, i) => from.get(i) ?? null);
};
const edit = (text: string, change: (value: Record<string, JsonValue>) => JsonObject): string | null =>
  editYaml(text, change(parse(text) as Record<string, JsonValue>), match);

const flow = `# The flow
start_node_id: 'hello' # where it begins

# All nodes
nodes:
  # the first one
  - id: hello # greets
    text: "Hello"

    # how it goes on
    edges:
      - { to: end, when: "said" }
      # never taken
      - { to: hello, when: 'no' }
  # the last one
  - id: end
    text: |
      Good
      bye
# at the end
model: gpt-4.1
# the very last line
`;

describe("an edit keeps what it does not change", () => {
  it("a field at the top: every other byte stays, its comment and quotes too", () => {
    expect(edit(flow, (value) => ({ ...value, start_node_id: "end" }))).toBe(
      flow.replace("'hello' #", "'end' #"),
    );
    expect(edit(flow, (value) => ({ ...value, model: "gpt-5" }))).toBe(flow.replace("gpt-4.1", "gpt-5"));
  });

  it("a field that is new stands at the end; one that goes takes its line with it", () => {
    expect(edit(flow, (value) => ({ ...value, flex_mode: true }))).toBe(`${flow}flex_mode: true\n`);
    expect(edit(flow, ({ model: _, ...rest }) => rest)).toBe(flow.replace("model: gpt-4.1\n", ""));
  });

  it("something deep in a list: comments, blank lines, quotes and order of the rest stay", () => {
    const edited = edit(flow, (value) => {
      const [hello, end] = value.nodes as [JsonObject, JsonObject];
      return { ...value, nodes: [{ ...hello, text: "Hi" }, end] };
    });
    expect(edited).toBe(flow.replace('"Hello"', '"Hi"'));
  });

  it("items of a list that are added, removed and moved bring their comments along", () => {
    const edited = edit(flow, (value) => {
      const [hello, end] = value.nodes as [JsonObject, JsonObject];
      return { ...value, nodes: [end, { id: "new", text: "no" }, hello] };
    });
    expect(edited).toContain('  - id: new\n    text: "no"\n');
    for (const comment of flow.match(/#.*/g) ?? []) expect(edited).toContain(comment);
  });

  it("line ends of Windows stay, and so does a file without a last line end", () => {
    const crlf = flow.replaceAll("\n", "\r\n");
    expect(edit(crlf, (value) => ({ ...value, model: "gpt-5" }))).toBe(crlf.replace("gpt-4.1", "gpt-5"));
    expect(edit("a: 1\nb: 2", (value) => ({ ...value, b: 3 }))).toBe("a: 1\nb: 3\n");
  });

  it("an anchor that is used elsewhere is not torn from its alias", () => {
    const shared = "a: &x { k: 1 }\nb: *x\n";
    expect(edit(shared, (value) => ({ ...value, b: { k: 2 } }))).toBe("a: &x { k: 1 }\nb:\n  k: 2\n");
    const edited = edit(shared, (value) => ({ ...value, a: { k: 2 }, b: { k: 1 } }));
    if (edited !== null) expect(parse(edited)).toEqual({ a: { k: 2 }, b: { k: 1 } });
  });
});

it("whatever the values, the edited text means the new one, and comments of fields that stay are kept", () => {
  fc.assert(
    fc.property(jsonObjects, jsonObjects, fc.array(fc.nat(3), { maxLength: 6 }), (before, after, keep) => {
      const lines = writeYaml(before).split("\n");
      const text = Object.keys(before).length === 0 ? "# empty\n" : `# top\n${lines.join("\n")}`;
      const merged = {
        ...before,
        ...Object.fromEntries(Object.entries(after).filter((_, i) => keep[i] !== 0)),
      };
      const edited = editYaml(text, merged, match);
      if (edited === null) return;
      expect(parse(edited, { schema: "core", intAsBigInt: false })).toEqual(merged);
      expect(edited).toContain(Object.keys(before).length === 0 ? "# empty" : "# top");
    }),
    { numRuns: 300 },
  );
});
