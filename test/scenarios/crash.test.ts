import { expect, it } from "vitest";
import { planAttachment } from "../../src/attach/index.js";
import { type DeployOptions, planDeployment } from "../../src/deploy/index.js";
import { TaglineError } from "../../src/errors.js";
import { history } from "../../src/history/index.js";
import { planGoingBack } from "../../src/rollback/index.js";
import { readStatus } from "../../src/status/index.js";
import { readFullStatus } from "../../src/status/standing.js";
import type { World } from "../../src/world.js";
import { type CheckedRepository, checkRepository } from "../check-repository.js";
import { faultyFs, Stopped } from "../faulty-fs.js";
import { customAgent, type MemoryWorld, memoryWorld } from "../memory-world.js";

const no = { kind: "no" } as const;
const plain: DeployOptions = {
  scope: null,
  title: null,
  attach: [],
  evenIfUnchanged: false,
  branch: null,
  push: no,
};
const manifest = 'numbers:\n  "+14155550100": # front\n    inbound: desk@draft\n';

/** A repository with v0 of `desk`, an edit that is not deployed, and a file that someone has staged. */
async function deployed(): Promise<MemoryWorld> {
  const made = memoryWorld({ "agents/desk/agent.yaml": customAgent("desk"), "phone-numbers.yaml": manifest });
  await (await planDeployment(made.world, plain)).apply();
  made.volume.writeFileSync("/repo/agents/desk/agent.yaml", customAgent("desk2"));
  return made;
}

/** What is done, run in `world`; and what must hold when it was done completely. */
interface Scenario {
  readonly name: string;
  prepare?(world: World): Promise<void>;
  run(world: World): Promise<unknown>;
  done(after: CheckedRepository, made: MemoryWorld): void;
}

const scenarios: readonly Scenario[] = [
  {
    name: "deploy",
    run: async (world) => (await planDeployment(world, plain)).apply(),
    done({ versions, head }) {
      expect([...versions.keys()]).toEqual([0, 1]);
      expect(versions.get(1)?.commit).toBe(head);
    },
  },
  {
    name: "deploy --attach",
    run: async (world) =>
      (await planDeployment(world, { ...plain, attach: [{ number: "+14155550100", agent: null }] })).apply(),
    done({ versions, head }, { volume }) {
      expect([...versions.keys()]).toEqual([0, 1]);
      expect(versions.get(1)?.commit).toBe(head);
      expect(volume.readFileSync("/repo/phone-numbers.yaml", "utf8")).toBe(manifest.replace("draft", "v1"));
    },
  },
  {
    name: "attach",
    run: async (world) =>
      (
        await planAttachment(world, {
          numbers: ["+14155550100"],
          pins: [{ agent: "desk", version: 0, weight: 1 }],
          direction: null,
          replace: false,
          commit: true,
          push: no,
        })
      ).apply(),
    done(_, { volume }) {
      expect(volume.readFileSync("/repo/phone-numbers.yaml", "utf8")).toBe(manifest.replace("draft", "v0"));
    },
  },
  {
    name: "rollback",
    async prepare(world) {
      const attach = { numbers: ["+14155550100"], direction: null, replace: false, commit: true, push: no };
      const pins = [{ agent: "desk", version: 0, weight: 1 }];
      await (await planAttachment(world, { ...attach, pins })).apply();
      const again = { ...plain, attach: [{ number: "+14155550100", agent: null }] };
      await (await planDeployment(world, again)).apply();
    },
    async run(world) {
      const request = { numbers: ["+14155550100"], to: 0, allOn: null, direction: null };
      return (await planGoingBack(world, { ...request, commit: true, push: no })).apply();
    },
    done({ versions }, { volume }) {
      expect([...versions.keys()]).toEqual([0, 1]);
      expect(volume.readFileSync("/repo/phone-numbers.yaml", "utf8")).toBe(manifest.replace("draft", "v0"));
    },
  },
];

it.each(scenarios)(
  "$name: stopped before any write, the repository is sound, and running it again completes it",
  async (scenario) => {
    const { run, done } = scenario;
    const total = await writesOf(scenario);
    expect(total).toBeGreaterThan(20);
    for (let at = 1; at <= total; at++) {
      const made = await deployed();
      await scenario.prepare?.(made.world);
      const { fs } = faultyFs(made.world.fs, at, "stop");
      await expect(run({ ...made.world, fs, processes: gone("test.2", made.world) })).rejects.toThrow(
        Stopped,
      );
      const { versions: between } = checkRepository(made.volume);
      // Another process comes, which finds the first one gone.
      await run(made.world);
      const after = checkRepository(made.volume);
      expect({ at, leftovers: after.leftovers }).toEqual({ at, leftovers: [] });
      for (const [version, { oid }] of between) expect(after.versions.get(version)?.oid).toBe(oid);
      done(after, made);
      const { uncommitted, manifestEdited } = await readStatus(made.world);
      expect({ at, manifestEdited }).toEqual({ at, manifestEdited: false });
      if (after.versions.size > 1) expect({ at, uncommitted }).toEqual({ at, uncommitted: [] });
    }
  },
);

it("status says what became of what was left, once", async () => {
  const [scenario] = scenarios;
  if (scenario === undefined) return;
  const total = await writesOf(scenario);
  const said = new Set<string>();
  for (let at = 1; at <= total; at++) {
    const made = await deployed();
    const { fs } = faultyFs(made.world.fs, at, "stop");
    await scenario.run({ ...made.world, fs, processes: gone("test.2", made.world) }).catch(() => undefined);
    const { recovered, newest } = await readFullStatus(made.world);
    for (const { outcome, version } of recovered) {
      expect(version).toBe(1);
      // What is told of it is what there is.
      expect({ at, newest: newest?.version }).toEqual({ at, newest: outcome === "completed" ? 1 : 0 });
      said.add(outcome);
    }
    expect((await readFullStatus(made.world)).recovered).toEqual([]);
  }
  expect([...said].sort()).toEqual(["completed", "dropped"]);
});

it("a command that only reads completes what was left, too", async () => {
  const [scenario] = scenarios;
  if (scenario === undefined) return;
  const total = await writesOf(scenario);
  for (let at = 1; at <= total; at++) {
    const made = await deployed();
    const { fs } = faultyFs(made.world.fs, at, "stop");
    await scenario.run({ ...made.world, fs, processes: gone("test.2", made.world) }).catch(() => undefined);
    const rows = await history(made.world, { limit: null, agent: null });
    const { versions, head, leftovers } = checkRepository(made.volume);
    expect({ at, leftovers }).toEqual({
      at,
      leftovers: [],
    });
    expect(rows.length).toBe(versions.size);
    expect(versions.get(versions.size - 1)?.commit).toBe(head);
  }
});

it.each(["ENOSPC", "EACCES", "EROFS"] as const)(
  "%s at any write ends in a sentence, and running it again completes the deploy",
  async (fault) => {
    const [, scenario] = scenarios;
    if (scenario === undefined) return;
    const total = await writesOf(scenario);
    for (let at = 1; at <= total; at++) {
      const made = await deployed();
      const { fs } = faultyFs(made.world.fs, at, fault);
      const error: unknown = await scenario
        .run({ ...made.world, fs, processes: gone("test.2", made.world) })
        .catch((thrown: unknown) => thrown);
      checkRepository(made.volume);
      // On a full disk things can still be removed, and that is all that is left at the end.
      const isDone = fault === "ENOSPC" && !(error instanceof Error);
      if (!isDone)
        expect({ at, exit: error instanceof TaglineError ? error.exit : error }).toEqual({ at, exit: 3 });
      await scenario.run(made.world);
      const after = checkRepository(made.volume);
      expect([...after.versions.keys()]).toEqual([0, 1]);
      scenario.done(after, made);
    }
  },
);

async function writesOf({ prepare, run }: Scenario): Promise<number> {
  const made = await deployed();
  await prepare?.(made.world);
  const { fs, count } = faultyFs(made.world.fs, Number.POSITIVE_INFINITY, "stop");
  await run({ ...made.world, fs });
  return count();
}

/** The processes as one that will die sees them: it bears another name than the test's own. */
function gone(name: string, { processes }: World): World["processes"] {
  return { ...processes, self: () => Promise.resolve(name) };
}
