import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { memoryWorld } from "../memory-world.js";

const directory = join(import.meta.dirname, "../..");

async function schema(...argv: string[]) {
  return schemaIn({}, ...argv);
}

/** Runs `schema` in a repository, with the program's own files in another directory. */
async function schemaIn(files: Record<string, string>, ...argv: string[]) {
  const { world, volume, out, err } = memoryWorld(files);
  volume.mkdirSync("/tagline/schemas", { recursive: true });
  for (const name of names) volume.writeFileSync(`/tagline/${pathOf(name)}`, shipped(name));
  const exit = await run(["schema", ...argv], world, { version: "1.2.3", directory: "/tagline" });
  return { exit, out: out(), err: err(), written: volume.toJSON("/repo/schemas") };
}

const names = ["agent", "flow", "llm", "manifest", "tagline"];
const pathOf = (name: string): string => `schemas/${name}.schema.json`;
const shipped = (name: string): string => readFileSync(join(directory, pathOf(name)), "utf8");

it("lists the schemas with what they are for", async () => {
  expect(await schema()).toMatchObject({
    exit: 0,
    err: "",
    out: `agent     An agent
flow      A conversation flow
llm       A Retell LLM
manifest  Phone numbers
tagline   Settings of Tagline
`,
  });
  expect(JSON.parse((await schema("--json")).out)[0]).toEqual({ name: "agent", title: "An agent" });
});

it("prints one as it was shipped", async () => {
  expect(await schema("flow")).toMatchObject({ exit: 0, err: "", out: shipped("flow") });
});

it("suggests the schema that was meant", async () => {
  expect(await schema("agnt")).toMatchObject({
    exit: 2,
    out: "",
    err: 'error: There is no schema "agnt".\nhint: did you mean tagline schema agent?\n',
  });
  for (const [typed, name] of [
    ["agnet", "agent"],
    ["llm.yaml", "llm"],
    ["schemas/flow.schema.json", "flow"],
    ["phone-numbers.yaml", "manifest"],
  ] as const)
    expect((await schema(typed)).err).toContain(`hint: did you mean tagline schema ${name}?\n`);
  expect((await schema("x")).err).toContain("hint: one of: agent, flow, llm, manifest, tagline\n");
});

describe("--write", () => {
  const all = Object.fromEntries(names.map((name) => [pathOf(name), shipped(name)]));
  const onDisk = Object.fromEntries(names.map((name) => [`/repo/${pathOf(name)}`, shipped(name)]));

  it("puts all of them where imported files name them", async () => {
    const { exit, out, err, written } = await schemaIn({ "agents/desk/agent.yaml": "" }, "--write");
    expect({ exit, out, err }).toEqual({
      exit: 0,
      out: "✓ wrote 5 schemas into schemas/\n",
      err: names.map((name) => `  + schemas/${name}.schema.json\n`).join(""),
    });
    expect(written).toEqual(onDisk);
    expect(await schemaIn(all, "--write")).toMatchObject({
      out: "Nothing to write: schemas/ has them already.\n",
      err: "",
    });
  });

  it("replaces those of another release, and says which stay", async () => {
    const old = '{"$id": "flow.schema.json", "old": true}';
    const files = { ...all, "schemas/flow.schema.json": old, "schemas/own.json": "{}" };
    const { out, written } = await schemaIn(files, "--write", "--json");
    expect(JSON.parse(out)).toEqual({
      status: "written",
      files: [
        { path: "schemas/flow.schema.json", change: "written" },
        ...Object.keys(all)
          .filter((path) => path !== "schemas/flow.schema.json")
          .map((path) => ({ path, change: "kept" })),
      ],
    });
    expect(written).toEqual({ ...onDisk, "/repo/schemas/own.json": "{}" });
  });

  it("writes nothing over a file that is not ours", async () => {
    const files = { "schemas/llm.schema.json": '{"$id": "https://example.com/llm"}' };
    const { exit, err, written } = await schemaIn(files, "--write");
    expect({ exit, err }).toEqual({
      exit: 3,
      err: "error: schemas/llm.schema.json exists already; nothing was written.\nhint: it is not a schema of Tagline's: move it away first\n",
    });
    expect(Object.keys(written)).toEqual(["/repo/schemas/llm.schema.json"]);
  });

  it("takes no name", async () => {
    expect(await schema("flow", "--write")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("takes no name"),
    });
  });
});
