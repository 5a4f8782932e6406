import { describe, expect, it } from "vitest";
import { cutToWidth, fitText, textWidth } from "../../src/format/fit-text.js";
import { theme } from "../../src/format/theme.js";
import { cutLine, wrapText } from "../../src/format/wrap-text.js";

const { added, selected } = theme(true);

describe("wrapping", () => {
  it("keeps the blanks at the beginning of a text, and drops the one at which it breaks", () => {
    expect(wrapText("  one two three", 9)).toEqual(["  one two", "three"]);
    expect(wrapText(added("one two"), 4)).toEqual([added("one "), added("two")]);
    expect(wrapText("abcdef", 4)).toEqual(["abcd", "ef"]);
    expect(wrapText("", 4)).toEqual([""]);
  });
});

describe("cutting", () => {
  it("says with … that something is missing, and counts wide characters as two", () => {
    expect(cutToWidth("日本語", 5)).toBe("日本…");
    expect(cutToWidth("日本語", 6)).toBe("日本語");
    expect(fitText("cafe\u0301", 6)).toBe("cafe\u0301  ");
    expect(textWidth("cafe\u0301")).toBe(4);
    expect([cutToWidth("abc", 0), cutToWidth("abc", 1)]).toEqual(["", "…"]);
  });

  it("takes control characters away", () => {
    expect(fitText("a\u001b[2Jb\u0001", 5)).toBe("ab   ");
  });

  it("ends colours where it cuts", () => {
    expect(cutLine(selected("abcdef"), 4)).toBe(`${selected("abc")}…`);
    expect(cutLine(added("abc"), 3)).toBe(added("abc"));
    expect([cutLine("abc", 1), cutLine("abc", 0)]).toEqual(["…", ""]);
  });
});
