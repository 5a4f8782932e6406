import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { memoryWorld } from "../memory-world.js";

const directory = join(import.meta.dirname, "../..");

async function schema(...argv: string[]) {
  const { world, out, err } = memoryWorld({});
  const fs = { ...world.fs, readdir, readFile };
  const exit = await run(["schema", ...argv], { ...world, fs }, { version: "1.2.3", directory });
  return { exit, out: out(), err: err() };
}

it("lists the schemas with what they are for", async () => {
  expect(await schema()).toEqual({
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
  const shipped = readFileSync(join(directory, "schemas/flow.schema.json"), "utf8");
  expect(await schema("flow")).toEqual({ exit: 0, err: "", out: shipped });
});

it("suggests the schema that was meant", async () => {
  expect(await schema("agnt")).toEqual({
    exit: 2,
    out: "",
    err: 'error: There is no schema "agnt".\nhint: did you mean agent?\n',
  });
  expect((await schema("x")).err).toContain("hint: one of: agent, flow, llm, manifest, tagline\n");
});
