import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFault } from "../../src/import/find-fault.js";
import { readJson } from "../../src/import/read-json.js";
import { jsonValues } from "../json-values.js";

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("reading JSON", () => {
  it("finds no fault in what JSON.stringify writes", () => {
    fc.assert(
      fc.property(jsonValues, fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(findFault(text)).toBeNull();
        expect(readJson("a.json", text)).toEqual(value);
      }),
    );
  });

  it("takes exactly what JSON.parse takes, but for what would be lost", () => {
    const pieces = fc.constantFrom(
      ..."{}[],:\"\\ \n\t0123.eE+-/'".split(""),
      "true",
      "false",
      "null",
      '"a"',
      '"\\u00e9"',
      '"b":',
      "\u0000",
      "NaN",
    );
    const texts = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const fault = findFault(text);
        if (fault === null) expect(parses(text)).toBe(true);
        else if (parses(text)) expect(fault.reason).toMatch(/is set twice|more digits than/);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ["", "a.json:1:1", "it is empty"],
    ["{", "a.json:1:2", "it is not JSON: the text ends in the middle"],
    ['{"a": 1,}', "a.json:1:9", "it is not JSON: a field's name in double quotes should stand here, not }"],
    ["[1,]", "a.json:1:4", "it is not JSON: a value should stand here, not ]"],
    ["[1\n 2]", "a.json:2:2", "it is not JSON: a comma or ] should stand here, not 2"],
    [
      "{'a': 1}",
      "a.json:1:2",
      "it is not JSON: a field's name in double quotes, or } should stand here, not '",
    ],
    ['{"a": 1} x', "a.json:1:10", "it is not JSON: nothing more should stand here, not x"],
    ["[1}", "a.json:1:3", "it is not JSON: a comma or ] should stand here, not }"],
    ["[01]", "a.json:1:3", "it is not JSON: a comma or ] should stand here, not 1"],
    ["[NaN]", "a.json:1:2", "it is not JSON: a value or ] should stand here, not N"],
    ['["a\nb"]', "a.json:1:4", "it is not JSON: a text runs over the end of its line, or holds a tab"],
    ['["a\\x"]', "a.json:1:2", "it is not JSON: a text has a \\ that JSON does not know"],
    ['["a', "a.json:1:2", "it is not JSON: a text has no end"],
    ['{"t": [{"a": 1,\n "a": 2}]}', "a.json:2:2", '"a" is set twice in /t/0'],
    ['{"__proto__": 1}', "a.json:1:2", '"__proto__" cannot be a field\'s name'],
    ['{"a": {"\\u005f_proto__": 1}}', "a.json:1:8", '"__proto__" in /a cannot be a field\'s name'],
    ['{"a": {"$file": "b"}}', "a.json:1:8", '"$file" in /a has a meaning of its own in Tagline'],
    ['{"$env": "b"}', "a.json:1:2", '"$env" has a meaning of its own in Tagline'],
    [
      '{"n": [9007199254740993]}',
      "a.json:1:8",
      "the number 9007199254740993 in /n/0 has more digits than a JSON number keeps",
    ],
    ["[1e400]", "a.json:1:2", "the number 1e400 in /0 has more digits than a JSON number keeps"],
    ["[1e-400]", "a.json:1:2", "the number 1e-400 in /0 has more digits than a JSON number keeps"],
    ["[".repeat(200_000), "a.json:1:101", "it is nested more than 100 levels deep"],
  ])("refuses %s at %s", (text, place, reason) => {
    expect(() => readJson("a.json", text)).toThrow(`${place} cannot be imported: ${reason}.`);
  });

  it("takes a byte-order mark, the fractions that PHP writes, and every zero", () => {
    expect(readJson("a.json", "\uFEFF[0.10000000000000001, 0e5, 0.000, -0, 1e21]")).toEqual([
      0.1, 0, 0, -0, 1e21,
    ]);
  });

  it("reads ten megabytes of text and a million brackets without recursion", () => {
    const long = JSON.stringify({ a: '\\"'.repeat(2_500_000), b: new Array(500_000).fill([]) });
    expect(findFault(long)).toBeNull();
  });
});
