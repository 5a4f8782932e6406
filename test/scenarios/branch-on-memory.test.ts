import { expect, it } from "vitest";
import { planAttachment } from "../../src/attach/index.js";
import { planDeployment } from "../../src/deploy/index.js";
import { parseCommit } from "../../src/git/commit-object.js";
import { readIndex } from "../../src/git/index-file.js";
import { mustReadObject } from "../../src/git/objects.js";
import { readHead } from "../../src/git/refs.js";
import { findRepository } from "../../src/git/repository.js";
import { treeOfCommit } from "../../src/git/trees.js";
import type { World } from "../../src/world.js";
import { memoryRepository } from "../memory-repository.js";

const manifest = '# Lines\nnumbers:\n  "+14155550100": # the desk\n    inbound: desk@draft\n';
const no = { kind: "no" } as const;
const request = { numbers: ["+14155550100"], direction: null, replace: false, commit: true, push: no };
const pins = [{ agent: "desk", version: 0, weight: 1 }];
const publish = { scope: null, title: "T", attach: [], evenIfUnchanged: true, branch: null, push: no };

const onMain = (world: World): World => ({ ...world, branch: "main", caller: "ci" });

async function headOf(world: World): Promise<{ message: string; manifest: string }> {
  const repo = await findRepository(world, world.cwd);
  const { commit } = await readHead(repo);
  const { message } = parseCommit(await mustReadObject(repo, commit ?? "", "commit"));
  const tree = await treeOfCommit(repo, commit ?? "");
  return { message, manifest: String(Buffer.from((await tree.read("phone-numbers.yaml")) ?? "")) };
}

it("a commit made on the branch names who asked, and the clean working tree that is on it follows", async () => {
  const { world, deploy, read } = memoryRepository(manifest);
  await deploy({ desk: "One" });
  await (await planAttachment(onMain(world), { ...request, pins })).apply();
  const after = manifest.replace("desk@draft", "desk@v0");
  expect(await headOf(world)).toEqual({
    message: "Attach inbound of +14155550100 to desk@v0\n\nRequested-By: ci\n",
    manifest: after,
  });
  expect(read("phone-numbers.yaml")).toBe(after);
  const repo = await findRepository(world, world.cwd);
  const tree = await treeOfCommit(repo, (await readHead(repo)).commit ?? "");
  const indexed = (await readIndex(repo)).entries.find(({ path }) => path === "phone-numbers.yaml");
  expect(indexed?.oid).toBe((await tree.find("phone-numbers.yaml"))?.oid);
});

it("edits in the way of a commit on the branch refuse it, and stay", async () => {
  const { world, deploy, read, write } = memoryRepository(manifest);
  await deploy({ desk: "One" });
  const edited = `${manifest}# mine\n`;
  write("phone-numbers.yaml", edited);
  const before = await headOf(world);
  await expect((await planAttachment(onMain(world), { ...request, pins })).apply()).rejects.toMatchObject({
    code: "checkout-edited",
  });
  expect(await headOf(world)).toEqual(before);
  expect(read("phone-numbers.yaml")).toBe(edited);
});

it("a version of the branch is its commit, whatever stands in the working tree", async () => {
  const { world, deploy, read, write } = memoryRepository(manifest);
  await deploy({ desk: "One" });
  const before = await headOf(world);
  write("agents/desk/agent.yaml", "not: an agent\n");
  const made = await (await planDeployment(onMain(world), publish)).apply();
  expect(made).toMatchObject({ status: "deployed", version: 1 });
  expect(await headOf(world)).toEqual(before);
  expect(read("agents/desk/agent.yaml")).toBe("not: an agent\n");
});

it("a bare repository is written to", async () => {
  const { world, deploy, volume } = memoryRepository(manifest);
  await deploy({ desk: "One" });
  volume.renameSync("/repo/.git", "/bare");
  const config = String(volume.readFileSync("/bare/config", "utf8"));
  volume.writeFileSync("/bare/config", config.replace("bare = false", "bare = true"));
  const bare = { ...onMain(world), cwd: "/bare" };
  await (await planAttachment(bare, { ...request, pins })).apply();
  expect((await headOf(bare)).manifest).toContain("desk@v0");
});

it("a branch that no working tree is on is written to, and the one that is elsewhere stays as it is", async () => {
  const { world, deploy, volume, read } = memoryRepository(manifest);
  await deploy({ desk: "One" });
  const head = String(volume.readFileSync("/repo/.git/refs/heads/main", "utf8"));
  volume.writeFileSync("/repo/.git/refs/heads/other", head);
  const other = { ...world, branch: "other" };
  await (await planAttachment(other, { ...request, pins })).apply();
  expect((await headOf(other)).manifest).toContain("desk@v0");
  expect((await headOf(world)).manifest).toContain("desk@draft");
  expect(read("phone-numbers.yaml")).toBe(manifest);
});
