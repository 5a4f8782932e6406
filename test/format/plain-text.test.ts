import { expect, it } from "vitest";
import { jsonDocument } from "../../src/format/json.js";
import { blankControls, plainLines, plainText } from "../../src/format/plain-text.js";

it.each([
  ["a colour", "a\u001b[31mred\u001b[0m", "ared"],
  ["a link", "\u001b]8;;https://x.example\u0007text\u001b]8;;\u0007", "text"],
  ["the screen cleared by an 8-bit code", "a\u009b2Jb", "ab"],
  ["a lone escape", "a\u001b", "a "],
  ["line ends, tabs, bells, DEL and C1", "a\r\n\t\u0007\u007f\u0085b", "a      b"],
  ["text turned around", "a\u202egnp.exe\u2066\u2069\u200f\u061c", "a gnp.exe    "],
  ["line and paragraph separators", "a\u2028b\u2029c", "a b c"],
  ["nothing: accents, other scripts, emoji with a joiner", "é 日本 👩‍💻", "é 日本 👩‍💻"],
])("takes out %s", (_, text, plain) => {
  expect(plainText(text)).toBe(plain);
});

it("keeps the lines of a text that has several", () => {
  expect(plainLines("a\u001b[1m\n\tb\n")).toBe("a\n b\n");
});

it("blanks one character for one, so that columns stay", () => {
  const text = "a\u001b[1m\tb\u202e";
  expect(blankControls(text)).toBe("a [1m b ");
});

it("JSON keeps every character's value and steers no terminal", () => {
  const value = { title: "a\u001b[31m\u009b2J\u202e\u007f\u2028日本" };
  const text = jsonDocument(value);
  expect(text).toBe('{\n  "title": "a\\u001b[31m\\u009b2J\\u202e\\u007f\\u2028日本"\n}\n');
  expect(JSON.parse(text)).toEqual(value);
});
