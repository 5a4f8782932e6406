import { expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { memoryWorld } from "../memory-world.js";

const files = {
  "agents/desk/agent.yaml": `response_engine:
  type: custom-llm
  llm_websocket_url: wss://llm.example.com/desk
voice_id: 11labs-Adrian
webhook_url: { $env: HOOK }
`,
};

async function exporting(...argv: readonly string[]) {
  const { world, out, err, volume } = memoryWorld(files);
  const here = { ...world, env: { ...world.env, HOOK: "https://hooks.example.com/x" } };
  const exit = await run(["export", ...argv], here, { version: "1.2.3", directory: "/none" });
  return { exit, out: out(), err: err(), volume };
}

it("prints the agent as JSON, and beside it which one, and what to fill in", async () => {
  const { exit, out, err } = await exporting("desk");
  expect({ exit, err }).toEqual({ exit: 0, err: "exported desk@worktree\nto fill in: <<HOOK>>\n" });
  expect(JSON.parse(out)).toMatchObject({ webhook_url: "<<HOOK>>" });
  expect(await exporting("desk", "--json")).toMatchObject({ out });
  expect(await exporting("desk", "--quiet")).toMatchObject({ out, err: "" });
});

it("writes a file, and says so", async () => {
  const { exit, out, err, volume } = await exporting("desk", "-o", "desk.json", "--with-secrets");
  expect({ exit, out, err }).toEqual({
    exit: 0,
    out: "✓ exported desk@worktree to desk.json\n",
    err: "  holds the values of HOOK: not for git\n",
  });
  expect(JSON.parse(String(volume.readFileSync("/repo/desk.json")))).toMatchObject({
    webhook_url: "https://hooks.example.com/x",
  });
  expect(volume.statSync("/repo/desk.json").mode & 0o777).toBe(0o600);
});

it("is one JSON document beside a file, too", async () => {
  const { out, err } = await exporting("desk", "-o", "desk.json", "--shape", "agent", "--json");
  expect(err).toBe("");
  expect(JSON.parse(out)).toEqual({
    status: "exported",
    agent: "desk",
    version: null,
    ref: "worktree",
    commit: null,
    shape: "agent",
    file: "desk.json",
    env: ["HOOK"],
  });
});

it.each([
  ["nowhere/desk.json", "there is no such directory"],
  ["agents", "it is a directory"],
])("says why %s cannot be written", async (path, reason) => {
  expect(await exporting("desk", "-o", path)).toMatchObject({
    exit: 3,
    out: "",
    err: `error: ${path} could not be written: ${reason}.\n`,
  });
});

it("names the agents there are where none of that name is", async () => {
  expect((await exporting("x")).err).toBe(
    'error: There is no agent "x" in the working tree.\nhint: one of: desk\n',
  );
});
