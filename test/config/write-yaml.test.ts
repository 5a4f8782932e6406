import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseFile } from "../../src/config/parse.js";
import { writeYaml } from "../../src/config/write-yaml.js";
import type { JsonValue } from "../../src/model/json.js";
import { jsonObjects, texts } from "../json-values.js";

const read = (text: string): JsonValue | null => parseFile("x.yaml", Buffer.from(text)).value;

describe("writeYaml", () => {
  it("begins with the schema for editors, and keeps the order of the fields", () => {
    expect(writeYaml({ b: 1, a: [] }, { schema: "../../schemas/agent.schema.json" })).toBe(
      "# yaml-language-server: $schema=../../schemas/agent.schema.json\nb: 1\na: []\n",
    );
  });

  it("keeps {}, [], null and the empty text apart", () => {
    expect(writeYaml({ a: {}, b: [], c: null, d: "" })).toBe('a: {}\nb: []\nc: null\nd: ""\n');
  });

  it.each([
    ["no", '"no"'],
    ["On", '"On"'],
    ["y", '"y"'],
    ["12:30", '"12:30"'],
    ["1_000", '"1_000"'],
    ["0o7", '"0o7"'],
    ["1e3", '"1e3"'],
    [".inf", '".inf"'],
    ["~", '"~"'],
    ["2026-01-02", '"2026-01-02"'],
    ["=", '"="'],
    ["<<", '"<<"'],
    ["+14155550100", '"+14155550100"'],
    ["No.", "No."],
    ["Harbor Street", "Harbor Street"],
  ])("writes the text %s as %s, as a value and as a key", (text, written) => {
    expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
    expect(writeYaml({ [text]: 1 })).toBe(`${written}: 1\n`);
  });

  it("writes several lines as a block, with blank lines, bullets and final line breaks", () => {
    const prompt = "# You\n\nYou answer calls.\n  - be brief \n\t- be kind\n";
    expect(writeYaml({ a: prompt, b: "one\ntwo", c: "one\n\n", d: 1 })).toBe(
      "a: |\n  # You\n\n  You answer calls.\n    - be brief \n  \t- be kind\nb: |-\n  one\n  two\nc: |+\n  one\n\nd: 1\n",
    );
  });

  it.each([
    ["a carriage return", "a\r\nb", '"a\\r\\nb"'],
    ["a line separator", "a\u2028\nb", '"a\\u2028\\nb"'],
    ["a first space", "  a\nb", '"  a\\nb"'],
    ["a last line of spaces", "a\n  ", '"a\\n  "'],
    ["a byte-order mark", "\uFEFFa", '"\\ufeffa"'],
    ["a control character", "a\u0085\u009B", '"a\\u0085\\u009b"'],
    ["half a character", "\uD800", '"\\ud800"'],
    ["a NUL", "a\u0000", '"a\\0"'],
  ])("puts a text with %s in quotes", (_what, text, written) => {
    expect(writeYaml({ a: text })).toBe(`a: ${written}\n`);
    expect(read(writeYaml({ a: text }))).toEqual({ a: text });
  });

  it("never folds, however long a line is", () => {
    const long = "word ".repeat(1000).trim();
    expect(writeYaml({ a: long, b: `"${long}": ${long}` }).split("\n")).toHaveLength(3);
  });

  it("keeps keys that look like numbers as texts; JavaScript sorts them first", () => {
    const value = JSON.parse('{"b": 1, "10": 2, "2": 3, "": 4}');
    expect(writeYaml(value)).toBe('"2": 3\n"10": 2\nb: 1\n"": 4\n');
    expect(read(writeYaml(value))).toEqual(value);
  });

  it("keeps numbers exact", () => {
    const numbers = [0.1, 1e21, -1.5e-7, Number.MAX_SAFE_INTEGER, 5e-324, 1.7976931348623157e308];
    expect(read(writeYaml({ numbers }))).toEqual({ numbers });
  });

  it("gives back any value, also one level down in a list", () => {
    fc.assert(
      fc.property(jsonObjects, (value) => {
        expect(read(writeYaml(value))).toEqual(value);
        expect(read(writeYaml({ a: [value, [value]] }))).toEqual({ a: [value, [value]] });
      }),
      { numRuns: 1000 },
    );
  });

  it("gives any text back to a reader of YAML 1.1", () => {
    fc.assert(
      fc.property(fc.array(texts), (list) => {
        expect(parse(writeYaml({ list }), { version: "1.1" })).toEqual({ list });
      }),
      { numRuns: 2000 },
    );
  });
});
