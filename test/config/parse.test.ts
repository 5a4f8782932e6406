import { describe, expect, it } from "vitest";
import { parseFile } from "../../src/config/parse.js";

/** Each problem as `line:column-endLine:endColumn severity code pointer message (hint)`. */
function problemsOf(content: string | Uint8Array): string[] {
  return parseFile("agent.yaml", Buffer.from(content as string)).problems.map(
    (found) =>
      `${found.line}:${found.column}-${found.endLine}:${found.endColumn} ${found.severity} ${found.code} ` +
      `${found.pointer}| ${found.message} (${found.hint ?? ""})`,
  );
}

const valueIn = (text: string) => parseFile("agent.yaml", Buffer.from(text)).value;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

const bad: readonly (readonly [name: string, content: string | Uint8Array, problems: readonly string[]])[] = [
  [
    "Latin-1",
    bytes("a: é\nb: caf", [0xe9], " x\n"),
    ["2:7-2:8 error wrong-encoding | The byte 0xe9 is not UTF-8 (is it Latin-1?). (save it as UTF-8)"],
  ],
  [
    "a character that is cut off",
    bytes("a: ", [0xe2, 0x82]),
    ["1:4-1:5 error wrong-encoding | The byte 0xe2 is not UTF-8 (is it Latin-1?). (save it as UTF-8)"],
  ],
  [
    "UTF-16 with a mark",
    Buffer.from("\ufeffa: 1\n", "utf16le"),
    ["1:1-1:2 error wrong-encoding | The file is UTF-16, not UTF-8. (save it as UTF-8)"],
  ],
  [
    "UTF-16 without one",
    Buffer.from("a: 1\n", "utf16le"),
    ["1:1-1:2 error wrong-encoding | The file is UTF-16, not UTF-8. (save it as UTF-8)"],
  ],
  [
    "a NUL byte",
    "a: 1\nb: x\0\n",
    ["2:5-2:6 error nul-byte | The file has a NUL byte, so it is not a text. (remove it)"],
  ],
  [
    "a merge conflict",
    "a: 1\n<<<<<<< HEAD\nb: [\n=======\nb: }\n>>>>>>> topic\n",
    [
      "2:1-2:8 error conflict-marker | A merge conflict is unresolved here. (resolve it, then git add the file)",
    ],
  ],
  [
    "more than 4 MB",
    Buffer.alloc(4 * 1024 * 1024 + 1, "#"),
    [
      "1:1-1:1 error file-too-large | The file has 4.0 MB; 4 MB is the limit. (take out what is not configuration)",
    ],
  ],
  [
    "a byte-order mark",
    "\ufeffa: 1\n",
    [
      "1:1-1:1 warning byte-order-mark | The file begins with a byte-order mark. (save it as UTF-8 without one)",
    ],
  ],
  [
    "CRLF",
    "a: 1\r\nb: .inf\r\n",
    [
      "1:5-1:6 warning crlf-line-endings | Lines end in CRLF. (add `*.yaml text eol=lf` to .gitattributes)",
      "2:4-2:8 error not-json /b| .inf is a number that JSON cannot hold. (quote it if it is a text)",
    ],
  ],
  [
    "a tab",
    "a:\n\tb: 1\n",
    [
      "2:1-2:2 error tab-indentation | A tab is used for indentation, which YAML does not allow. (indent with spaces)",
    ],
  ],
  [
    "a second colon",
    "begin_message: Hello: there\n",
    ["1:16-1:17 error yaml-syntax | A second colon is in this line. (quote the text that holds it)"],
  ],
  [
    "an open quote",
    'a: "x\nb: 2\n',
    [
      "2:5-2:5 error yaml-syntax | Something that was opened before is not closed by here. (check the quotes, brackets and indentation before it)",
    ],
  ],
  [
    "a tag",
    "a: !secret x\nb: !!binary aGk=\n",
    [
      "1:4-1:11 error unknown-tag | Tags are not used in configurations. (quote texts that begin with !)",
      "2:4-2:12 error unknown-tag | Tags are not used in configurations. (quote texts that begin with !)",
    ],
  ],
  [
    "a directive",
    "%FOO bar\n---\na: 1\n",
    [
      "1:1-1:9 error unknown-directive | A line that begins with % is a directive, and this one is not known. (remove it)",
    ],
  ],
  [
    "two documents",
    "a: 1\n---\nb: 2\n",
    [
      "2:1-2:4 error several-documents | Only one YAML document may be in a file; a second begins here. (remove it, from its --- on)",
    ],
  ],
  ["nothing", "", ["1:1-1:1 error empty-file | The file is empty. (fill it, or delete it)"]],
  ["only comments", "# to do\n", ["1:1-1:1 error empty-file | The file is empty. (fill it, or delete it)"]],
  [
    "a list",
    "- a\n- b\n",
    [
      "1:1-1:2 error not-a-mapping | The file holds a list; it must be a mapping of fields to values. (begin with a field and a colon)",
    ],
  ],
  [
    "a scalar",
    "hello\n",
    [
      "1:1-1:6 error not-a-mapping | The file holds a single value; it must be a mapping of fields to values. (begin with a field and a colon)",
    ],
  ],
  [
    "NaN",
    "a: [.nan]\n",
    ["1:5-1:9 error not-json /a/0| .nan is a number that JSON cannot hold. (quote it if it is a text)"],
  ],
  [
    "an id of too many digits",
    "a: 12345678901234567890\n",
    [
      "1:4-1:24 warning inexact-number /a| 12345678901234567890 has more digits than a JSON number keeps; it would become 12345678901234567000. (quote it if it is an id)",
    ],
  ],
  [
    "a duplicate key",
    "a: 1\nb:\n  c: 1\n  'c': 2\n",
    ['4:3-4:6 error duplicate-key /b/c| "c" is set twice; the first is on line 3. (remove one of them)'],
  ],
  [
    "forbidden keys",
    "__proto__: { polluted: true }\na: { constructor: 1 }\nprototype: 2\n",
    [
      '1:1-1:10 error forbidden-key | "__proto__" cannot be a field\'s name. (rename it)',
      '2:6-2:17 error forbidden-key /a| "constructor" cannot be a field\'s name. (rename it)',
      '3:1-3:10 error forbidden-key | "prototype" cannot be a field\'s name. (rename it)',
    ],
  ],
  [
    "a key that is a list",
    "? [a]\n: 1\n",
    [
      "1:3-1:6 error bad-key | A field's name must be one plain text. (quote it; texts that begin with [, { or * need quotes)",
    ],
  ],
  [
    "a number without quotes",
    "numbers:\n  +14155550100: {}\n",
    [
      '2:3-2:15 error unquoted-number /numbers| +14155550100 without quotes is a number to YAML and loses its plus. (write "+14155550100":)',
    ],
  ],
  [
    "an alias to nothing",
    "front: &front 1\nback: *frnt\n",
    ['2:7-2:12 error bad-alias /back| There is no anchor &frnt before this alias. (did you mean "front"?)'],
  ],
  [
    "an alias to itself",
    "a: &a [*a]\n",
    ["1:8-1:10 error alias-limit /a/0| The alias *a contains itself. (write the value out)"],
  ],
];

describe("what a file can have wrong has a place and a way out", () => {
  it.each(bad)("%s", (_, content, problems) => {
    expect(problemsOf(content)).toEqual(problems);
  });

  it("an alias bomb", () => {
    const letters = [..."abcdefghi"];
    const lines = letters.map((letter, i) => {
      const item = i === 0 ? "x" : `*${letters[i - 1]}`;
      return `${letter}: &${letter} [${Array(10).fill(item).join(", ")}]\n`;
    });
    const file = parseFile("agent.yaml", Buffer.from(lines.join("")));
    expect(file.value).toBeNull();
    expect(file.problems.map(({ code, line, message }) => [code, line, message])).toEqual([
      ["alias-limit", 4, "Aliases add more than 10,000 values to this file."],
    ]);
  });

  it.each([
    ["[", "a: "],
    ["{", ""],
    ["- ", ""],
    ["? ", ""],
    ["a: ", ""],
  ])("%j nested 100,000 deep", (step, head) => {
    const file = parseFile("agent.yaml", Buffer.from(head + step.repeat(100_000)));
    expect(file.problems.map(({ code, line }) => [code, line])).toEqual([["too-deep", 1]]);
  });

  it("a file of a million documents", () => {
    expect(problemsOf("---\n".repeat(1_000_000))).toHaveLength(1);
  });

  it("equal keys: a hundred of them, and that there are more", () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => `k${i}: 1\n`).join("");
    const problems = problemsOf(keys + keys);
    expect(problems).toHaveLength(101);
    expect(problems[100]).toContain("There are more of this in the file; they are not listed.");
  });

  it("more words and signs than are read", () => {
    expect(problemsOf(`a:\n${"- {}\n".repeat(200_000)}`)).toEqual([
      "150001:1-150001:1 error file-too-large | The file is not read from here on: before this are 750,000 words, signs and line ends. (take out what is not configuration)",
    ]);
  });

  it("broken beyond repair: no more than 20 problems", () => {
    expect(problemsOf('"'.repeat(5_001))).toHaveLength(20);
  });
});

describe("a file that is right", () => {
  it("is read as YAML 1.2, core schema", () => {
    const text =
      "a: yes\nb: 0o17\nc: 0x1F\nd: 12:30\ne: ~\nf: 1e3\ng: !!str 5\nh: 1_000\n<<: { i: 1 }\n200: ok\n";
    expect(problemsOf(text)).toEqual([]);
    expect(JSON.stringify(valueIn(text))).toBe(
      '{"200":"ok","a":"yes","b":15,"c":31,"d":"12:30","e":null,"f":1000,"g":"5","h":"1_000","<<":{"i":1}}',
    );
    expect(valueIn("%YAML 1.1\n---\na: yes\n")).toEqual({ a: "yes" });
  });

  it("may use anchors; an alias means the last one before it", () => {
    expect(valueIn("a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n")).toEqual({ a: [1, 2], b: [1, 2], c: 3, d: 3 });
  });

  it("may have an anchor at a key", () => {
    expect(valueIn("&a desk: 1\nback: *a\n")).toEqual({ desk: 1, back: "desk" });
  });

  it("may hold `=======` under a heading", () => {
    expect(problemsOf("a: |\n  Title\n  =======\n")).toEqual([]);
  });

  it("may be nested 99 lists deep", () => {
    expect(problemsOf(`a: ${"[".repeat(99)}${"]".repeat(99)}`)).toEqual([]);
  });
});

describe("a finding is placed", () => {
  const text =
    'a: 1\r\nnodes:\r\n  - id: é\r\n    edge: { to: "x" } # y\r\n    none:\r\n  - id: 2\r\nsame: &s { k: v }\r\nother: *s\r\n';
  const file = parseFile("flow.yaml", Buffer.from(text));
  const place = (path: (string | number)[], at: "key" | "value"): string => {
    const found = file.place({ severity: "error", code: "x", path, at, message: "m" });
    return `${found.line}:${found.column}-${found.endLine}:${found.endColumn} ${found.pointer}`;
  };

  it.each<[(string | number)[], "key" | "value", string]>([
    [["a"], "key", "1:1-1:2 /a"],
    [["a"], "value", "1:4-1:5 /a"],
    [["nodes"], "key", "2:1-2:6 /nodes"],
    [["nodes"], "value", "3:3-3:4 /nodes"],
    [["nodes", 0, "id"], "value", "3:9-3:10 /nodes/0/id"],
    [["nodes", 0, "edge"], "value", "4:11-4:22 /nodes/0/edge"],
    [["nodes", 0, "edge", "to"], "value", "4:17-4:20 /nodes/0/edge/to"],
    [["nodes", 0, "none"], "value", "5:5-5:9 /nodes/0/none"],
    [["nodes", 1], "key", "6:5-6:7 /nodes/1"],
    [["nodes", 1, "missing"], "key", "6:5-6:7 /nodes/1/missing"],
    [["other", "k"], "value", "7:15-7:16 /other/k"],
    [[], "key", "1:1-1:2 "],
  ])("%j %s", (path, at, expected) => {
    expect(place(path, at)).toBe(expected);
  });
});
