import { expect, it } from "vitest";
import { formatPin } from "../../src/model/pin.js";
import { verbActions } from "../../src/tui/verbs.js";
import { readPulse } from "../../src/watch/index.js";
import { exampleRepository } from "./example-repository.js";

it("plans and applies by the verbs: attach, roll back, restore, deploy", async () => {
  const { world, volume } = await exampleRepository();
  const actions = verbActions(world);
  expect(await actions.listVersions()).toEqual([2, 1, 0]);
  expect(await actions.readVersion(1)).toMatchObject({
    title: "Brief, and nearer to the prompt",
    numbers: ["+14155550100"],
  });

  const number = "+1 (415) 555-0100";
  const pins = [{ agent: "receptionist", version: 2, weight: 1 }];
  const attach = await actions.plan({ kind: "attach", push: true, number, direction: "inbound", pins });
  expect(attach.plan).toMatchObject({ kind: "lines", changes: [{ number: "+14155550100", after: pins }] });
  await attach.apply();

  const of = { kind: "line", number: "+14155550100", direction: "inbound" } as const;
  const back = await actions.plan({ kind: "rollback", push: true, of });
  expect(back.plan).toMatchObject({ changes: [{ after: [{ version: 1 }] }] });
  await back.apply();

  const restore = await actions.plan({ kind: "restore", agent: null, version: 0 });
  expect(await restore.apply()).toMatchObject({
    plan: { agents: [{ agent: "receptionist", kind: "changed" }] },
  });
  expect(String(volume.readFileSync("/repo/agents/receptionist/llm.yaml", "utf8"))).toContain("0.2");

  const deploy = await actions.plan({
    kind: "deploy",
    agent: null,
    push: true,
    title: "As before",
    attach: ["+14155550100"],
  });
  expect(deploy.plan).toMatchObject({ report: { status: "planned", version: 3 } });
  expect(await deploy.apply()).toMatchObject({
    report: { status: "deployed", version: 3, title: "As before" },
  });
  expect(await actions.listVersions()).toEqual([3, 2, 1, 0]);
});

it("reads what the right pane shows", async () => {
  const { world } = await exampleRepository();
  const actions = verbActions(world);
  const rev = { kind: "version", version: 1 } as const;
  expect(await actions.read({ kind: "agents", rev })).toEqual({
    kind: "agents",
    slugs: ["intake", "receptionist", "survey"],
  });
  const configuration = await actions.read({ kind: "configuration", rev, agent: "survey" });
  const [first, second] = configuration.kind === "configuration" ? configuration.lines : [];
  expect(first).toEqual([{ kind: "key", text: "agent:" }]);
  expect(second?.map(({ text }) => text).join("")).toBe("  response_engine:");
  expect(await actions.read({ kind: "tag", version: 1 })).toMatchObject({
    tag: { isSigned: false, message: expect.stringContaining("Previous-Version: v0") },
  });
  expect(await actions.read({ kind: "integrity" })).toMatchObject({ verified: { ok: true } });
});

it("knows which pins follow the draft, have what the newest version has, or lead nowhere", async () => {
  const { world } = await exampleRepository();
  const actions = verbActions(world);
  const at = (version: number) => ({ agent: "survey", version, weight: 1 });
  const request = {
    kind: "attach",
    push: true,
    number: "+14155550101",
    direction: "inbound",
    pins: [at(0)],
  } as const;
  await (await actions.plan(request)).apply();
  const { pins, rows } = await actions.readNumbers();
  expect(Object.fromEntries(pins)).toEqual({
    "receptionist@v1": "stale",
    "survey@v0": "current",
    "survey@draft": "draft",
    "receptionist@draft": "draft",
  });
  expect(rows[0]?.lines.inbound.map(formatPin)).toEqual(["receptionist@v1"]);
});

it("the pulse of a repository changes with a commit, a tag and an edit of the manifest, and else does not", async () => {
  const { world, volume } = await exampleRepository();
  const before = await readPulse(world);
  expect((await readPulse(world)).fingerprint).toBe(before.fingerprint);
  const request = {
    kind: "attach",
    push: true,
    number: "+14155550101",
    direction: "inbound",
    pins: [],
  } as const;
  await (await verbActions(world).plan(request)).apply();
  const attached = await readPulse(world);
  expect(attached.fingerprint).not.toBe(before.fingerprint);
  volume.appendFileSync("/repo/phone-numbers.yaml", "# more\n");
  expect((await readPulse(world)).fingerprint).not.toBe(attached.fingerprint);
});
