import { expect, it } from "vitest";
import { planAttachment } from "../../src/attach/index.js";
import { type DeployOptions, planDeployment } from "../../src/deploy/index.js";
import { history } from "../../src/history/index.js";
import { listNumbers } from "../../src/numbers/index.js";
import { customAgent, memoryWorld } from "../memory-world.js";

const plain: DeployOptions = {
  scope: null,
  title: null,
  attach: [],
  evenIfUnchanged: false,
  branch: null,
  push: { kind: "no" } as const,
};

it("makes the very objects that git makes: literal ids on a fixed clock", async () => {
  const { world, volume } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  const { plan, apply } = await planDeployment(world, { ...plain, title: "First" });
  expect(plan).toMatchObject({ kind: "deploy", version: 0, agentsChanged: ["desk"], previous: null });
  // The same ids come from git: test/e2e/same-as-git.test.ts compares them with the git program.
  expect(await apply()).toMatchObject({
    status: "deployed",
    version: 0,
    commit: "bae1fbaf3b8b9382911612ed3f06837566206a45",
    tagOid: "6952d28684ebab4412ec350184698b15bbcc2ace",
  });
  expect(volume.readFileSync("/repo/.git/refs/tags/v0", "utf8")).toBe(
    "6952d28684ebab4412ec350184698b15bbcc2ace\n",
  );
  expect(volume.readFileSync("/repo/.git/refs/heads/main", "utf8")).toBe(
    "bae1fbaf3b8b9382911612ed3f06837566206a45\n",
  );
  expect(volume.existsSync("/repo/.git/index.lock")).toBe(false);
});

it("counts on from the last version and chains to it", async () => {
  const { world, volume } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  await (await planDeployment(world, plain)).apply();
  volume.writeFileSync("/repo/agents/desk/agent.yaml", customAgent("desk2"));
  const second = await planDeployment(world, plain);
  expect(second.plan).toMatchObject({ version: 1, previous: { version: 0 } });
  await second.apply();
  expect((await history(world, { limit: null, agent: null })).map(({ version }) => version)).toEqual([1, 0]);
});

it("lists no versions of an agent that there is not, and says which was meant", async () => {
  const { world, volume } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  await (await planDeployment(world, plain)).apply();
  await expect(history(world, { limit: null, agent: "desc" })).rejects.toMatchObject({
    code: "unknown-agent",
    message: 'There is no agent "desc" in any version.',
    hint: 'did you mean "desk"?',
  });
  volume.mkdirSync("/repo/agents/survey");
  volume.writeFileSync("/repo/agents/survey/agent.yaml", customAgent("survey"));
  expect(await history(world, { limit: null, agent: "survey" })).toEqual([]);
  await expect(planDeployment(world, { ...plain, scope: ["surve"] })).rejects.toMatchObject({
    hint: 'did you mean "survey"?',
  });
});

it("names the lines that stay at an earlier version of an agent that changes", async () => {
  const manifest = `numbers:
  "+14155550100": { inbound: desk@v0 }
  "+14155550101": { inbound: desk@v0 }
  "+14155550102": { inbound: [{ pin: desk@v0, weight: 0.5 }, { pin: desk@draft, weight: 0.5 }] }
  "+14155550103": { outbound: intake@v0 }
`;
  const { world, volume } = memoryWorld({
    "agents/desk/agent.yaml": customAgent("desk"),
    "agents/intake/agent.yaml": customAgent("intake"),
  });
  const first = await planDeployment(world, plain);
  expect(first.plan).toMatchObject({ staying: [], hasNumbers: false });
  await first.apply();
  volume.writeFileSync("/repo/phone-numbers.yaml", manifest);
  await (await planDeployment(world, { ...plain, evenIfUnchanged: true })).apply();
  volume.writeFileSync("/repo/agents/desk/agent.yaml", customAgent("desk2"));
  const { plan } = await planDeployment(world, {
    ...plain,
    attach: [{ number: "+14155550101", agent: null }],
  });
  expect(plan.hasNumbers).toBe(true);
  expect(plan.staying).toEqual([{ number: "+14155550100", direction: "inbound", agent: "desk", version: 0 }]);
});

it("makes nothing when nothing changed, unless it is asked to", async () => {
  const { world } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  await (await planDeployment(world, plain)).apply();
  const again = await planDeployment(world, plain);
  expect(again.plan).toMatchObject({ kind: "unchanged", version: 0 });
  expect(await again.apply()).toMatchObject({ status: "unchanged", version: 0 });
  const forced = await planDeployment(world, { ...plain, evenIfUnchanged: true });
  expect(forced.plan).toMatchObject({ kind: "deploy", version: 1, agentsChanged: [] });
});

it("never frees the number of a version whose tag was deleted", async () => {
  const { world, volume } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  await (await planDeployment(world, plain)).apply();
  volume.unlinkSync("/repo/.git/refs/tags/v0");
  expect((await planDeployment(world, { ...plain, evenIfUnchanged: true })).plan).toMatchObject({
    version: 1,
  });
});

it("refuses a plan that the branch has left behind, and writes nothing", async () => {
  const { world, volume } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  const early = await planDeployment(world, plain);
  await (await planDeployment(world, plain)).apply();
  const before = volume.toJSON("/repo/.git/refs");
  await expect(early.apply()).rejects.toMatchObject({ code: "stale-plan", exit: 3 });
  expect(volume.toJSON("/repo/.git/refs")).toEqual(before);
  expect(volume.existsSync("/repo/.git/index.lock")).toBe(false);
});

it("refuses while another process holds a lock, naming the file", async () => {
  const { world, volume } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  const planned = await planDeployment(world, plain);
  volume.writeFileSync("/repo/.git/index.lock", "");
  await expect(planned.apply()).rejects.toMatchObject({ code: "locked", exit: 3 });
  expect(volume.existsSync("/repo/.git/index.lock")).toBe(true);
  expect(volume.existsSync("/repo/.git/refs/tags/v0")).toBe(false);
});

it("refuses a lightweight tag in the next number's place", async () => {
  const { world, volume } = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk") });
  const { commit } = await (await planDeployment(world, plain)).apply();
  volume.writeFileSync("/repo/.git/refs/tags/v1", `${commit}\n`);
  await expect(planDeployment(world, { ...plain, evenIfUnchanged: true })).rejects.toMatchObject({
    code: "number-blocked",
    exit: 3,
  });
});

it("attaches numbers in the deploy's own commit, and keeps the manifest's comments", async () => {
  const { world, volume } = memoryWorld({
    "agents/desk/agent.yaml": customAgent("desk"),
    "phone-numbers.yaml":
      'numbers:\n  "+14155550100": # front\n    inbound: desk@draft\n  "+14155550101":\n    inbound: desk@draft\n',
  });
  await (await planDeployment(world, plain)).apply();
  volume.writeFileSync("/repo/agents/desk/agent.yaml", customAgent("desk2"));
  const planned = await planDeployment(world, {
    ...plain,
    attach: [{ number: "+14155550100", agent: null }],
  });
  expect(planned.plan.followingDraft).toEqual(["+14155550101"]);
  await planned.apply();
  expect(volume.readFileSync("/repo/phone-numbers.yaml", "utf8")).toBe(
    'numbers:\n  "+14155550100": # front\n    inbound: desk@v1\n  "+14155550101":\n    inbound: desk@draft\n',
  );
  const { rows } = await listNumbers(world);
  expect(rows[0]?.lines.inbound).toMatchObject([{ agent: "desk", version: 1, weight: 1 }]);
});

it("takes only the named agents from the working tree", async () => {
  const { world, volume } = memoryWorld({
    "agents/desk/agent.yaml": customAgent("desk"),
    "agents/intake/agent.yaml": customAgent("intake"),
  });
  await (await planDeployment(world, plain)).apply();
  volume.writeFileSync("/repo/agents/desk/agent.yaml", customAgent("desk2"));
  volume.writeFileSync("/repo/agents/intake/agent.yaml", "not: [valid");
  const planned = await planDeployment(world, { ...plain, scope: ["desk"] });
  expect(planned.plan.agentsChanged).toEqual(["desk"]);
  await planned.apply();
  await expect(planDeployment(world, plain)).rejects.toMatchObject({
    code: "invalid-configuration",
    exit: 1,
  });
});

it("attach refuses a pin that would dangle, and a split without --replace", async () => {
  const { world } = memoryWorld({
    "agents/desk/agent.yaml": customAgent("desk"),
    "phone-numbers.yaml":
      'numbers:\n  "+14155550100":\n    inbound:\n      - { pin: desk@draft, weight: 1 }\n  "+14155550101":\n    inbound: desk@draft\n',
  });
  await (await planDeployment(world, plain)).apply();
  const request = { direction: null, replace: false, commit: true, push: { kind: "no" } as const };
  await expect(
    planAttachment(world, {
      ...request,
      numbers: ["+14155550101"],
      pins: [{ agent: "desk", version: 7, weight: 1 }],
    }),
  ).rejects.toMatchObject({ code: "unknown-version" });
  await expect(
    planAttachment(world, {
      ...request,
      numbers: ["+14155550101"],
      pins: [{ agent: "dsk", version: 0, weight: 1 }],
    }),
  ).rejects.toMatchObject({ code: "unknown-agent" });
});

it("attach refuses a pin that would dangle on a line that dangles already", async () => {
  const { world } = memoryWorld({
    "agents/desk/agent.yaml": customAgent("desk"),
    "phone-numbers.yaml": 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n',
  });
  await (await planDeployment(world, plain)).apply();
  const attach = [{ number: "+14155550100", agent: null }];
  await (await planDeployment(world, { ...plain, attach, evenIfUnchanged: true })).apply();
  await world.fs.unlink("/repo/.git/refs/tags/v1");
  const request = {
    numbers: ["+14155550100"],
    direction: null,
    replace: false,
    commit: true,
    push: plain.push,
  };
  const pin = { agent: "desk", version: 7, weight: 1 };
  await expect(planAttachment(world, { ...request, pins: [pin] })).rejects.toMatchObject({
    code: "unknown-version",
  });
  expect(await planAttachment(world, { ...request, pins: [{ ...pin, version: 0 }] })).toMatchObject({
    changes: [{ after: [{ version: 0 }] }],
  });
});
