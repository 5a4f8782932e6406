import { expect, it } from "vitest";
import { openRepository } from "../../src/index.js";
import { type MemoryRepository, memoryRepository } from "../memory-repository.js";

const agentId = "agent_0123456789abcdef0123456789";
const ids = `default:\n  desk:\n    agent_id: ${agentId}\n`;

/** desk in v0 to v2, each another one. */
async function three(): Promise<MemoryRepository> {
  const made = memoryRepository("numbers: {}\n");
  for (const name of ["One", "Two", "Three"]) await made.deploy({ desk: name });
  await made.commitManifest('numbers:\n  "+14155550100":\n    inbound: desk@v1\n');
  return made;
}

function tagFile(number: number): string {
  return `/repo/.git/refs/tags/v${number}`;
}

/** Another file, as git's rename makes it, or none. */
function setTag({ volume }: MemoryRepository, number: number, oid: string | null): void {
  volume.unlinkSync(tagFile(number));
  if (oid !== null) volume.writeFileSync(tagFile(number), `${oid}\n`);
}

function oidOf({ volume }: MemoryRepository, number: number): string {
  return String(volume.readFileSync(tagFile(number), "utf8")).trim();
}

it("a version whose tag was moved or deleted keeps its answer, also in a new process", async () => {
  const made = await three();
  const before = await openRepository("/repo", made.world);
  const one = await before.getAgent("desk", { version: 1 });
  for (const to of [oidOf(made, 2), null]) {
    const was = oidOf(made, 1);
    setTag(made, 1, to);
    for (const repository of [before, await openRepository("/repo", made.world)]) {
      expect(await repository.getAgent("desk", { version: 1 })).toEqual(one);
      expect(await repository.resolveNumber("+14155550100")).toMatchObject({
        agent: { config: { agent_name: "Two" } },
      });
    }
    made.volume.writeFileSync(tagFile(1), `${was}\n`);
  }
});

it("a moved tag of the newest version is noticed by who answered from it before", async () => {
  const made = await three();
  const repository = await openRepository("/repo", made.world);
  const newest = await repository.getAgent("desk", { version: 2 });
  setTag(made, 2, oidOf(made, 0));
  expect(await repository.getAgent("desk", { version: 2 })).toEqual(newest);
});

it("a version is refused when its tag was moved and the one it was published with is lost", async () => {
  const made = await three();
  const was = oidOf(made, 1);
  setTag(made, 1, oidOf(made, 2));
  made.volume.unlinkSync(`/repo/.git/objects/${was.slice(0, 2)}/${was.slice(2)}`);
  const repository = await openRepository("/repo", made.world);
  await expect(repository.getAgent("desk", { version: 1 })).rejects.toMatchObject({ code: "version-moved" });
});

it("ids that become known later change no published reply, and name every version", async () => {
  const made = await three();
  const repository = await openRepository("/repo", made.world);
  const before = await repository.getAgent("desk", { version: 0 });
  await made.commitFile("tagline.ids.yaml", ids);
  expect(await repository.getAgent("desk", { version: 0 })).toEqual(before);
  expect(await repository.getAgent("desk")).toMatchObject({ agent_id: agentId });
  expect(await repository.getAgent(agentId, { version: 0 })).toEqual({ ...before, agent_id: agentId });
  await made.deploy({ desk: "Four" });
  expect(await repository.getAgent("desk", { version: 3 })).toMatchObject({ agent_id: agentId });
});

it("a clock that is set back hides no new commit", async () => {
  const made = await three();
  let now = made.world.clock.now();
  const clock = { ...made.world.clock, now: () => now };
  const repository = await openRepository("/repo", { ...made.world, clock, maximumAge: 250 });
  await repository.state();
  now -= 3_600_000;
  await made.deploy({ desk: "Four" });
  expect(await repository.state()).toMatchObject({ newest: 3 });
});

it("a token is good for ten minutes, for its own call, and from this repository alone", async () => {
  const made = await three();
  let now = made.world.clock.now();
  const clock = { ...made.world.clock, now: () => now };
  const repository = await openRepository("/repo", { ...made.world, clock });
  const { access_token, call_id } = await repository.createWebCall({ agent_id: "desk", agent_version: 1 });
  expect(await repository.verifyToken(access_token)).toMatchObject({ sub: call_id, version: 1 });
  const [head = "", body = "", signature = ""] = access_token.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, version: 2 })).toString("base64url");
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  for (const token of [
    `${head}.${forged}.${signature}`,
    `${none}.${body}.`,
    `${none}.${body}.${signature}`,
    "x",
  ])
    expect(await repository.verifyToken(token)).toBeNull();
  const other = await openRepository("/repo", (await three()).world);
  expect(await other.verifyToken(access_token)).toBeNull();
  now += 600_000;
  expect(await repository.verifyToken(access_token)).toBeNull();
});

it("a branch that is renamed or deleted is no empty draft: the last good state answers, and nothing is written", async () => {
  const made = await three();
  const said: unknown[] = [];
  const repository = await openRepository("/repo", {
    ...made.world,
    onUnreadable: (error) => said.push(error),
  });
  const draft = await repository.getAgent("desk");
  made.volume.renameSync("/repo/.git/refs/heads/main", "/repo/.git/refs/heads/other");
  expect(await repository.getAgent("desk")).toEqual(draft);
  expect(said.at(-1)).toMatchObject({ code: "branch-gone" });
  const number = { phone_number: "+14155550109" };
  await expect(repository.createPhoneNumber(number)).rejects.toMatchObject({ code: "branch-gone" });
  await expect(repository.deploy({ evenIfUnchanged: true })).rejects.toMatchObject({
    code: "branch-gone",
  });
  made.volume.renameSync("/repo/.git/refs/heads/other", "/repo/.git/refs/heads/main");
  await repository.createPhoneNumber(number);
  expect(said.at(-1)).toBeNull();
});
