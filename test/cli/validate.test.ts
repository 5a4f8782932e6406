import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { customAgent, memoryWorld } from "../memory-world.js";

const pages = join(import.meta.dirname, "../../docs/rules");
const files = {
  "agents/desk/agent.yaml": `${customAgent("desk")}language: en_US\n`,
  "agents/line/agent.yaml": `${customAgent("line")}webhook_url: http://a.example # tagline-ignore insecure-url: until May\n`,
  "agents/line/notes.md": "x\n",
};

async function validate(argv: readonly string[], env: Record<string, string> = {}) {
  const made = memoryWorld(files);
  // The program's own pages, as if it were installed there.
  made.volume.mkdirSync("/tagline/docs/rules", { recursive: true });
  for (const code of ["bad-language-tag", "unused-file"])
    made.volume.writeFileSync(`/tagline/docs/rules/${code}.md`, readFileSync(join(pages, `${code}.md`)));
  const world = { ...made.world, env: { ...made.world.env, ...env } };
  const exit = await run(["validate", ...argv], world, { version: "1.2.3", directory: "/tagline" });
  return { exit, out: made.out(), err: made.err(), volume: made.volume };
}

it("counts what was ignored", async () => {
  const { exit, out } = await validate(["--format", "pretty"]);
  expect(exit).toBe(1);
  expect(out).toMatch(/\n✗ 1 error, 1 warning, 1 ignored in 2 agents, 2 files \(0 ms\)\n$/);
  expect(JSON.parse((await validate(["--json"])).out).summary).toMatchObject({ warnings: 1, suppressed: 1 });
});

it("prints a line for each problem off a terminal, and the count beside them", async () => {
  const { exit, out, err } = await validate([]);
  expect([exit, out.split("\n").length]).toEqual([1, 3]);
  expect(err).toBe("✗ 1 error, 1 warning, 1 ignored in 2 agents, 2 files (0 ms)\n");
  expect((await validate(["--quiet"])).err).toBe("");
});

it("annotates for GitHub and appends to the step's summary", async () => {
  const said = await validate(["--format", "github"], { GITHUB_STEP_SUMMARY: "/repo/summary.md" });
  expect(said).toMatchObject({ exit: 1, err: "" });
  expect(said.out).toBe(
    `::error file=agents/desk/agent.yaml,line=6,endLine=6,col=11,endColumn=15,title=bad-language-tag::"en_US" is not a language tag.%0Awrite en-US
::warning file=agents/line/notes.md,line=1,endLine=1,col=1,endColumn=1,title=unused-file::Nothing in this agent uses this file, but every version carries it.%0Aname it ({$file: notes.md}), or remove it
`,
  );
  expect(said.volume.readFileSync("/repo/summary.md", "utf8")).toMatch(
    /^❌ \*\*1 error, 1 warning, 1 ignored\*\* in 2 agents, 2 files\n/,
  );
});

it("says that the summary cannot be written, and goes on", async () => {
  const { exit, out, err } = await validate(["--format", "github", "line"], {
    GITHUB_STEP_SUMMARY: "/gone/x.md",
  });
  expect([exit, out.split("\n").length]).toEqual([0, 2]);
  expect(err).toMatch(/^The step's summary could not be written: ENOENT/);
});

it("carries the pages of its codes in SARIF", async () => {
  const { exit, out } = await validate(["--format", "sarif"]);
  const [{ tool, results }] = JSON.parse(out).runs;
  expect(exit).toBe(1);
  expect(tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([
    "bad-language-tag",
    "unused-file",
  ]);
  expect(tool.driver.rules[0].help.markdown).toContain("# bad-language-tag\n");
  expect(results.map((result: { ruleIndex: number }) => result.ruleIndex)).toEqual([0, 1]);
});

it("has warnings fail where they fail the command", async () => {
  const lenient = await validate(["--format", "junit", "line"]);
  const strict = await validate(["--format", "junit", "line", "--strict"]);
  expect([lenient.exit, strict.exit]).toEqual([0, 1]);
  expect(lenient.out).toContain('tests="2" failures="0"');
  expect(strict.out).toContain('tests="2" failures="1"');
});

it("has no other formats", async () => {
  expect((await validate(["--format", "xml"])).err).toContain(
    "json, pretty, unix, github, sarif, junit, markdown",
  );
});

it("reads the settings too, which a deploy would refuse", async () => {
  const made = memoryWorld({
    "agents/line/agent.yaml": customAgent("line"),
    "tagline.yaml": 'branch: main\nsignTags: "yes"\nremot: origin # key sk-proj-aB3dE5gH7jK9mN1pQ3sT5v\n',
  });
  const exit = await run(["validate"], made.world, { version: "1.2.3", directory: "/tagline" });
  expect({ exit, out: made.out() }).toEqual({
    exit: 1,
    out: `tagline.yaml:2:11: error: "signTags" must be true or false, not the text "yes". [wrong-type]
tagline.yaml:3:1: error: "remot" is not a field of tagline.yaml. [unknown-field]
tagline.yaml:3:21: error: The file holds an API key in plain text. [secret-in-plain-text]
`,
  });
});
