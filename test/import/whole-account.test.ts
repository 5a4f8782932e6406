import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { customAgent, memoryWorld } from "../memory-world.js";

const secret = "pit-0123456789abcdef";
const agent = (name: string, id: string, more: object = {}) => ({
  agent_id: `agent_${name}`,
  agent_name: name,
  version: 3,
  voice_id: "11labs-Adrian",
  response_engine: { type: "retell-llm", llm_id: id, version: 3 },
  ...more,
});
const account = {
  "exports/agents.json": JSON.stringify([
    agent("Desk", "llm_1"),
    agent("Night desk", "llm_1"),
    agent("Survey", "", {
      response_engine: { type: "custom-llm", llm_websocket_url: "wss://llm.example/survey" },
    }),
  ]),
  "exports/llm.json": JSON.stringify({
    llm_id: "llm_1",
    general_prompt: "Be kind.",
    mcps: [{ name: "crm", url: "https://crm.example/mcp", headers: { Authorization: `Bearer ${secret}` } }],
  }),
  "exports/orphan.JSON": JSON.stringify({ llm_id: "llm_2", general_prompt: "Be brief." }),
  "exports/notes.txt": "no JSON",
  "exports/below/more.json": "no JSON either",
};

async function runIn(
  files: Readonly<Record<string, string>>,
  answers: readonly (string | null)[] | null,
  ...argv: readonly string[]
) {
  const { world, out, err, volume } = memoryWorld(files);
  const left = [...(answers ?? [])];
  const asked: string[] = [];
  const ask = async (question: string): Promise<string | null> => {
    asked.push(question);
    return left.shift() ?? null;
  };
  const here = answers === null ? world : { ...world, ask };
  const exit = await run(["import", ...argv], here, { version: "1.2.3", directory: "/none" });
  const agents = volume.existsSync("/repo/agents") ? volume.readdirSync("/repo/agents").map(String) : [];
  return { exit, out: out(), err: err(), agents, asked, volume };
}

describe("a directory of exports", () => {
  it("becomes one agent each, told together: engines, what was left out, variables to set", async () => {
    const { exit, out, err, volume } = await runIn(account, null, "exports");
    expect(exit).toBe(0);
    expect(err).toBe(`\
  + desk        retell-llm  2 files  from exports/agents.json[0]
  + night-desk  retell-llm  2 files  from exports/agents.json[1]
  + orphan      retell-llm  2 files  from exports/orphan.JSON
  + survey      custom-llm  1 file   from exports/agents.json[2]
Next: tagline validate
For hover and completion in editors: tagline schema --write
`);
    expect(out).toBe(`✓ imported 4 agents in 7 files: 3 retell-llm, 1 custom-llm
  1 engine without an agent got one
  left out, assigned by the platform: agent_id, version, llm_id
  moved to the environment, to be set where calls are made:
    DESK_CRM_AUTHORIZATION        desk/llm.yaml/mcps/0/headers/Authorization
    NIGHT_DESK_CRM_AUTHORIZATION  night-desk/llm.yaml/mcps/0/headers/Authorization
! llm_1 is used by Desk and Night desk: each gets a copy of its own.
! exports/orphan.JSON is an LLM without an agent: it gets one with the voice 11labs-Adrian (--voice chooses another).
! exports still holds these secrets: not for git.
`);
    expect(volume.readFileSync("/repo/tagline.ids.yaml", "utf8")).toBe(`\
# Ids on the platform, by agent. Written by import; never part of a version.
default:
  desk:
    agent_id: agent_Desk
    llm_id: llm_1
  night-desk:
    agent_id: agent_Night desk
    llm_id: llm_1
  survey:
    agent_id: agent_Survey
  orphan:
    llm_id: llm_2
`);
  });

  it("is told in the columns there are", async () => {
    const { world, out } = memoryWorld(account);
    const narrow = { ...world, stdout: { ...world.stdout, columns: 40 } };
    await run(["import", "exports", "--dry-run"], narrow, { version: "1.2.3", directory: "/none" });
    expect(out().split("\n").slice(5, 9)).toEqual([
      "  left out, assigned by the platform:",
      "    agent_id, version, llm_id",
      "  moved to the environment, to be set where calls are made:",
      "    DESK_CRM_AUTHORIZATION        desk/…",
    ]);
  });

  it("is not said to hold secrets when it holds none, or lies elsewhere", async () => {
    const { out } = await runIn({ "desk.json": JSON.stringify(agent("Desk", "llm_1")) }, null, "desk.json");
    expect(out).not.toContain("secrets");
    const { world, volume, ...said } = memoryWorld({});
    volume.mkdirSync("/elsewhere");
    const flow = {
      general_prompt: "x",
      mcps: [{ name: "crm", url: `https://crm.example/?token=${secret}` }],
    };
    volume.writeFileSync("/elsewhere/llm.json", JSON.stringify(flow));
    await run(["import", "/elsewhere/llm.json"], world, { version: "1.2.3", directory: "/none" });
    expect(said.out()).toContain("moved to the environment");
    expect(said.out()).not.toContain("secrets");
  });

  it("is summed up in JSON, without the secrets", async () => {
    const { out } = await runIn(account, null, "exports", "--json", "--dry-run");
    expect(JSON.parse(out).summary).toEqual({
      agents: 4,
      engines: { "retell-llm": 3, "conversation-flow": 0, "custom-llm": 1 },
      withoutAgent: 1,
      files: 7,
      stripped: {
        agent_id: 3,
        version: 3,
        "retellLlmData.llm_id": 3,
        "response_engine.llm_id": 2,
        "response_engine.version": 2,
      },
      env: [
        { name: "DESK_CRM_AUTHORIZATION", fields: ["desk/llm.yaml/mcps/0/headers/Authorization"] },
        {
          name: "NIGHT_DESK_CRM_AUTHORIZATION",
          fields: ["night-desk/llm.yaml/mcps/0/headers/Authorization"],
        },
      ],
    });
    expect(out).not.toContain(secret);
  });

  it("outside a repository it is refused, and not sent to init, which would make an agent of its own", async () => {
    const { world, volume, err } = memoryWorld({});
    volume.mkdirSync("/elsewhere");
    const there = { ...world, cwd: "/elsewhere" };
    expect(await run(["import", "desk.json"], there, { version: "1.2.3", directory: "/none" })).toBe(2);
    expect(err()).toBe("error: /elsewhere is not in a git repository.\nhint: git init\n");
  });

  it("without a JSON file in it is refused", async () => {
    expect(await runIn({ "empty/notes.txt": "x" }, null, "empty")).toMatchObject({
      exit: 1,
      err: "error: empty cannot be imported: it is a directory without a .json file.\n",
    });
  });
});

describe("a name that is taken", () => {
  const files = { ...account, "agents/desk/agent.yaml": customAgent("Old") };

  it("is asked for on a terminal, again when the answer is no free name, and may be left out", async () => {
    const twice = { ...files, "agents/survey/agent.yaml": customAgent("Old") };
    const answers = ["night-desk", "Not a name", "front-desk", "-"];
    const { exit, agents, asked, err, volume } = await runIn(twice, answers, "exports");
    expect({ exit, agents }).toEqual({
      exit: 0,
      agents: ["desk", "front-desk", "night-desk", "orphan", "survey"],
    });
    expect(new Set(asked)).toEqual(
      new Set([
        "Name for exports/agents.json[0] (- leaves it out) [desk-2]: ",
        "Name for exports/agents.json[2] (- leaves it out) [survey-2]: ",
      ]),
    );
    expect(err).toContain("agents/desk is there already.\n");
    expect(err).toContain('"night-desk" is taken, or cannot name an agent.\n');
    expect(volume.readFileSync("/repo/agents/survey/agent.yaml", "utf8")).toBe(customAgent("Old"));
  });

  it("is the proposed one after Enter, and nothing is imported when the one agent is left out", async () => {
    expect(await runIn(files, [""], "exports")).toMatchObject({
      exit: 0,
      agents: ["desk", "desk-2", "night-desk", "orphan", "survey"],
    });
    const one = { ...files, "desk.json": JSON.stringify(agent("Desk", "llm_1")) };
    expect(await runIn(one, ["-"], "desk.json", "exports/llm.json")).toMatchObject({
      exit: 0,
      out: "",
      err: expect.stringMatching(/\nNothing was imported\.\n$/),
      agents: ["desk"],
    });
  });

  it.each([
    [["exports"], "agents/desk exists already", "put a word before the names of all: --as <prefix>"],
    [["desk.json"], "agents/desk exists already", "choose another name: --as desk-2"],
  ])("is refused off a terminal, and with --yes: %j", async (argv, message, hint) => {
    const custom = { response_engine: { type: "custom-llm", llm_websocket_url: "wss://llm.example/x" } };
    const all = { ...files, "desk.json": JSON.stringify(agent("Desk", "", custom)) };
    const err = `error: ${message}; nothing was written.\nhint: ${hint}\n`;
    expect(await runIn(all, null, ...argv)).toMatchObject({ exit: 3, err, agents: ["desk"] });
    expect(await runIn(all, ["x"], ...argv, "--yes")).toMatchObject({ exit: 3, err, asked: [] });
  });

  it("is none behind a prefix", async () => {
    const { agents } = await runIn(files, null, "exports", "--as", "new");
    expect(agents).toEqual(["desk", "new-desk", "new-night-desk", "new-orphan", "new-survey"]);
  });
});
