import { expect, it } from "vitest";
import { aroundCursor, inputOf, type TextInput, typeInto } from "../../src/tui/text-input.js";

const typed = (start: TextInput, ...keys: string[]): TextInput =>
  keys.reduce(
    (input, name) => typeInto(input, { name, text: [...name].length === 1 ? name : null }) ?? input,
    start,
  );

it("takes characters where the cursor is", () => {
  expect(typed(inputOf("ac"), "left", "b")).toEqual({ text: "abc", cursor: 2 });
  expect(typed(inputOf("bc"), "home", "a", "end", "d").text).toBe("abcd");
});

it("deletes before the cursor, a word, to the start and to the end", () => {
  expect(typed(inputOf("abc"), "backspace").text).toBe("ab");
  expect(typed(inputOf("one two  "), "ctrl-w").text).toBe("one ");
  expect(typed(inputOf("abc"), "left", "ctrl-u").text).toBe("c");
  expect(typed(inputOf("abc"), "home", "right", "ctrl-k").text).toBe("a");
});

it("counts what is seen as one character as one, also when its accent comes after it", () => {
  const family = "👨‍👩‍👧";
  expect(typed(inputOf(`a${family}`), "backspace").text).toBe("a");
  expect(typed(inputOf(""), "e", "\u0301")).toEqual({ text: "e\u0301", cursor: 1 });
  expect(aroundCursor({ text: `a${family}b`, cursor: 1 })).toEqual(["a", family, "b"]);
});

it("takes no control characters", () => {
  expect(typeInto(inputOf(""), { name: "paste", text: "a\u0007b" })?.text).toBe("a b");
  expect(typeInto(inputOf(""), { name: "esc", text: null })).toBeNull();
});
