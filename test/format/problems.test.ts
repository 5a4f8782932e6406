import { describe, expect, it } from "vitest";
import type { ProblemReport } from "../../src/format/problem-report.js";
import { jsonProblems } from "../../src/format/problems-json.js";
import { prettyProblems } from "../../src/format/problems-pretty.js";
import { unixProblems } from "../../src/format/problems-unix.js";
import { theme } from "../../src/format/theme.js";
import type { Problem } from "../../src/model/problem.js";

const file = "agents/intake/flow.yaml";
const source = `nodes:
  - id: greet
    edges:
      - id: e3
        transition_condition: { type: prompt, prompt: Caller wants a quote }
        destination_node_id: qualfy
`;
const unresolved: Problem = {
  severity: "error",
  code: "unresolved-node",
  file,
  line: 6,
  column: 30,
  endLine: 6,
  endColumn: 36,
  pointer: "/nodes/0/edges/0/destination_node_id",
  message: 'Edge "e3" of node "greet" leads to "qualfy", which does not exist.',
  hint: 'did you mean "qualify"?',
};

function report(problems: readonly Problem[], text = source): ProblemReport {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  return {
    problems,
    files: [file],
    sources: new Map([[file, text]]),
    summary: { errors, warnings, suppressed: 0, files: 2, agents: 1, durationMs: 7 },
  };
}

/** The frame alone: what stands between the head and the summary. */
function frame(text: string, place: Partial<Problem>): string[] {
  const printed = prettyProblems(report([{ ...unresolved, ...place }], text), {
    theme: theme(false),
    columns: null,
  });
  return printed.split("\n").slice(1, -3);
}

describe("problems for people", () => {
  it("have their place first, the lines around it, and the hint under a caret", () => {
    expect(prettyProblems(report([unresolved]), { theme: theme(false), columns: null })).toBe(
      `agents/intake/flow.yaml:6:30  error  unresolved-node  Edge "e3" of node "greet" leads to "qualfy", which does not exist.
  4 |       - id: e3
  5 |         transition_condition: { type: prompt, prompt: Caller wants a quote }
> 6 |         destination_node_id: qualfy
    |                              ^^^^^^ did you mean "qualify"?

✗ 1 error, 0 warnings in 1 agent, 2 files (7 ms)
`,
    );
  });

  it("keep to the terminal's width: the sentence below its place, long lines cut, carets below what they mark", () => {
    const printed = prettyProblems(report([unresolved]), { theme: theme(false), columns: 60 });
    expect(printed).toBe(
      `agents/intake/flow.yaml:6:30  error  unresolved-node
  Edge "e3" of node "greet" leads to "qualfy", which does
  not exist.
  4 |       - id: e3
  5 |         transition_condition: { type: prompt, prompt…
> 6 |         destination_node_id: qualfy
    |                              ^^^^^^
  hint: did you mean "qualify"?

✗ 1 error, 0 warnings in 1 agent, 2 files (7 ms)
`,
    );
  });

  it("are a list where there are very many, and are counted by code", () => {
    const many = Array.from({ length: 51 }, (_, i) => ({ ...unresolved, line: i + 1 }));
    const other: Problem = { ...unresolved, severity: "warning", code: "dead-end" };
    const printed = prettyProblems(report([...many, other]), { theme: theme(false), columns: 80 });
    expect(printed).toContain(
      `agents/intake/flow.yaml:51:30  error  unresolved-node
  Edge "e3" of node "greet" leads to "qualfy", which does not exist.
  hint: did you mean "qualify"?
agents/intake/flow.yaml:6:30  warning  dead-end
  Edge "e3" of node "greet" leads to "qualfy", which does not exist.
  4 |       - id: e3
`,
    );
    expect(printed).toMatch(
      /\n\n {2}51 {2}unresolved-node\n {3}1 {2}dead-end\n\n✗ 51 errors, 1 warning in .*\n$/,
    );
  });

  it("say so when nothing was there to check", () => {
    const { summary, ...nothing } = report([]);
    const empty = { ...nothing, summary: { ...summary, agents: 0, files: 0 } };
    expect(prettyProblems(empty, { theme: theme(false), columns: 80 })).toBe(
      "! nothing to check: there are no agents here (tagline init makes one)\n",
    );
  });

  it("say so when there are none, or warnings only", () => {
    expect(prettyProblems(report([]), { theme: theme(false), columns: null })).toBe(
      "✓ no problems in 1 agent, 2 files (7 ms)\n",
    );
    expect(
      prettyProblems(report([{ ...unresolved, severity: "warning" }]), {
        theme: theme(false),
        columns: null,
      }),
    ).toMatch(/\n! 0 errors, 1 warning in/);
  });

  it("are in colour by meaning", () => {
    const printed = prettyProblems(report([unresolved]), { theme: theme(true), columns: null });
    expect(printed).toContain("\u001b[31m\u001b[1merror\u001b[22m\u001b[39m");
    expect(printed).toContain("\u001b[31m\u001b[1m^^^^^^\u001b[22m\u001b[39m did you mean");
  });

  it("keep the caret under characters that are two columns wide", () => {
    expect(frame("名前: 日本x\n", { line: 1, column: 5, endLine: 1, endColumn: 7 })).toEqual([
      "> 1 | 名前: 日本x",
      '    |       ^^^^ did you mean "qualify"?',
    ]);
  });

  it("keep the caret in place behind characters that are not printed", () => {
    expect(frame("a\u001b[31m\tb: x\r\n", { line: 1, column: 8, endLine: 1, endColumn: 9 })).toEqual([
      "> 1 | a [31m b: x",
      '    |        ^ did you mean "qualify"?',
    ]);
  });

  it("show the part of a long line that is meant", () => {
    const [line = "", under = ""] = frame(`${"x".repeat(500)}HERE${"y".repeat(500)}\n`, {
      line: 1,
      column: 501,
      endLine: 1,
      endColumn: 505,
    });
    expect(line).toHaveLength("> 1 | ".length + 162);
    expect(line.slice(under.indexOf("^"), under.indexOf("^") + 4)).toBe("HERE");
    expect(under).toContain(" ^^^^ did you");
  });

  it("mark a part of several lines to the end of its first, and an empty line with one caret", () => {
    expect(frame("tools: [\n  a\n", { line: 1, column: 8, endLine: 2, endColumn: 4 })).toEqual([
      "> 1 | tools: [",
      '    |        ^ did you mean "qualify"?',
    ]);
    expect(frame("a:\n\n", { line: 2, column: 1, endLine: 2, endColumn: 1 })).toEqual([
      "  1 | a:",
      "> 2 |",
      '    | ^ did you mean "qualify"?',
    ]);
  });

  it("have their hint on a line of its own where there is no text to point into", () => {
    expect(frame(source, { file: "agents/intake", line: 1 })).toEqual(['  hint: did you mean "qualify"?']);
  });
});

describe("problems for programs", () => {
  it("unix: one line each, as compilers write them", () => {
    expect(unixProblems(report([unresolved, { ...unresolved, severity: "warning", message: "a\nb" }]))).toBe(
      `agents/intake/flow.yaml:6:30: error: Edge "e3" of node "greet" leads to "qualfy", which does not exist. [unresolved-node]
agents/intake/flow.yaml:6:30: warning: a b [unresolved-node]
`,
    );
  });

  it("json: the problems as they are, and the counts", () => {
    expect(JSON.parse(jsonProblems(report([unresolved])))).toEqual({
      ok: false,
      problems: [unresolved],
      summary: { errors: 1, warnings: 0, suppressed: 0, files: 2, agents: 1, durationMs: 7 },
    });
    expect(JSON.parse(jsonProblems(report([{ ...unresolved, severity: "warning" }])))).toMatchObject({
      ok: true,
    });
  });
});
