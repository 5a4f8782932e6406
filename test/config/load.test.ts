import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config/load.js";
import { type MemoryEntry, memoryTree } from "../memory-tree.js";

const versions = { newest: null, agentExists: async () => "unknown-version" as const };
const agentYaml = "voice_id: 11labs-Adrian\nlanguage: en-US\nresponse_engine:\n  type: retell-llm\n";
const llmYaml = "general_prompt: Be polite.\n";
const desk = { "agents/desk/agent.yaml": agentYaml, "agents/desk/llm.yaml": llmYaml };

const read = (files: Record<string, MemoryEntry>, options: { agents?: string[]; manifest?: boolean } = {}) =>
  readConfiguration(memoryTree(files), { versions, ...options });

/** Each problem as `file:line:column severity code message (hint)`. */
async function problemsOf(files: Record<string, MemoryEntry>, agents?: string[]): Promise<string[]> {
  const { problems } = await read(files, agents === undefined ? {} : { agents });
  return problems.map(
    ({ file, line, column, severity, code, message, hint }) =>
      `${file}:${line}:${column} ${severity} ${code} ${message} (${hint ?? ""})`,
  );
}

describe("agents of a tree", () => {
  it("are read with their engines, and their texts in place of $file", async () => {
    const { agents, slugs, problems, sources, manifest } = await read({
      ...desk,
      "agents/desk/llm.yaml":
        "general_prompt: { $file: prompts/general.md }\nbegin_message: { $file: hi.md }\n",
      "agents/desk/prompts/general.md": "# Be polite\r\n\n",
      "agents/desk/hi.md": "Hello",
      "agents/line/agent.yaml":
        "voice_id: x\nresponse_engine: { type: custom-llm, llm_websocket_url: { $env: LLM_URL } }\n",
    });
    expect(problems).toEqual([]);
    expect([...slugs]).toEqual(["desk", "line"]);
    expect(agents.get("desk")).toEqual({
      slug: "desk",
      config: { voice_id: "11labs-Adrian", language: "en-US", response_engine: { type: "retell-llm" } },
      engine: { kind: "retell-llm", config: { general_prompt: "# Be polite\r\n", begin_message: "Hello" } },
    });
    expect(agents.get("line")?.engine).toEqual({ kind: "custom-llm", url: { $env: "LLM_URL" } });
    expect(sources.get("agents/desk/prompts/general.md")).toBe("# Be polite\r\n\n");
    expect([...sources.keys()].sort()).toEqual([
      "agents/desk/agent.yaml",
      "agents/desk/hi.md",
      "agents/desk/llm.yaml",
      "agents/desk/prompts/general.md",
      "agents/line/agent.yaml",
    ]);
    expect(manifest.numbers.size).toBe(0);
  });

  it("may be none", async () => {
    expect(await read({})).toMatchObject({ problems: [], slugs: new Set() });
  });

  it("are read alone when asked, without the others' problems", async () => {
    const files = { ...desk, "agents/broken/agent.yaml": "a: [", "agents/Front Desk/agent.yaml": "" };
    const tree = memoryTree({ ...files, "phone-numbers.yaml": "numbers: [" });
    const { agents, slugs, problems } = await readConfiguration(tree, {
      versions,
      agents: ["desk", "gone"],
      manifest: false,
    });
    expect([...agents.keys()]).toEqual(["desk"]);
    expect([...slugs]).toEqual(["broken", "desk"]);
    expect(problems).toEqual([]);
    expect(tree.reads).toEqual(["agents/desk/agent.yaml", "agents/desk/llm.yaml"]);
  });
});

describe("what stands in agents/ and is none", () => {
  it("is a problem, and never followed", async () => {
    const long = "a".repeat(64);
    expect(
      await problemsOf({
        ...desk,
        "agents/README.md": "notes",
        "agents/Front Desk/agent.yaml": agentYaml,
        "agents/..desk/agent.yaml": agentYaml,
        [`agents/${long}/agent.yaml`]: agentYaml,
        "agents/elsewhere": { kind: "symlink" },
        "agents/vendor": { kind: "submodule" },
      }),
    ).toEqual([
      'agents/..desk:1:1 error bad-slug "..desk" cannot name an agent. (use lower-case letters, digits and hyphens, 63 at most, not a hyphen first)',
      'agents/Front Desk:1:1 error bad-slug "Front Desk" cannot name an agent. (rename it to front-desk)',
      "agents/README.md:1:1 warning stray-file This file belongs to no agent. (move it into an agent's directory, or out of agents/)",
      `agents/${long}:1:1 error bad-slug "${long}" cannot name an agent. (use lower-case letters, digits and hyphens, 63 at most, not a hyphen first)`,
      "agents/elsewhere:1:1 error not-a-file agents/elsewhere is a symbolic link, which is never followed or read. (put the real file or directory there)",
      "agents/vendor:1:1 error not-a-file agents/vendor is a submodule, which is never followed or read. (put the real file or directory there)",
    ]);
  });

  it("is one problem when agents/ itself is a link", async () => {
    expect(await problemsOf({ agents: { kind: "symlink" } })).toEqual([
      "agents:1:1 error not-a-file agents is a symbolic link, which is never followed or read. (put the real file or directory there)",
    ]);
  });
});

describe("an agent's files", () => {
  it.each<[string, Record<string, MemoryEntry>, string[]]>([
    [
      "no agent.yaml",
      { "agents/desk/llm.yaml": llmYaml },
      [
        'agents/desk/agent.yaml:1:1 error agent-file-missing The agent "desk" has no agent.yaml. (tagline import export.json --as desk, or remove the directory)',
      ],
    ],
    [
      "no engine",
      { "agents/desk/agent.yaml": agentYaml },
      [
        "agents/desk/agent.yaml:4:9 error engine-file-missing A retell-llm needs llm.yaml beside agent.yaml. (add agents/desk/llm.yaml)",
      ],
    ],
    [
      "two engines",
      { ...desk, "agents/desk/flow.yaml": "nodes: []" },
      [
        'agents/desk/flow.yaml:1:1 error engine-file-extra The agent "desk" is a retell-llm, which has no flow.yaml. (remove the file, or change response_engine.type in agent.yaml)',
      ],
    ],
    [
      "an engine for a custom LLM",
      {
        ...desk,
        "agents/desk/agent.yaml":
          "voice_id: x\nresponse_engine: { type: custom-llm, llm_websocket_url: wss://llm.example.com }\n",
      },
      [
        'agents/desk/llm.yaml:1:1 error engine-file-extra The agent "desk" is a custom-llm, which has no llm.yaml. (remove the file, or change response_engine.type in agent.yaml)',
      ],
    ],
    [
      "links",
      {
        ...desk,
        "agents/desk/llm.yaml": { kind: "symlink" },
        "agents/desk/prompts/a.md": { kind: "symlink" },
      },
      [
        "agents/desk/llm.yaml:1:1 error not-a-file agents/desk/llm.yaml is a symbolic link, which is never followed or read. (put the real file or directory there)",
        "agents/desk/prompts/a.md:1:1 error not-a-file agents/desk/prompts/a.md is a symbolic link, which is never followed or read. (put the real file or directory there)",
      ],
    ],
    [
      "a directory of a file's name",
      { ...desk, "agents/desk/llm.yaml": {} as never, "agents/desk/llm.yaml/x": "" },
      ["agents/desk/llm.yaml:1:1 error not-a-file agents/desk/llm.yaml is a directory. (put the file there)"],
    ],
    [
      "a file too large to be read",
      { ...desk, "agents/desk/llm.yaml": { kind: "file", size: 5 * 1024 * 1024 } },
      [
        "agents/desk/llm.yaml:1:1 error file-too-large The file has 5.0 MB; 4 MB is the limit. (take out what is not configuration)",
      ],
    ],
    [
      "a syntax error hides nothing in the other file",
      {
        "agents/desk/agent.yaml": "a: [\n",
        "agents/desk/llm.yaml": "starting_state: nope\nstates: [{ name: hope, state_prompt: x }]\n",
      },
      [
        "agents/desk/agent.yaml:1:5 error yaml-syntax The indentation does not fit the lines around it. (line it up with its siblings)",
        'agents/desk/llm.yaml:1:17 error unresolved-state A call starts in "nope", which is not a state. (did you mean "hope"?)',
      ],
    ],
  ])("%s", async (_, files, problems) => {
    expect(await problemsOf(files)).toEqual(problems);
  });

  it.each([
    ["retel-llm", 'did you mean "retell-llm"?'],
    ["robot", "use one of retell-llm, conversation-flow, custom-llm"],
  ])("with the response engine %s are a problem, not an agent that is left out", async (type, hint) => {
    const files = { ...desk, "agents/desk/agent.yaml": agentYaml.replace("retell-llm", type) };
    expect(await problemsOf(files)).toEqual([
      `agents/desk/agent.yaml:4:9 error unknown-engine "${type}" is not a response engine that Tagline knows. (${hint})`,
    ]);
  });

  it.each([
    "voice_id: x\n",
    "voice_id: x\nresponse_engine: 5\n",
    "voice_id: x\nresponse_engine: {}\n",
    "voice_id: x\nresponse_engine: { type: 5 }\n",
  ])("are never left out without an error: %j", async (text) => {
    const { problems, agents } = await read({ ...desk, "agents/desk/agent.yaml": text });
    expect(agents.size).toBe(0);
    expect(problems.filter(({ severity }) => severity === "error")).not.toEqual([]);
  });
});

describe("references", () => {
  const withPrompt = (prompt: string, more: Record<string, MemoryEntry> = {}) =>
    problemsOf({ ...desk, "agents/desk/llm.yaml": `general_prompt: ${prompt}\n`, ...more });

  it.each<[string, Record<string, MemoryEntry>, string]>([
    [
      "{ $file: ../other/p.md }",
      {},
      '1:26 error file-reference-outside "../other/p.md" is not a plain path inside the agent\'s directory. (keep the file beside agent.yaml and name it from there, without . or ..)',
    ],
    [
      "{ $file: /etc/passwd }",
      {},
      '1:26 error file-reference-outside "/etc/passwd" is not a plain path inside the agent\'s directory. (keep the file beside agent.yaml and name it from there, without . or ..)',
    ],
    [
      "{ $file: C:/p.md }",
      {},
      '1:26 error file-reference-outside "C:/p.md" is not a plain path inside the agent\'s directory. (keep the file beside agent.yaml and name it from there, without . or ..)',
    ],
    [
      "{ $file: prompts\\p.md }",
      {},
      '1:26 error file-reference-form The path "prompts\\p.md" has a backslash. (write prompts/p.md)',
    ],
    [
      "{ $file: p.md, other: 1 }",
      { "agents/desk/p.md": "x" },
      "1:17 error file-reference-form $file takes one path and stands alone. ({$file: prompts/general.md})",
    ],
    [
      "{ $file: general.md }",
      { "agents/desk/generl.md": "x" },
      '1:26 error file-reference-missing The file agents/desk/general.md does not exist. (did you mean "generl.md"?)',
    ],
    [
      "{ $file: sub }",
      { "agents/desk/sub/p.md": "x" },
      "1:26 error file-reference-link agents/desk/sub is not a plain file. (put the text itself there)",
    ],
    [
      "{ $file: p.md }",
      { "agents/desk/p.md": { kind: "file", size: 5_000_000 } },
      "1:26 error file-reference-too-large agents/desk/p.md is larger than 4 MB. (shorten it)",
    ],
  ])("%s", async (prompt, more, problem) => {
    const found = await withPrompt(prompt, more);
    expect(found.map((text) => text.replace("agents/desk/llm.yaml:", ""))).toContain(problem);
  });

  it("never read through a link", async () => {
    const link = { "agents/desk/out": { kind: "symlink" } } as const;
    expect((await withPrompt("{ $file: out/p.md }", link)).at(0)).toBe(
      "agents/desk/llm.yaml:1:26 error file-reference-link agents/desk/out/p.md is behind a symbolic link. (put the real directory there)",
    );
  });

  it("to a file that is no text are a problem of that file", async () => {
    expect(await withPrompt("{ $file: p.md }", { "agents/desk/p.md": Buffer.from([0x61, 0xff]) })).toEqual([
      "agents/desk/p.md:1:2 error wrong-encoding The byte 0xff is not UTF-8 (is it Latin-1?). (save it as UTF-8)",
    ]);
  });

  it("to the environment have a name, and a template that uses it", async () => {
    const tool = (url: string) =>
      problemsOf({
        ...desk,
        "agents/desk/agent.yaml": `${agentYaml}webhook_url: ${url}\n`,
      });
    expect(await tool('{ $env: HOOK, template: "https://example.com/$HOOK" }')).toEqual([]);
    expect(await tool('{ $env: HOOK, template: "https://example.com/$HOOK_2" }')).toEqual([
      'agents/desk/agent.yaml:5:38 error env-reference-form The template does not use $HOOK. (template: "Bearer $HOOK")',
    ]);
    expect(await tool("{ $env: 2HOOK }")).toEqual([
      "agents/desk/agent.yaml:5:22 error env-reference-form $env takes the name of an environment variable. ({$env: CAL_API_KEY})",
    ]);
  });
});
