import { expect, it } from "vitest";
import { planDraftEdit } from "../../src/edit-draft/index.js";
import type { TreeEdit } from "../../src/git/edit-tree.js";
import { readStatus } from "../../src/status/index.js";
import type { World } from "../../src/world.js";
import { checkRepository } from "../check-repository.js";
import { faultyFs, Stopped } from "../faulty-fs.js";
import { type MemoryRepository, memoryRepository } from "../memory-repository.js";
import { customAgent } from "../memory-world.js";

const edits = new Map<string, TreeEdit>([
  ["agents/desk/agent.yaml", Buffer.from(customAgent("desk2"))],
  ["agents/back", null],
  ["agents/front/agent.yaml", Buffer.from(customAgent("front"))],
]);

/** Changes, removes and adds a file on the branch, and in the working tree that is on it. */
const run = async (world: World): Promise<unknown> => {
  const choose = () => Promise.resolve({ edits, title: "Edit" });
  return (await planDraftEdit({ ...world, branch: "main" }, { push: { kind: "no" }, choose })).apply();
};

async function deployed(): Promise<MemoryRepository> {
  const made = memoryRepository("numbers:\n");
  await made.deploy({ desk: "desk", back: "back" });
  return made;
}

const gone = (world: World): World["processes"] => ({
  ...world.processes,
  self: () => Promise.resolve("test.2"),
});

async function writes(): Promise<number> {
  const { world } = await deployed();
  const { fs, count } = faultyFs(world.fs, Number.POSITIVE_INFINITY, "stop");
  await run({ ...world, fs });
  return count();
}

it("an edit on the branch, stopped before any write, leaves a sound repository, and run again completes it", async () => {
  const total = await writes();
  expect(total).toBeGreaterThan(30);
  for (let at = 1; at <= total; at++) {
    const made = await deployed();
    const { world, volume } = made;
    const { fs } = faultyFs(world.fs, at, "stop");
    await expect(run({ ...world, fs, processes: gone(world) })).rejects.toThrow(Stopped);
    checkRepository(volume);
    await run(world);
    expect({ at, leftovers: checkRepository(volume).leftovers }).toEqual({ at, leftovers: [] });
    expect(made.read("agents/desk/agent.yaml")).toBe(customAgent("desk2"));
    expect(made.read("agents/front/agent.yaml")).toBe(customAgent("front"));
    expect({ at, back: volume.existsSync("/repo/agents/back") }).toEqual({ at, back: false });
    expect({ at, uncommitted: (await readStatus(world)).uncommitted }).toEqual({ at, uncommitted: [] });
    expect({ at, names: volume.readdirSync("/repo/agents").toSorted() }).toEqual({
      at,
      names: ["desk", "front"],
    });
  }
});

it("a long-lived process goes on after a write of its own that failed", async () => {
  const total = await writes();
  for (let at = 1; at <= total; at++) {
    const { world, volume } = await deployed();
    const { fs } = faultyFs(world.fs, at, "ENOSPC");
    await run({ ...world, fs }).catch(() => undefined);
    await run(world);
    expect({ at, leftovers: checkRepository(volume).leftovers }).toEqual({ at, leftovers: [] });
  }
});
