import type { BigIntStats } from "node:fs";
import { expect, test } from "vitest";
import { parseIndex } from "../../src/git/index-file.js";
import { readHead } from "../../src/git/refs.js";
import { stageAgents } from "../../src/git/stage.js";
import { emptyTree, treeOfCommit } from "../../src/git/trees.js";
import { openWorkspace } from "../../src/git/workspace.js";
import type { World, WorldFs } from "../../src/world.js";
import { type MemoryRepository, memoryRepository } from "../memory-repository.js";
import { customAgent } from "../memory-world.js";

const desk = "/repo/agents/desk/agent.yaml";

/** A file system that says of the index that it was written at `indexTime`, and of desk's file what `desk` says. */
function withTimes(world: World, indexTime: bigint, desks: BigIntStats, read: string[]): World {
  const fs: WorldFs = {
    ...world.fs,
    stat: (async (path: string, options: object) => {
      const found = await world.fs.stat(path, options);
      return path.endsWith("/.git/index") ? Object.assign(found, { mtimeNs: indexTime }) : found;
    }) as WorldFs["stat"],
    lstat: (async (path: string, options: object) =>
      path === desk ? desks : world.fs.lstat(path, options)) as WorldFs["lstat"],
    readFile: (async (path: string, options: never) => {
      read.push(path);
      return world.fs.readFile(path, options);
    }) as WorldFs["readFile"],
  };
  return { ...world, fs };
}

async function stage(world: World): ReturnType<typeof stageAgents> {
  const { repo, workTree, index } = await openWorkspace(world, "stage");
  const { commit } = await readHead(repo);
  const base = commit === null ? emptyTree : await treeOfCommit(repo, commit);
  return stageAgents(workTree, base, index, { scope: null, fileMode: true });
}

/** A deployed agent whose file then gets other bytes of the same number, without its stat showing it. */
async function secretlyChanged(): Promise<{ repository: MemoryRepository; stat: BigIntStats }> {
  const repository = memoryRepository("numbers: {}\n");
  await repository.deploy({ desk: "one" });
  const stat = repository.volume.lstatSync(desk, { bigint: true }) as unknown as BigIntStats;
  repository.write("agents/desk/agent.yaml", customAgent("two"));
  return { repository, stat };
}

test("a file whose stat the index has is not read", async () => {
  const repository = memoryRepository("numbers: {}\n");
  await repository.deploy({ desk: "one", intake: "two" });
  const stat = repository.volume.lstatSync(desk, { bigint: true }) as unknown as BigIntStats;
  const read: string[] = [];
  const staged = await stage(withTimes(repository.world, stat.mtimeNs + 10_000_000_000n, stat, read));
  expect(read.filter((path) => path.startsWith("/repo/agents/"))).toEqual([]);
  expect([...staged.agents.keys()]).toEqual(["desk", "intake"]);
  expect(staged.index.every(({ oid }) => oid !== null)).toBe(true);
});

test("as in git, a file that may have changed while the index was written is read all the same", async () => {
  const { repository, stat } = await secretlyChanged();
  const before = await stage(withTimes(repository.world, stat.mtimeNs + 1n, stat, []));
  const after = await stage(withTimes(repository.world, stat.mtimeNs, stat, []));
  expect(after.agents.get("desk")).not.toBe(before.agents.get("desk"));
});

test.each(["mtimeNs", "ctimeNs", "size", "ino", "uid"] as const)(
  "a file with another %s is read",
  async (field) => {
    const { repository, stat } = await secretlyChanged();
    const later = stat.mtimeNs + 10_000_000_000n;
    const same = await stage(withTimes(repository.world, later, stat, []));
    const other = Object.assign(Object.create(Object.getPrototypeOf(stat)), stat, {
      [field]: stat[field] + 1n,
    });
    const changed = await stage(withTimes(repository.world, later, other, []));
    expect(changed.agents.get("desk")).not.toBe(same.agents.get("desk"));
  },
);

test("an index written anew says nothing of a file that may have changed within that moment", async () => {
  const { repository, stat } = await secretlyChanged();
  const racy = withTimes(repository.world, stat.mtimeNs, stat, []);
  const { index } = await openWorkspace(racy, "look");
  const entry = index.find(({ path }) => path === "agents/desk/agent.yaml");
  expect(entry?.raw.stat.readUInt32BE(36)).toBe(0);
  const { entries: stored } = parseIndex(repository.volume.readFileSync("/repo/.git/index") as Buffer);
  expect(stored.find(({ path }) => path === "agents/desk/agent.yaml")?.raw.stat.readUInt32BE(36)).not.toBe(0);
});
