import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import type { World } from "../../src/world.js";
import { customAgent, memoryWorld } from "../memory-world.js";

const installation = { version: "1.2.3", directory: "/" };
const desk = { "agents/desk/agent.yaml": customAgent("desk") };

async function tagline(files: Record<string, string>, argv: string[], over: Partial<World> = {}) {
  const { world, out, err, volume } = memoryWorld(files);
  const exit = await run(argv, { ...world, ...over }, installation);
  return { exit, out: out(), err: err(), volume };
}

describe("a failure", () => {
  it("is said on stderr, with what to type next", async () => {
    expect(await tagline(desk, ["show", "dsk"])).toMatchObject({
      exit: 2,
      out: "",
      err: 'error: There is no agent "dsk" in the working tree.\nhint: did you mean "desk"?\n',
    });
  });

  it("is one JSON document on stdout under --json, whatever failed", async () => {
    const error = { code: "usage", message: "No command was given.", hint: "tagline --help" };
    const said = await tagline({}, ["--json"]);
    expect(said).toMatchObject({ exit: 2, err: "", out: `${JSON.stringify({ error }, null, 2)}\n` });
    const other = await tagline(desk, ["show", "dsk", "--format", "json"]);
    expect(JSON.parse(other.out)).toMatchObject({ error: { code: "unknown-agent" } });
    expect(other.err).toBe("");
  });

  it("of the configuration lists its problems, with the lines they are in", async () => {
    const files = { "agents/desk/agent.yaml": "voice_id: 11labs-Adrian\nresponse_engine: 5\n" };
    const said = await tagline(files, ["deploy", "--yes"]);
    expect(said).toMatchObject({ exit: 1, out: "" });
    expect(said.err).toContain("> 2 | response_engine: 5\n    |                  ^");
    expect(said.err).toMatch(
      /error: The configuration has 1 error; nothing was written\.\nhint: tagline validate\n$/,
    );
    const json = await tagline(files, ["deploy", "--yes", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({
      error: { code: "invalid-configuration", problems: [{ file: "agents/desk/agent.yaml" }] },
    });
  });

  it("of the directory given with -C names it", async () => {
    expect(await tagline(desk, ["-C", "nowhere", "status"])).toMatchObject({
      exit: 2,
      err: "error: There is no directory nowhere.\nhint: -C <dir>\n",
    });
  });

  it("that is our own bug exits 70, says how to report it, and shows its trace only when asked", async () => {
    const broken = { fs: undefined } as unknown as Partial<World>;
    const said = await tagline({}, ["status"], broken);
    expect(said).toMatchObject({ exit: 70, out: "" });
    expect(said.err).toMatch(
      /^internal error: .*\nThis is a bug in Tagline 1\.2\.3\. Please report it .*\n$/,
    );
    const json = await tagline({}, ["status", "--json"], broken);
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: "internal" } });
    const traced = await tagline({}, ["status"], { ...broken, env: { TAGLINE_DEBUG: "1" } });
    expect(traced.err).toContain("\n    at ");
  });
});

describe("without a command", () => {
  it("prints the overview on stderr and fails", async () => {
    const said = await tagline({}, []);
    expect(said).toMatchObject({ exit: 2, out: "" });
    expect(said.err).toContain("Usage: tagline <command> [options]");
  });
});

describe("before something is written", () => {
  const asking = (answer: string | null, asked: string[]): Partial<World> => ({
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  });

  it("asks on a terminal once the plan is shown, and takes yes alone for yes", async () => {
    const asked: string[] = [];
    const said = await tagline(desk, ["deploy"], asking("y", asked));
    expect(asked).toEqual(["Deploy v0? [y/N] "]);
    expect(said).toMatchObject({
      exit: 0,
      err: "Version v0\n  + desk\n  committed here, not pushed\n  next: tagline attach +14155550100 desk@v0\n",
      out: "✓ deployed v0; the draft is now v1\n",
    });
  });

  it.each(["", "n", "yep", null])("an answer of %j writes nothing", async (answer) => {
    const said = await tagline(desk, ["deploy"], asking(answer, []));
    expect(said).toMatchObject({ exit: 0, out: "", err: "Version v0\n  + desk\nNothing was deployed.\n" });
    expect(said.volume.existsSync("/repo/.git/refs/tags/v0")).toBe(false);
  });

  it("shows the plan under --json too, on stderr", async () => {
    const said = await tagline(desk, ["deploy", "--json"], asking("yes", []));
    expect(said.err).toBe("Version v0\n  + desk\n");
    expect(JSON.parse(said.out)).toMatchObject({ status: "deployed", version: 0 });
  });

  it("without a terminal names the command to type, as it was typed", async () => {
    expect(await tagline(desk, ["deploy", "--title", "It's open"])).toMatchObject({
      exit: 2,
      out: "",
      err: `Version v0 "It's open"
  + desk
error: There is no terminal to confirm this on.
hint: tagline deploy --title 'It'\\''s open' --yes
`,
    });
  });
});

describe("colour", () => {
  const terminal = (env: World["env"] = {}): Partial<World> => {
    const { world } = memoryWorld({});
    return { env, stdout: { ...world.stdout, isTerminal: true } };
  };

  it("goes to each output on its own: none into a file that stderr was sent to", async () => {
    const { world, err } = memoryWorld(desk);
    const out: string[] = [];
    const stdout = { write: (text: string) => void out.push(text), isTerminal: true, columns: 80 };
    expect(await run(["deploy", "--yes"], { ...world, stdout }, installation)).toBe(0);
    expect(out.join("")).toContain("\u001b[");
    expect(err()).toContain("Version v0\n  + desk\n");
    expect(err()).not.toContain("\u001b[");
  });

  it.each<[string, string[], World["env"], boolean]>([
    ["off a terminal", [], {}, false],
    ["forced by --color", ["--color", "always"], { NO_COLOR: "1" }, true],
    ["forced by the environment", [], { FORCE_COLOR: "1" }, true],
    ["not forced by FORCE_COLOR=0", [], { FORCE_COLOR: "0" }, false],
  ])("%s", async (_, flags, env, expected) => {
    const said = await tagline({}, ["nonsense", ...flags], { env });
    expect(said.err.includes("\u001b[")).toBe(expected);
  });

  it.each<[string, string[], World["env"], boolean]>([
    ["on", [], {}, true],
    ["off with NO_COLOR", [], { NO_COLOR: "1" }, false],
    ["off on a dumb terminal", [], { TERM: "dumb" }, false],
    ["off with --color never", ["--color=never"], { FORCE_COLOR: "1" }, false],
  ])("on a terminal: %s", async (_, flags, env, expected) => {
    const { world, err } = memoryWorld({});
    const { stdout } = terminal();
    const stderr = { ...world.stderr, isTerminal: true };
    await run(["nonsense", ...flags], { ...world, env, stderr, ...(stdout && { stdout }) }, installation);
    expect(err().includes("\u001b[")).toBe(expected);
  });
});
