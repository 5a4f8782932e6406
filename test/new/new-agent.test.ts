import { expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { memoryWorld } from "../memory-world.js";

const installation = { version: "1.2.3", directory: "/none" };

async function runIn(files: Readonly<Record<string, string>>, ...lines: readonly (readonly string[])[]) {
  const { world, out, err, volume } = memoryWorld(files);
  const exits: number[] = [];
  for (const line of lines) exits.push(await run(line, world, installation));
  return { exits, out: out(), err: err(), volume };
}

it.each([
  ["retell-llm", ["agent.yaml", "llm.yaml", "prompts/general.md"]],
  ["conversation-flow", ["agent.yaml", "flow.yaml", "prompts/global.md"]],
  ["custom-llm", ["agent.yaml"]],
])("a new agent on a %s is valid at once, warnings included, and can be deployed", async (engine, files) => {
  const made = await runIn(
    {},
    ["new", "front-desk", "--engine", engine],
    ["validate", "--strict", "--format", "unix"],
    ["deploy", "--yes", "--quiet"],
  );
  expect(made).toMatchObject({ exits: [0, 0, 0] });
  const listed = files.map((path) => `  + agents/front-desk/${path}\n`).join("");
  expect(made.err).toContain(`${listed}Next: edit agents/front-desk/${files.at(-1)}, then: tagline validate`);
  expect(made.out).toContain(`✓ made front-desk, a ${engine}\n`);
  for (const path of files.filter((name) => name.endsWith(".yaml"))) {
    const text = String(made.volume.readFileSync(`/repo/agents/front-desk/${path}`, "utf8"));
    const schema = path.replace(".yaml", ".schema.json");
    expect(text.startsWith(`# yaml-language-server: $schema=../../schemas/${schema}\n`)).toBe(true);
  }
});

it("takes what is said of it, quoted where YAML needs it", async () => {
  const { volume, exits } = await runIn(
    {},
    [
      ...["new", "survey", "--engine", "custom-llm", "--name", "yes: #1", "--voice", "12:30"],
      ...["--language", "de-DE", "--url", "wss://llm.example.com/survey"],
    ],
    ["validate", "--strict", "--format", "unix"],
  );
  expect(exits).toEqual([0, 0]);
  const text = volume.readFileSync("/repo/agents/survey/agent.yaml", "utf8");
  expect(text).toContain(`  llm_websocket_url: wss://llm.example.com/survey
agent_name: "yes: #1"
voice_id: "12:30"
language: de-DE
`);
});

it("says what it made in JSON, and writes nothing on a dry run", async () => {
  const { out, volume } = await runIn({}, ["new", "desk", "--dry-run", "--json"]);
  expect(JSON.parse(out)).toEqual({
    status: "planned",
    agent: "desk",
    engine: "retell-llm",
    files: ["agent.yaml", "llm.yaml", "prompts/general.md"].map((name) => ({
      path: `agents/desk/${name}`,
      change: "added",
    })),
    problems: [],
  });
  expect(volume.existsSync("/repo/agents")).toBe(false);
  expect((await runIn({}, ["new", "desk", "--engine", "custom-llm", "--dry-run"])).out).toBe(
    "  + agents/desk/agent.yaml\n",
  );
});

it.each([
  [
    ["new", "Front Desk"],
    'error: "Front Desk" cannot name an agent: it takes lower-case letters, digits and hyphens, 63 at most.\nhint: did you mean front-desk?\n',
  ],
  [
    ["new", "desk"],
    "error: agents/desk exists already; nothing was written.\nhint: edit it, or choose another name: tagline new desk-2\n",
  ],
  [
    ["new", "survey", "--url", "wss://llm.example.com"],
    "error: A retell-llm has no server of its own, so --url wss://llm.example.com says nothing.\nhint: tagline new survey --engine custom-llm --url wss://llm.example.com\n",
  ],
  [["new", "survey", "--engine", "custom-llm", "--url", "llm"], "error: The agent would not be valid: "],
  [
    ["new", "survey", "--engine", "custom-llm", "--url", "wss://llm.example.com/?token=fd9a8e7c6b5a4f3e2d1c"],
    "error: The agent would not be valid: ",
  ],
  [["new", "survey", "--voice", ""], "error: --voice is empty.\nhint: leave it out for the usual\n"],
  [
    ["new", "dev", "--engine", "custom-llm", "--url", "ws://localhost:8080"],
    "error: The agent would not be valid: ",
  ],
])("%j is refused, and nothing is written", async (argv, said) => {
  const { out, err, exits, volume } = await runIn({ "agents/desk/agent.yaml": "a: 1\n" }, argv);
  expect(out).toBe("");
  expect(err.startsWith(said), err).toBe(true);
  expect(err).not.toContain("fd9a8e7c6b5a4f3e2d1c");
  expect(exits[0]).toBe(said.includes("exists") ? 3 : 2);
  expect(volume.toJSON("/repo/agents")).toEqual({ "/repo/agents/desk/agent.yaml": "a: 1\n" });
});

it("a language that is not in the list is taken, with a warning", async () => {
  const { exits, out } = await runIn({}, ["new", "desk", "--language", "tlh-Latn"]);
  expect({ exits, warning: out.split("\n").find((line) => line.startsWith("!")) }).toEqual({
    exits: [0],
    warning: '! "tlh-Latn" is not a value of "language" that this release knows.',
  });
});
