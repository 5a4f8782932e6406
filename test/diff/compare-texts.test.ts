import fc from "fast-check";
import { expect, it } from "vitest";
import { compareTexts } from "../../src/diff/compare-texts.js";
import type { TextDiff } from "../../src/model/text-diff.js";
import { texts } from "../json-values.js";

it("compares one line word by word, blanks included", () => {
  expect(compareTexts("Ask for the name.", "Ask for  the full name.")).toEqual({
    kind: "words",
    parts: [
      { kind: "same", text: "Ask for" },
      { kind: "removed", text: " " },
      { kind: "added", text: "  " },
      { kind: "same", text: "the " },
      { kind: "added", text: "full " },
      { kind: "same", text: "name." },
    ],
  });
});

it("compares several lines line by line, with the words that differ where two lines are alike", () => {
  expect(
    compareTexts("one\nAsk for the name.\nend", "one\nAsk for the full name.\nAn altogether other line\nend"),
  ).toEqual({
    kind: "lines",
    lines: [
      { kind: "same", text: "one" },
      { kind: "removed", parts: [{ kind: "same", text: "Ask for the name." }] },
      {
        kind: "added",
        parts: [
          { kind: "same", text: "Ask for the " },
          { kind: "added", text: "full " },
          { kind: "same", text: "name." },
        ],
      },
      { kind: "added", parts: [{ kind: "same", text: "An altogether other line" }] },
      { kind: "same", text: "end" },
    ],
  });
});

it("holds both texts whole, whatever they are", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const diff = compareTexts(before, after);
      expect([sideOf(diff, "removed"), sideOf(diff, "added")]).toEqual([before, after]);
    }),
  );
});

it("gives up on words, not on time, where two long texts share nothing", () => {
  const text = (word: string): string => Array.from({ length: 9_000 }, (_, i) => `${word}${i}`).join(" ");
  const diff = compareTexts(text("a"), text("b"));
  expect([sideOf(diff, "removed"), sideOf(diff, "added")]).toEqual([text("a"), text("b")]);
});

function sideOf(diff: TextDiff, side: "removed" | "added"): string {
  if (diff.kind === "words")
    return diff.parts.map(({ kind, text }) => (kind === "same" || kind === side ? text : "")).join("");
  return diff.lines
    .flatMap((line) =>
      line.kind === "same"
        ? [line.text]
        : line.kind === side
          ? [line.parts.map(({ text }) => text).join("")]
          : [],
    )
    .join("\n");
}
