import { describe, expect, it } from "vitest";
import { pinsText } from "../../src/format/pins.js";
import { numberHistory } from "../../src/history/number-history.js";
import { planGoingBack } from "../../src/rollback/index.js";
import type { World } from "../../src/world.js";
import { checkRepository } from "../check-repository.js";
import { faultyFs, Stopped } from "../faulty-fs.js";
import { memoryRepository } from "../memory-repository.js";

const number = "+14155550100";
const other = "+14155550101";
const oneLine = (pin: string, written = `"${number}"`): string =>
  `# where calls go\nnumbers:\n  ${written}: # front\n    inbound: ${pin}\n`;
const plain = {
  numbers: [number],
  allOn: null,
  to: null,
  direction: null,
  commit: true,
  push: { kind: "no" },
} as const;

/** Three versions, and the line on the newest: v0, v1, v2 in turn. */
async function threeVersions() {
  const made = memoryRepository(oneLine("desk@draft"));
  for (const version of [0, 1, 2]) {
    await made.deploy({ desk: `desk ${version}` });
    await made.attach(number, `desk@v${version}`);
  }
  return made;
}

const pinsHad = async (world: World, limit: number | null = null): Promise<string[]> =>
  (await numberHistory(world, number, limit)).runs.map(
    ({ direction, pins, since }) => `${direction} ${pinsText(pins)} ${since.subject}`,
  );

describe("rollback", () => {
  it("makes one commit of the manifest alone, which keeps its comments, and says what it did", async () => {
    const { world, volume, read } = await threeVersions();
    const planned = await planGoingBack(world, plain);
    expect(planned.changes).toEqual([
      {
        number,
        direction: "inbound",
        before: [{ agent: "desk", version: 2, weight: 1 }],
        after: [{ agent: "desk", version: 1, weight: 1 }],
      },
    ]);
    expect(read("phone-numbers.yaml")).toBe(oneLine("desk@v2"));
    const { commit } = await planned.apply();
    expect(read("phone-numbers.yaml")).toBe(oneLine("desk@v1"));
    expect(volume.readFileSync("/repo/.git/refs/heads/main", "utf8")).toBe(`${commit}\n`);
    expect(commit).toBe("6926c618f30612587ddfd3971caeccdf0253ec87");
    expect((await pinsHad(world, 1))[0]).toBe(`inbound desk@v1 Roll back inbound of ${number} to desk@v1`);
  });

  it("refuses a plan that the branch has left behind", async () => {
    const { world, attach } = await threeVersions();
    const early = await planGoingBack(world, plain);
    await attach(number, "desk@v0");
    await expect(early.apply()).rejects.toMatchObject({ code: "stale-plan", exit: 3 });
  });

  it("moves every line on a bad version in one commit, or none of them", async () => {
    const { world, attach, read } = await threeVersions();
    await attach(other, "desk@v2");
    const all = { ...plain, numbers: [], allOn: 2 };
    await expect(planGoingBack(world, all)).rejects.toMatchObject({
      code: "cannot-roll-back",
      exit: 3,
      message: `The inbound line of ${other} has had no other pin, so there is nothing to go back to.`,
      hint: `tagline attach ${other} desk@v<N>`,
    });
    await attach(other, "desk@v0");
    await attach(other, "desk@v2");
    const planned = await planGoingBack(world, all);
    await planned.apply();
    expect(read("phone-numbers.yaml")).toContain("inbound: desk@v1\n");
    expect(read("phone-numbers.yaml")).toContain("inbound: desk@v0\n");
  });

  it("says of each line why it stays, when several do", async () => {
    const { world, attach } = await threeVersions();
    await attach(number, "desk@draft");
    await attach(other, "desk@v2");
    await expect(planGoingBack(world, { ...plain, numbers: [number, other] })).rejects.toMatchObject({
      message: `The inbound line of ${number} follows the draft, so it must be said which version it goes back to (these ran there: v2, v1, v0). The inbound line of ${other} has had no other pin, so there is nothing to go back to. No line was moved.`,
      hint: `tagline rollback ${number} --to v2`,
    });
  });

  it("goes to a version that ran on the line, and to no other", async () => {
    const { world, deploy, attach, read } = await threeVersions();
    await deploy({ desk: "desk 3" });
    await expect(planGoingBack(world, { ...plain, to: 3 })).rejects.toMatchObject({
      code: "cannot-roll-back",
      message: `The inbound line of ${number} never ran v3 (these ran there: v1, v0).`,
      hint: `tagline rollback ${number} --to v1`,
    });
    await expect(planGoingBack(world, { ...plain, to: 9 })).rejects.toMatchObject({
      code: "unknown-version",
      exit: 2,
    });
    await attach(number, "desk@v2:0.5", "desk@v3:0.5");
    await (await planGoingBack(world, { ...plain, to: 0 })).apply();
    expect(read("phone-numbers.yaml")).toContain("inbound: desk@v0\n");
  });

  it("does not go to a pin that was written before its version was made and changed before it was", async () => {
    const { world, commitManifest, deploy } = await threeVersions();
    await commitManifest(oneLine("desk@v3"));
    await commitManifest(oneLine("desk@v2"));
    await deploy({ desk: "desk 3" });
    expect((await planGoingBack(world, plain)).changes).toMatchObject([{ after: [{ version: 1 }] }]);
    await expect(planGoingBack(world, { ...plain, to: 3 })).rejects.toMatchObject({
      message: `The inbound line of ${number} never ran v3 (these ran there: v1, v0).`,
    });
  });

  it("does not guess when the version before is not here", async () => {
    const { world, volume, attach } = await threeVersions();
    await attach(number, "desk@v0");
    volume.unlinkSync("/repo/.git/refs/tags/v2");
    await expect(planGoingBack(world, plain)).rejects.toMatchObject({
      message: `The inbound line of ${number} pointed to v2 before, which is no version here (this ran there: v1).`,
      hint: `git fetch --tags, or: tagline rollback ${number} --to v1`,
    });
  });

  it("finds the line's past under any spelling, and from before the number was taken out", async () => {
    const { world, commitManifest, read } = await threeVersions();
    await commitManifest(oneLine("desk@v0", '"+1 415 555 0100"'));
    await commitManifest("numbers:\n");
    await commitManifest(null);
    await commitManifest(oneLine("desk@v2"));
    await (await planGoingBack(world, plain)).apply();
    expect(read("phone-numbers.yaml")).toBe(oneLine("desk@v0"));
  });

  it("does not bring back a number that is not in the manifest", async () => {
    const { world, commitManifest } = await threeVersions();
    await commitManifest("numbers:\n");
    await expect(planGoingBack(world, plain)).rejects.toMatchObject({ code: "unknown-number", exit: 2 });
  });

  it("passes over a manifest that cannot be read, or not where the line stands, and names it", async () => {
    const { world, commitManifest } = await threeVersions();
    await commitManifest("numbers: [\n");
    await commitManifest(oneLine("desk"));
    await commitManifest(oneLine("desk@v2"));
    const planned = await planGoingBack(world, plain);
    expect(planned.changes).toMatchObject([{ after: [{ version: 1 }] }]);
    expect(planned.passedOver.map(({ subject }) => subject)).toEqual(["Edit by hand", "Edit by hand"]);
  });

  it("is not stopped by what is wrong elsewhere in the manifest", async () => {
    const { world, commitManifest } = await threeVersions();
    await commitManifest(`${oneLine("desk@v0")}  "${other}":\n    inbound: nonsense\n`);
    await commitManifest(oneLine("desk@v2"));
    const planned = await planGoingBack(world, plain);
    expect(planned).toMatchObject({ changes: [{ after: [{ version: 0 }] }], passedOver: [] });
  });

  it("shows the problem, not an unknown number, when the manifest itself is broken", async () => {
    const { world, commitManifest } = await threeVersions();
    await commitManifest("numbers: [\n");
    await expect(planGoingBack(world, plain)).rejects.toMatchObject({ code: "invalid-configuration" });
  });

  it("with --no-commit goes back from what is on disk, and commits nothing", async () => {
    const { world, volume, read, write } = await threeVersions();
    const head = volume.readFileSync("/repo/.git/refs/heads/main", "utf8");
    write("phone-numbers.yaml", oneLine("desk@v0"));
    await expect(planGoingBack(world, plain)).rejects.toMatchObject({ code: "manifest-edited", exit: 3 });
    const planned = await planGoingBack(world, { ...plain, commit: false });
    expect(await planned.apply()).toEqual({ commit: null });
    expect(read("phone-numbers.yaml")).toBe(oneLine("desk@v2"));
    expect(volume.readFileSync("/repo/.git/refs/heads/main", "utf8")).toBe(head);
  });
});

it("rollback --to stopped before any write leaves a sound repository, and run again completes", async () => {
  const request = { ...plain, to: 0 };
  const run = async (world: World) => (await planGoingBack(world, request)).apply();
  const whole = await threeVersions();
  const counted = faultyFs(whole.world.fs, Number.POSITIVE_INFINITY, "stop");
  await run({ ...whole.world, fs: counted.fs });
  expect(counted.count()).toBeGreaterThan(15);
  for (let at = 1; at <= counted.count(); at++) {
    const made = await threeVersions();
    const { fs } = faultyFs(made.world.fs, at, "stop");
    const processes = { ...made.world.processes, self: () => Promise.resolve("test.2") };
    await expect(run({ ...made.world, fs, processes })).rejects.toThrow(Stopped);
    checkRepository(made.volume);
    await run(made.world);
    expect({ at, leftovers: checkRepository(made.volume).leftovers }).toEqual({ at, leftovers: [] });
    expect(made.read("phone-numbers.yaml")).toBe(oneLine("desk@v0"));
    expect((await pinsHad(made.world))[0]).toBe(`inbound desk@v0 Roll back inbound of ${number} to desk@v0`);
  }
});

describe("history --number", () => {
  it("tells each pin of each line, newest first, with the commit that began it", async () => {
    const { world, commitManifest } = await threeVersions();
    await commitManifest(`${oneLine("desk@v2")}    outbound: desk@v0\n`);
    await commitManifest(`${oneLine("desk@v2")}    nickname: Front\n`);
    expect(await pinsHad(world)).toEqual([
      "outbound no agent Edit by hand",
      "outbound desk@v0 Edit by hand",
      `inbound desk@v2 Attach inbound of ${number} to desk@v2`,
      `inbound desk@v1 Attach inbound of ${number} to desk@v1`,
      `inbound desk@v0 Attach inbound of ${number} to desk@v0`,
      "inbound desk@draft Deploy v0",
    ]);
    expect(await pinsHad(world, 2)).toEqual([
      "outbound no agent Edit by hand",
      "outbound desk@v0 Edit by hand",
    ]);
    const { runs } = await numberHistory(world, number, null);
    expect(runs.map(({ isCurrent }) => isCurrent)).toEqual([true, false, true, false, false, false]);
  });

  it("remembers a number that is gone, and refuses one that never was", async () => {
    const { world, commitManifest } = await threeVersions();
    await commitManifest("numbers:\n");
    expect((await pinsHad(world, 2))[0]).toBe("inbound no agent Edit by hand");
    await expect(numberHistory(world, "+14155550109", null)).rejects.toMatchObject({
      code: "unknown-number",
    });
  });

  it("of a number without pins is empty, and of a repository without commits has no numbers", async () => {
    const { world, commitManifest } = await threeVersions();
    await commitManifest(`${oneLine("desk@v2")}  "${other}":\n`);
    expect((await numberHistory(world, other, null)).runs).toEqual([]);
    await expect(numberHistory(memoryRepository("").world, number, null)).rejects.toMatchObject({
      code: "unknown-number",
    });
  });
});
