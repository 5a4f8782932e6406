import { expect, it } from "vitest";
import { keymap, type Place } from "../../src/tui/keymap.js";

const places: readonly Place[] = ["versions", "draft", "numbers", "detail", "compare"];

it("a key has one meaning in a place", () => {
  for (const place of places) {
    const keys = keymap.filter(({ where }) => where.includes(place)).flatMap((binding) => binding.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  }
});

it("help and quitting are everywhere, and last in the footer", () => {
  for (const place of places) {
    const shown = keymap.filter(({ where, brief }) => brief !== undefined && where.includes(place));
    expect(shown.slice(-2).map(({ command }) => command)).toEqual(["help", "quit"]);
  }
});
