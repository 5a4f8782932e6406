import { promises } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { planImportation } from "../../src/import/index.js";
import { writeImport } from "../../src/import/write-import.js";
import type { World, WorldFs } from "../../src/world.js";
import { memoryWorld } from "../memory-world.js";
import { filesOf, plan } from "./import-and-read.js";
import { dashboardFlow, dashboardLlm } from "./sample-exports.js";

const { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } = promises;
const options = { as: null, voice: null, keepSecrets: false };
const both = {
  "both.json": JSON.stringify([dashboardLlm, dashboardFlow]),
  "agents/other/agent.yaml": "a: 1\n",
};

/** A file system that fails from the `nth` call of one operation on. */
function failing(fs: WorldFs, operation: "rename" | "open" | "mkdir", nth: number): WorldFs {
  let calls = 0;
  return new Proxy(fs, {
    get(target, name, receiver) {
      if (name !== operation) return Reflect.get(target, name, receiver);
      return (...args: unknown[]) => {
        calls += 1;
        if (calls < nth) return Reflect.apply(target[operation], target, args);
        return Promise.reject(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }));
      };
    },
  });
}

async function onDisk(): Promise<{ root: string; world: World }> {
  const root = await mkdtemp(join(tmpdir(), "tagline-import-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return { root, world: { ...memoryWorld({}).world, fs: promises, cwd: root } };
}

describe("importing into a repository", () => {
  it("writes the agents and the ids, found from a directory below", async () => {
    const { world, volume } = memoryWorld(both);
    const below = { ...world, cwd: "/repo/agents" };
    const { plan: planned, apply } = await planImportation(below, ["../both.json"], options);
    await apply();
    const texts = Object.entries(filesOf(planned)).map(([path, text]) => [`/repo/${path}`, text]);
    expect(volume.toJSON("/repo/agents")).toEqual({
      "/repo/agents/other/agent.yaml": "a: 1\n",
      ...Object.fromEntries(texts),
    });
    expect(volume.readFileSync("/repo/tagline.ids.yaml", "utf8")).toBe(planned.ids?.text);
  });

  it("refuses an agent that is there, at planning and again at writing", async () => {
    const { world, volume } = memoryWorld(both);
    const first = await planImportation(world, ["both.json"], options);
    const second = await planImportation(world, ["both.json"], options);
    await first.apply();
    const before = volume.toJSON("/repo");
    await expect(planImportation(world, ["both.json"], options)).rejects.toMatchObject({
      code: "file-exists",
    });
    await expect(second.apply()).rejects.toMatchObject({ code: "stale-plan" });
    volume.unlinkSync("/repo/tagline.ids.yaml");
    await expect(second.apply()).rejects.toMatchObject({ code: "file-exists", exit: 3 });
    volume.writeFileSync("/repo/tagline.ids.yaml", String(before["/repo/tagline.ids.yaml"]));
    expect(volume.toJSON("/repo")).toEqual(before);
  });

  it.each([
    ["missing.json", "there is no such file"],
    ["agents", "it is a directory without a .json file"],
    ["utf16.json", "it is not UTF-8"],
  ])("says of %s that %s", async (name, reason) => {
    const { world } = memoryWorld({ ...both, "utf16.json": Buffer.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]) });
    await expect(planImportation(world, [name], options)).rejects.toThrow(
      `${name} cannot be imported: ${reason}.`,
    );
  });

  it("does not read a file of more than 50 MB", async () => {
    const { world } = memoryWorld(both);
    const fs = new Proxy(world.fs, {
      get(target, name, receiver) {
        if (name !== "stat") return Reflect.get(target, name, receiver);
        return async (path: string) => {
          const stat = await target.stat(path);
          return path.endsWith("both.json") ? { isDirectory: () => false, size: 50 * 1024 * 1024 + 1 } : stat;
        };
      },
    });
    await expect(planImportation({ ...world, fs }, ["both.json"], options)).rejects.toThrow(
      "both.json cannot be imported: it is larger than 50 MB.",
    );
  });
});

describe("writing an import", () => {
  const planned = plan([dashboardLlm, dashboardFlow]);

  it("leaves no temporary directory on disk, and takes over one that a killed import left", async () => {
    const { root, world } = await onDisk();
    await mkdir(join(root, "agents/.import-intake/prompts"), { recursive: true });
    await writeFile(join(root, "agents/.import-intake/prompts/old.md"), "old");
    await writeImport(world, root, planned);
    expect((await readdir(root)).sort()).toEqual(["agents", "tagline.ids.yaml"]);
    expect((await readdir(join(root, "agents"))).sort()).toEqual(["empfang-zuerich", "intake"]);
    expect((await readdir(join(root, "agents/intake"))).sort()).toEqual(["agent.yaml", "flow.yaml"]);
    expect(await readFile(join(root, "agents/intake/flow.yaml"), "utf8")).toBe(
      filesOf(planned)["agents/intake/flow.yaml"],
    );
  });

  it.each([
    ["open", 1],
    ["open", 4],
    ["open", 7],
    ["mkdir", 3],
    ["rename", 1],
    ["rename", 2],
    ["rename", 3],
  ] as const)("leaves nothing behind when %s fails at call %i", async (operation, nth) => {
    const { root, world } = await onDisk();
    await mkdir(join(root, "agents/other"), { recursive: true });
    const broken = { ...world, fs: failing(world.fs, operation, nth) };
    await expect(writeImport(broken, root, planned)).rejects.toMatchObject({
      code: "cannot-write",
      exit: 3,
    });
    expect(await readdir(root, { recursive: true })).toEqual(["agents", "agents/other"]);
  });

  it("does not write through a link", async () => {
    const { root, world } = await onDisk();
    await mkdir(join(root, "elsewhere"));
    await symlink("elsewhere", join(root, "agents"));
    await expect(writeImport(world, root, planned)).rejects.toMatchObject({ code: "cannot-write" });
    expect(await readdir(join(root, "elsewhere"))).toEqual([]);
  });
});
