import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { compareConfigurations } from "../../src/diff/compare-configurations.js";
import { markdownDiff } from "../../src/format/diff-markdown.js";
import { prettyDiff } from "../../src/format/diff-pretty.js";
import { codeSpan, fenced } from "../../src/format/markdown.js";
import { theme } from "../../src/format/theme.js";
import { scalarText, valueLines } from "../../src/format/value-lines.js";
import type { JsonObject } from "../../src/model/json.js";
import { emptyManifest } from "../../src/model/manifest.js";

/** The report on one LLM agent whose engine changed from one configuration to another. */
function reportOn(before: JsonObject, after: JsonObject) {
  const side = (config: JsonObject, oid: string) => ({
    oids: new Map([["desk", oid]]),
    agents: new Map([
      ["desk", { slug: "desk", config: {}, engine: { kind: "retell-llm" as const, config } }],
    ]),
    manifest: emptyManifest,
  });
  return {
    from: { rev: { kind: "version" as const, version: 3 }, commit: "a".repeat(40) },
    to: { rev: { kind: "revision" as const, name: "topic" }, commit: "b".repeat(40) },
    diff: compareConfigurations(side(before, "1"), side(after, "2")),
    pictures: new Map(),
  };
}

const long = `${"The office is open from Monday to Friday. ".repeat(6)}Ask for the name. ${"You never give medical advice. ".repeat(6)}`;

describe("a diff for people", () => {
  it("keeps to the terminal's width, and shows of a long text what stands around the change", () => {
    const report = reportOn({ begin_message: long }, { begin_message: long.replace("name", "full name") });
    expect(prettyDiff(report, theme(false), 80)).toBe(`v3 → topic (bbbbbbbbbbbb)

~ desk (retell-llm)
  ~ llm.begin_message:
      … from Monday to Friday. Ask for the {+full +}name. You never give medical
      advice. …

1 agent changed
`);
  });

  it("has no escape codes without colours, and closes each colour on its line with them", () => {
    const report = reportOn({ begin_message: long }, { begin_message: long.replaceAll("e", "E") });
    expect(prettyDiff(report, theme(false), 80)).not.toContain("\u001b");
    const coloured = prettyDiff(report, theme(true), 80).split("\n");
    expect(coloured.length).toBeGreaterThan(10);
    for (const line of coloured) {
      expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(80);
    }
  });

  it("shows changes of white space and of control characters, harmlessly", () => {
    const before = { a: "one two", b: "x\ny", c: "plain" };
    const after = { a: "one  two", b: "x\r\ny", c: "plain\u001b[31m\u202E" };
    const text = prettyDiff(reportOn(before, after), theme(false), null);
    expect(text).toContain("  ~ llm.a:\n      one[- -]{+  +}two\n");
    expect(text).toContain("  ~ llm.b: only its line ends, LF → CRLF\n");
    expect(text).toContain("~ llm.c: plain → plain␛[31m\n");
  });

  it("tells a text from a number and from nothing", () => {
    const text = prettyDiff(
      reportOn({ a: "1", b: null, c: "x", d: true }, { a: 1, b: "", c: "yes", d: "true" }),
      theme(false),
      null,
    );
    expect(text).toContain('~ llm.a: "1" → 1\n');
    expect(text).toContain('~ llm.b: null → ""\n');
    expect(text).toContain('~ llm.c: x → "yes"\n');
    expect(text).toContain('~ llm.d: true → "true"\n');
  });

  it("shows a value that became another kind whole", () => {
    const text = prettyDiff(reportOn({ a: "x" }, { a: { b: [1, { c: "d" }] } }), theme(false), null);
    expect(text).toContain("  ~ llm.a:\n    - x\n    + b:\n    +   - 1\n    +   - c: d\n");
  });
});

describe("markdown", () => {
  it("cannot be broken out of by what users wrote", () => {
    const nasty = "````\n</details>\n@everyone <b>#1</b> ![x](http://x.example)";
    const text = markdownDiff(reportOn({ a: "x", "k`e`y": 1 }, { a: nasty, "k`e`y": 2 }));
    const fence = /^(`{5,})diff$/m.exec(text)?.[1] ?? "";
    expect(fence).toHaveLength(5);
    const outside = text.split(new RegExp(`^${fence}(?:diff)?$`, "m")).filter((_, i) => i % 2 === 0);
    expect(outside.join("")).not.toMatch(/everyone|x\.example/);
  });

  it.each([
    ["a`b", "``a`b``"],
    ["`a", "`` `a ``"],
    ["a\nb", "`a b`"],
    ["", "``"],
  ])("code of %j is %s", (text, code) => {
    expect(codeSpan(text)).toBe(code);
  });

  it("ends a block of code after its content alone", () => {
    expect(fenced("diff", "```\n")).toBe("````diff\n```\n````\n");
  });

  it("says when nothing differs", () => {
    const same = { ...reportOn({}, {}), diff: compareConfigurations(nothing, nothing) };
    expect(markdownDiff(same)).toBe("**`v3` → `topic (bbbbbbbbbbbb)`**: no differences\n");
  });
});

const nothing = { oids: new Map<string, string>(), agents: new Map(), manifest: emptyManifest };

describe("values as lines", () => {
  it.each([
    [{}, ["{}"]],
    [[], ["[]"]],
    [["a", "b"], ["[a, b]"]],
    [{ a: {}, b: [] }, ["a: {}", "b: []"]],
    [{ a: "x\ny" }, ["a: |", "  x", "  y"]],
    [[{ a: 1, b: [{ c: 2 }] }], ["- a: 1", "  b:", "    - c: 2"]],
    [{ a: { $env: "KEY" } }, ["a: $env KEY"]],
    [{ a: { $secret: 4 } }, ["a: (secret)"]],
    ["|", ['"|"']],
  ])("%j", (value, lines) => {
    expect(valueLines(value)).toEqual(lines);
  });

  it("never holds a character that steers a terminal", () => {
    expect(scalarText("a\u001b[31m\u009b\u202E\tb\nc")).toBe("a␛[31m    b␊c");
  });
});
