import git from "isomorphic-git";
import { expect, test } from "vitest";
import { memoryRepository } from "../memory-repository.js";

/** isomorphic-git knows nothing of how Tagline writes, and runs on a file system in memory as Tagline does. */
test("another implementation of git reads what deploys wrote, in memory", async () => {
  const repository = memoryRepository("numbers: {}\n");
  await repository.deploy({ desk: "first" });
  await repository.deploy({ desk: "second", intake: "first" });
  await repository.attach("+14155550100", "desk@v0:0.9", "desk@v1:0.1");
  const at = { fs: { promises: repository.world.fs }, dir: "/repo" };

  expect(await git.listTags(at)).toEqual(["v0", "v1"]);
  const [attach, second, first] = await git.log({ ...at, ref: "main" });
  expect([attach?.commit.parent, second?.commit.parent, first?.commit.parent]).toEqual([
    [second?.oid],
    [first?.oid],
    [],
  ]);
  const { tag } = await git.readTag({ ...at, oid: await git.resolveRef({ ...at, ref: "v1" }) });
  const { oid: agents } = await git.readTree({ ...at, oid: second?.oid ?? "", filepath: "agents" });
  expect(tag.object).toBe(second?.oid);
  expect(tag.message).toContain(`Config-Tree: ${agents}\n`);
  // Every file stands in HEAD, on disk and in the index as one and the same.
  const states = await git.statusMatrix(at);
  expect(states.map(([path]) => path)).toEqual([
    "agents/desk/agent.yaml",
    "agents/intake/agent.yaml",
    "phone-numbers.yaml",
  ]);
  expect(states.every(([, head, disk, index]) => head === 1 && disk === 1 && index === 1)).toBe(true);
});
