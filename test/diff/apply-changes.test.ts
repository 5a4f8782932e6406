import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../src/diff/apply-changes.js";
import { compareValues } from "../../src/diff/compare-values.js";
import type { JsonValue } from "../../src/model/json.js";
import { jsonValues } from "../json-values.js";

/** Lists of things with and without names, in which moves, renames and doubles are likely. */
const items: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.record({ id: fc.constantFrom("a", "b", "c", "d"), x: fc.nat(2) }),
  fc.record({ name: fc.constantFrom("a", "b", "c"), type: fc.constantFrom("p", "q"), x: fc.nat(2) }),
  fc.record({ x: fc.nat(2), y: fc.array(fc.nat(2), { maxLength: 3 }) }),
  fc.constantFrom("a", "b", 1, null),
);
const lists: fc.Arbitrary<JsonValue> = fc.array(items, { maxLength: 7 });
const nested: fc.Arbitrary<JsonValue> = fc.array(
  fc.record({ id: fc.constantFrom("a", "b", "c"), list: lists }, { requiredKeys: ["id"] }),
  { maxLength: 4 },
);
const shuffled = (value: JsonValue): fc.Arbitrary<JsonValue> =>
  Array.isArray(value)
    ? fc.shuffledSubarray([...value], { minLength: Math.max(0, value.length - 1) })
    : fc.shuffledSubarray(Object.entries(value ?? {})).map(Object.fromEntries);

function rebuilt(before: JsonValue, after: JsonValue): string {
  // Through text, as a reader of the JSON report has it.
  return JSON.stringify(applyChanges(before, JSON.parse(JSON.stringify(compareValues(before, after)))));
}

describe("the changes rebuild the new value, the order of its fields included", () => {
  it.each([
    ["any two values", fc.tuple(jsonValues, jsonValues)],
    ["lists of named things", fc.tuple(lists, lists)],
    ["lists in named things", fc.tuple(nested, nested)],
    [
      "a value and its parts in another order",
      jsonValues.chain((a) => fc.tuple(fc.constant(a), shuffled(a))),
    ],
    ["a list and itself in another order", nested.chain((a) => fc.tuple(fc.constant(a), shuffled(a)))],
  ] as [string, fc.Arbitrary<[JsonValue, JsonValue]>][])("%s", (_, pairs) => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(rebuilt(before, after)).toBe(JSON.stringify(after));
      }),
      { numRuns: 500 },
    );
  });
});

it("has nothing to say about equal values", () => {
  fc.assert(
    fc.property(jsonValues, (value) => {
      expect(compareValues(value, structuredClone(value))).toEqual([]);
    }),
  );
});
