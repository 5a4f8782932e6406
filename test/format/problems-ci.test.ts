import officialSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import type { ProblemReport } from "../../src/format/problem-report.js";
import { githubProblems } from "../../src/format/problems-github.js";
import { junitProblems } from "../../src/format/problems-junit.js";
import { markdownProblems } from "../../src/format/problems-markdown.js";
import { sarifProblems } from "../../src/format/problems-sarif.js";
import type { Problem } from "../../src/model/problem.js";

const unresolved: Problem = {
  severity: "error",
  code: "unresolved-node",
  file: "agents/intake/flow.yaml",
  line: 6,
  column: 30,
  endLine: 6,
  endColumn: 36,
  pointer: "/nodes/0/edges/0/destination_node_id",
  message: 'Edge "e3" of node "greet" leads to "qualfy", which does not exist.',
  hint: 'did you mean "qualify"?',
};
/** What a file could hold to break out of a format. */
const hostile: Problem = {
  severity: "warning",
  code: "unset-variable",
  file: "agents/in take/a,b:c#?.md",
  line: 2,
  column: 1,
  endLine: 4,
  endColumn: 3,
  pointer: "",
  message: 'a\u001b[31m\n::error::b 100% <b>&"]]>\u0000\uFFFE\uD800 @dev #12 `x` [y](z)|',
};
const empty: ProblemReport = {
  problems: [],
  files: [],
  sources: new Map(),
  summary: { errors: 0, warnings: 0, suppressed: 0, files: 0, agents: 0, durationMs: 7 },
};
const both: ProblemReport = {
  problems: [hostile, unresolved],
  files: ["agents/intake/flow.yaml", "agents/intake/agent.yaml"],
  sources: new Map([["agents/intake/flow.yaml", "x"]]),
  summary: { errors: 1, warnings: 1, suppressed: 2, files: 2, agents: 1, durationMs: 7 },
};

describe("github", () => {
  it("is a command for each problem, errors first, that nothing in it can end", () => {
    expect(githubProblems(both)).toBe(
      `::error file=agents/intake/flow.yaml,line=6,endLine=6,col=30,endColumn=35,title=unresolved-node::Edge "e3" of node "greet" leads to "qualfy", which does not exist.%0Adid you mean "qualify"?
::warning file=agents/in take/a%2Cb%3Ac#?.md,line=2,endLine=4,title=unset-variable::a ::error::b 100%25 <b>&"]]> \uFFFE\uD800 @dev #12 \`x\` [y](z)|
`,
    );
    expect(githubProblems(empty)).toBe("");
  });
});

describe("sarif", () => {
  const page = "# unresolved-node\n\nText.\n";
  const help = [
    { code: "unresolved-node", severity: "error", summary: "An edge leads nowhere.", page },
  ] as const;
  // Draft 4, of which the schema uses nothing that later drafts read otherwise but its own name.
  const { $schema: _, id: __, ...schema } = officialSchema;
  const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

  it("is valid, has each code's page as help, and places that count as SARIF counts", () => {
    const log = JSON.parse(sarifProblems(both, { version: "1.2.3", help }));
    expect([isSarif(log), isSarif.errors]).toEqual([true, null]);
    expect(log).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "Tagline",
              semanticVersion: "1.2.3",
              rules: [
                {
                  id: "unresolved-node",
                  shortDescription: { text: "An edge leads nowhere." },
                  help: { text: page, markdown: page },
                  defaultConfiguration: { level: "error" },
                },
              ],
            },
          },
          columnKind: "utf16CodeUnits",
          results: [
            {
              ruleId: "unset-variable",
              level: "warning",
              message: { text: 'a ::error::b 100% <b>&"]]> \uFFFE\uD800 @dev #12 `x` [y](z)|' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "agents/in%20take/a%2Cb%3Ac%23%3F.md", uriBaseId: "%SRCROOT%" },
                    region: { startLine: 2, startColumn: 1, endLine: 4, endColumn: 3 },
                  },
                },
              ],
              partialFingerprints: { "tagline/v1": expect.stringMatching(/^[0-9a-f]{32}$/) },
            },
            {
              ruleId: "unresolved-node",
              ruleIndex: 0,
              level: "error",
              message: {
                text: 'Edge "e3" of node "greet" leads to "qualfy", which does not exist.\ndid you mean "qualify"?',
              },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "agents/intake/flow.yaml", uriBaseId: "%SRCROOT%" },
                    region: { startLine: 6, startColumn: 30, endLine: 6, endColumn: 36 },
                  },
                },
              ],
              partialFingerprints: { "tagline/v1": "a4a596cdb6b36244ac5fad482696a2d5" },
            },
          ],
        },
      ],
    });
  });

  it("is valid without results", () => {
    const log = JSON.parse(sarifProblems(empty, { version: "1.2.3", help: [] }));
    expect([isSarif(log), isSarif.errors]).toEqual([true, null]);
    expect(log.runs[0].results).toEqual([]);
    expect(isSarif({ ...log, version: "2.0.0" })).toBe(false);
  });

  it("keeps a fingerprint when lines move, and tells equal problems apart", () => {
    const fingerprints = (...problems: Problem[]): string[] =>
      JSON.parse(sarifProblems({ problems }, { version: "1.2.3", help })).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["tagline/v1"],
      );
    const [first, second] = fingerprints(unresolved, { ...unresolved, line: 9 });
    expect(fingerprints({ ...unresolved, line: 12 })).toEqual([first]);
    expect(second).not.toBe(first);
  });
});

describe("junit", () => {
  it("is a suite for each file, in which warnings only fail where they fail the command", () => {
    expect(junitProblems(both, { strict: false })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tagline validate" tests="3" failures="1" errors="0" time="0.007">
  <testsuite name="agents/intake/agent.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no problems" classname="agents/intake/agent.yaml"/>
  </testsuite>
  <testsuite name="agents/intake/flow.yaml" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="unresolved-node at 6:30" classname="agents/intake/flow.yaml" file="agents/intake/flow.yaml" line="6">
      <failure type="unresolved-node" message="Edge &#34;e3&#34; of node &#34;greet&#34; leads to &#34;qualfy&#34;, which does not exist.">agents/intake/flow.yaml:6:30: error: Edge &#34;e3&#34; of node &#34;greet&#34; leads to &#34;qualfy&#34;, which does not exist.
did you mean &#34;qualify&#34;?</failure>
    </testcase>
  </testsuite>
  <testsuite name="agents/in take/a,b:c#?.md" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="unset-variable at 2:1" classname="agents/in take/a,b:c#?.md" file="agents/in take/a,b:c#?.md" line="2">
      <system-out>agents/in take/a,b:c#?.md:2:1: warning: a ::error::b 100% &#60;b&#62;&#38;&#34;]]&#62; \uFFFD\uFFFD @dev #12 \`x\` [y](z)|</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it("is XML whose counts are those of its cases", () => {
    for (const [report, strict, failures] of [
      [both, false, 1],
      [both, true, 2],
      [empty, true, 0],
    ] as const) {
      const xml = junitProblems(report, { strict });
      expect(XMLValidator.validate(xml)).toBe(true);
      const parser = new XMLParser({
        ignoreAttributes: false,
        attributeNamePrefix: "",
        isArray: (name) => ["testsuite", "testcase"].includes(name),
      });
      const { testsuites } = parser.parse(xml);
      const suites: { tests: string; failures: string; testcase: { failure?: object }[] }[] =
        typeof testsuites === "object" ? (testsuites.testsuite ?? []) : [];
      const cases = suites.flatMap(({ testcase }) => testcase);
      expect([testsuites.tests, testsuites.failures]).toEqual([String(cases.length), String(failures)]);
      expect(cases.filter((each) => each.failure !== undefined)).toHaveLength(failures);
      for (const suite of suites) expect(suite.tests).toBe(String(suite.testcase.length));
    }
  });

  it("is empty without files", () => {
    expect(junitProblems(empty, { strict: false })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tagline validate" tests="0" failures="0" errors="0" time="0.007">\n</testsuites>\n',
    );
  });
});

describe("markdown", () => {
  it("is a line that says it, then the problems by file, without markup or mentions of theirs", () => {
    expect(markdownProblems(both)).toBe(`❌ **1 error, 1 warning, 2 ignored** in 1 agent, 2 files

**agents/in take/a,b:c#?.md**

- ⚠️ 2:1 a ::error::b 100% \\<b\\>\\&"\\]\\]\\> \uFFFE\uD800 @\u200Bdev #\u200B12 \\\`x\\\` \\[y\\](z)\\| (\`unset-variable\`)

**agents/intake/flow.yaml**

- ❌ 6:30 Edge "e3" of node "greet" leads to "qualfy", which does not exist. (\`unresolved-node\`)<br>did you mean "qualify"?
`);
  });

  it("says so when there are none", () => {
    expect(markdownProblems(empty)).toBe("✅ **no problems** in 0 agents, 0 files\n");
  });

  it("stays below what a comment takes, and says how many are left out", () => {
    const text = markdownProblems({ ...both, problems: Array.from({ length: 2000 }, () => unresolved) });
    expect(text.length).toBeLessThan(65_536);
    const shown = text.match(/^- /gm)?.length ?? 0;
    expect(text.endsWith(`\n… and ${2000 - shown} more: \`tagline validate\`\n`)).toBe(true);
  });
});
