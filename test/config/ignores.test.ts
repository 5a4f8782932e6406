import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config/load.js";
import { problemCodes } from "../../src/config/problem-codes.js";
import { memoryTree } from "../memory-tree.js";

const versions = { newest: null, agentExists: async () => "unknown-version" as const };
const base = {
  "agents/desk/agent.yaml": "voice_id: x\nresponse_engine: { type: retell-llm }\n",
  "agents/desk/llm.yaml": "general_prompt: Hi.\n",
};

/** Problems as `file:line code message (hint)`, and how many were silenced. */
async function check(files: Record<string, string>) {
  const { problems, suppressed } = await readConfiguration(memoryTree({ ...base, ...files }), { versions });
  const shown = problems.map(
    ({ file, line, column, code, message, hint }) =>
      `${file.replace(/^agents\/desk\//, "")}:${line}:${column} ${code} ${message} (${hint ?? ""})`,
  );
  return { problems: shown, suppressed };
}
const llm = (text: string, more: Record<string, string> = {}) =>
  check({ "agents/desk/llm.yaml": text, ...more });

const tools = `general_tools:
  - type: end_call # tagline-ignore duplicate-id: first
    name: bye
    description: x
  - type: end_call
    name: bye
    description: x
`;
const said = (line: number) =>
  `llm.yaml:${line}:11 duplicate-id The tool name "bye" is used more than once. (rename one of them)`;

describe("an ignore", () => {
  it("behind a value covers its line", async () => {
    expect(await llm(tools)).toEqual({
      problems: [
        "llm.yaml:2:20 unused-ignore There is no duplicate-id here to ignore. (remove the comment)",
        said(6),
      ],
      suppressed: 0,
    });
    expect(
      await llm(
        tools.replace(/ # .*/, "").replace(/bye\n(?=.*\n$)/, "bye # tagline-ignore duplicate-id: both end\n"),
      ),
    ).toEqual({
      problems: [],
      suppressed: 1,
    });
  });

  it("on its own line covers the entry or field below, with all that is in it", async () => {
    const above = tools
      .replace(/ # .*/, "")
      .replace(
        /( {2}- type: end_call\n.*\n.*\n)( {2}-)/,
        "$1  # tagline-ignore duplicate-id: both end\n\n  # the second\n$2",
      );
    expect(await llm(above)).toEqual({ problems: [], suppressed: 1 });
    const field = `model: gpt-4.1\n# tagline-ignore duplicate-id: both end\n${tools.replace(/ # .*/, "")}`;
    expect(await llm(field)).toEqual({ problems: [], suppressed: 1 });
    const tooEarly = `model: gpt-4.1\n# tagline-ignore duplicate-id: both end\nmodel_temperature: 0\n${tools.replace(/ # .*/, "")}`;
    expect((await llm(tooEarly)).problems).toEqual([
      "llm.yaml:2:1 unused-ignore There is no duplicate-id here to ignore. (remove the comment)",
      said(8 + 1),
    ]);
  });

  it("covers a list that stands as far out as its field", async () => {
    const flat =
      "model: gpt-4.1\n# tagline-ignore duplicate-id: both end\ngeneral_tools:\n- { type: end_call, name: bye, description: x }\n- { type: end_call, name: bye, description: x }\n";
    expect(await llm(flat)).toEqual({ problems: [], suppressed: 1 });
  });

  it("before everything else covers the file", async () => {
    const whole = `# yaml-language-server: $schema=x\n# tagline-ignore duplicate-id: both end\n---\n${tools.replace(/ # .*/, "")}`;
    expect(await llm(whole)).toEqual({ problems: [], suppressed: 1 });
  });

  it("beside a $file covers what stands in that file", async () => {
    const prompt = {
      "agents/desk/p.md": "Hi {{name}}.\n# tagline-ignore unset-variable: is a heading here\n",
    };
    expect(
      await llm(
        "general_prompt: { $file: p.md } # tagline-ignore unset-variable: the caller brings it\n",
        prompt,
      ),
    ).toEqual({
      problems: [],
      suppressed: 1,
    });
    expect((await llm("general_prompt: { $file: p.md }\n", prompt)).problems).toHaveLength(1);
  });

  it("is a comment, never a part of a text", async () => {
    const text =
      'general_prompt: |\n  # tagline-ignore unset-variable: a heading\n  Hi {{name}}.\nbegin_message: "a # tagline-ignore x"\n';
    expect((await llm(text)).problems.map((problem) => problem.split(" ")[1])).toEqual(["unset-variable"]);
  });

  it("silences only its own code, and works in the manifest", async () => {
    const numbers =
      'numbers:\n  "+14155550100":\n    # tagline-ignore unknown-country: tested\n    allowed_inbound_country_list: [ZZ]\n    fallback_number: "+14155550100"\n';
    const { problems, suppressed } = await check({ "phone-numbers.yaml": numbers });
    expect(problems.map((problem) => problem.split(" ")[1])).toEqual(["fallback-to-itself"]);
    expect(suppressed).toBe(1);
  });

  it("is asked for a reason", async () => {
    for (const ending of ["", ":", ":  "])
      expect(
        await llm(
          tools
            .replace(/ # .*/, "")
            .replace(/bye\n(?=.*\n$)/, `bye # tagline-ignore duplicate-id${ending}\n`),
        ),
      ).toEqual({
        problems: [
          "llm.yaml:6:15 ignore-without-reason The ignore of duplicate-id does not say why. (# tagline-ignore duplicate-id: <why it is right here>)",
        ],
        suppressed: 1,
      });
  });

  it.each([
    ["", "An ignore names the code it is about. (# tagline-ignore unreachable-node: kept for the holidays)"],
    [" duplicate-idd: x", 'There is no code "duplicate-idd" to ignore. (did you mean "duplicate-id"?)'],
    [" constructor: x", 'There is no code "constructor" to ignore. (tagline explain lists the codes)'],
    [" yaml-syntax: x", "yaml-syntax cannot be ignored. (tagline explain yaml-syntax)"],
    [
      ": all of it",
      "An ignore names the code it is about. (# tagline-ignore unreachable-node: kept for the holidays)",
    ],
  ])("that cannot be understood is told so: %j", async (rest, message) => {
    expect((await llm(`general_prompt: Hi. # tagline-ignore${rest}\n`)).problems).toEqual([
      `llm.yaml:1:21 bad-ignore ${message}`,
    ]);
  });

  it("of another tool's is left alone", async () => {
    expect((await llm("general_prompt: Hi. # tagline-ignored, see tagline-ignore\n")).problems).toEqual([]);
  });

  it("is not called unused in a file that could not be read", async () => {
    const { problems } = await llm("# tagline-ignore duplicate-id: x\ngeneral_prompt: [\n");
    expect(problems.map((problem) => problem.split(" ")[1])).toEqual(["yaml-syntax"]);
  });

  it("never covers what would lose data or lead nowhere", () => {
    const never = [
      "yaml-syntax",
      "wrong-encoding",
      "conflict-marker",
      "duplicate-key",
      "file-reference-missing",
      "unknown-version",
      "bad-pin",
    ];
    expect(never.filter((code) => problemCodes[code]?.ignorable !== false)).toEqual([]);
  });
});

describe("a file that nothing uses", () => {
  const unused = async (files: Record<string, string>) =>
    (await check(files)).problems.filter((problem) => problem.includes("unused-file"));

  it("is a warning", async () => {
    expect(await unused({ "agents/desk/prompts/old.md": "x", "agents/desk/llm.yml": "x" })).toEqual([
      "llm.yml:1:1 unused-file Nothing in this agent uses this file, but every version carries it. (name it ({$file: llm.yml}), or remove it)",
      "prompts/old.md:1:1 unused-file Nothing in this agent uses this file, but every version carries it. (name it ({$file: prompts/old.md}), or remove it)",
    ]);
  });

  it("is none when it is named, or is for people and tools", async () => {
    expect(
      await unused({
        "agents/desk/llm.yaml": "general_prompt: { $file: prompts/p.md }\n",
        "agents/desk/prompts/p.md": "x",
        "agents/desk/README.md": "x",
        "agents/desk/prompts/.gitkeep": "",
      }),
    ).toEqual([]);
  });

  it("is not told from one that is used while the agent cannot be read", async () => {
    expect(await unused({ "agents/desk/llm.yaml": "a: [\n", "agents/desk/p.md": "x" })).toEqual([]);
    expect(
      await unused({ "agents/desk/llm.yaml": "general_prompt: { $file: q.md }\n", "agents/desk/p.md": "x" }),
    ).toEqual([]);
  });
});
