import fc from "fast-check";
import { forbiddenKeys, type JsonObject, type JsonValue } from "../src/model/json.js";

const nasty = [
  "no",
  "On",
  "y",
  "12:30",
  "190:20:30.15",
  "1_000",
  "0o7",
  "017",
  "0b1",
  "1e3",
  ".5",
  ".inf",
  ".NaN",
  "~",
  "null",
  "2026-01-02",
  "2026-01-02T03:04:05Z",
  "=",
  "<<",
  "- a",
  "a: b",
  "a #b",
  "#",
  "---",
  "...",
  "? a",
  "*a",
  "&a",
  "!a",
  "%a",
  "@a",
  "`a",
  "[",
  "{",
  "|",
  ">",
  "'",
  '"',
  "\\",
  "a\n",
  "a\n\n",
  "\na",
  "\n\n a",
  " a",
  "a ",
  "a \nb",
  "a\n \nb",
  "\ta\n\tb",
  "a\r\nb",
  "a\rb",
  "a\u0085b",
  "a\u2028b\n",
  "\uFEFFa",
  "\uD83D",
  "\uDE00\n",
  "👩🏽‍⚕️\n你好",
  "\u0000",
  "\u200B",
  "{{name}}",
  "<<NAME>>",
  "$NAME",
  "<<<<<<< HEAD\na",
  "# tagline-ignore x: y",
];
const pieces = fc.constantFrom(
  "a",
  "b: ",
  "\n",
  " ",
  "\t",
  "#",
  "- ",
  "'",
  '"',
  "\\",
  ":",
  "é",
  "\r",
  "1",
  ">",
);

/** Texts that YAML, its older version or an editor treat specially, and any others. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nasty),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 20 }),
  // Halves of characters too.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4 })
    .map((units) => String.fromCharCode(...units)),
);

const keys = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z_]{1,12}$/) },
  { weight: 1, arbitrary: fc.constantFrom("2", "10", "007", "", "a b", "x".repeat(1100)) },
  { weight: 1, arbitrary: texts },
);
const isAllowed = (key: string): boolean => !forbiddenKeys.has(key) && key !== "$file" && key !== "$env";
const numbers = fc
  .oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  // JSON has no negative zero; whole numbers beyond 2^53 are refused.
  .filter((number) => !Object.is(number, -0) && (!Number.isInteger(number) || Number.isSafeInteger(number)));

const { value, object } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(texts, numbers, fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.dictionary(keys.filter(isAllowed), tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

/** Any JSON value that import takes. */
export const jsonValues: fc.Arbitrary<JsonValue> = value;
/** Any JSON object that import takes. */
export const jsonObjects: fc.Arbitrary<JsonObject> = object;
