import { describe, expect, it } from "vitest";
import { planRestoration } from "../../src/restore/index.js";
import { checkRepository } from "../check-repository.js";
import { faultyFs, Stopped } from "../faulty-fs.js";
import { type MemoryRepository, memoryRepository } from "../memory-repository.js";
import { customAgent } from "../memory-world.js";

const manifest = 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n';

/** v0: desk with a note and an old agent. v1: desk changed, its note gone, old gone, intake added. */
async function twoVersions(): Promise<MemoryRepository> {
  const made = memoryRepository(manifest);
  made.write("agents/desk/notes/tone.md", "Be kind. # kept\n");
  await made.deploy({ desk: "desk 0", old: "old" });
  made.volume.rmSync("/repo/agents/desk/notes", { recursive: true });
  made.volume.rmSync("/repo/agents/old", { recursive: true });
  await made.deploy({ desk: "desk 1", intake: "intake" });
  return made;
}

const filesOf = ({ volume }: Pick<MemoryRepository, "volume">): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(volume.toJSON("/repo/agents")).map(([path, text]) => [path.slice("/repo/".length), text]),
  );

const v0 = {
  "agents/desk/agent.yaml": customAgent("desk 0"),
  "agents/desk/notes/tone.md": "Be kind. # kept\n",
  "agents/old/agent.yaml": customAgent("old"),
};
const v1 = {
  "agents/desk/agent.yaml": customAgent("desk 1"),
  "agents/intake/agent.yaml": customAgent("intake"),
};

async function restore(made: Pick<MemoryRepository, "world">, version: number, ...agents: string[]) {
  const { plan, apply } = await planRestoration(made.world, version, agents);
  await apply();
  return plan;
}

describe("restore", () => {
  it("makes agents/ what it was: changed, back, and gone; the manifest, the index and HEAD stay", async () => {
    const made = await twoVersions();
    const git = made.volume.toJSON("/repo/.git");
    made.write("phone-numbers.yaml", "# edited\n");
    expect(await restore(made, 0)).toMatchObject({
      version: 0,
      agents: [
        { agent: "desk", kind: "changed" },
        { agent: "intake", kind: "removed" },
        { agent: "old", kind: "added" },
      ],
      changes: [
        { kind: "write", path: "agents/desk/agent.yaml" },
        { kind: "write", path: "agents/desk/notes/tone.md" },
        { kind: "remove", path: "agents/intake/agent.yaml" },
        { kind: "write", path: "agents/old/agent.yaml" },
      ],
    });
    expect(filesOf(made)).toEqual(v0);
    expect(made.read("phone-numbers.yaml")).toBe("# edited\n");
    expect(made.volume.toJSON("/repo/.git")).toEqual({ ...git });
  });

  it("finds nothing to do a second time, nor for the version that is there", async () => {
    const made = await twoVersions();
    expect((await restore(made, 1)).changes).toEqual([]);
    await restore(made, 0);
    expect((await restore(made, 0)).changes).toEqual([]);
  });

  it("takes only the agents named", async () => {
    const made = await twoVersions();
    made.write("agents/intake/agent.yaml", "# being edited\n");
    await restore(made, 0, "old");
    expect(filesOf(made)).toEqual({
      ...v1,
      "agents/intake/agent.yaml": "# being edited\n",
      "agents/old/agent.yaml": customAgent("old"),
    });
  });

  it("brings back what was deleted on disk, and works without agents/ at all", async () => {
    const made = await twoVersions();
    made.volume.rmSync("/repo/agents", { recursive: true });
    await restore(made, 1);
    expect(filesOf(made)).toEqual(v1);
  });

  it("refuses what the version has not: an agent, itself", async () => {
    const made = await twoVersions();
    await expect(planRestoration(made.world, 0, ["intak"])).rejects.toMatchObject({
      code: "unknown-agent",
      message: 'There is no agent "intak" in v0.',
    });
    await expect(planRestoration(made.world, 1, ["intak"])).rejects.toMatchObject({
      hint: 'did you mean "intake"?',
    });
    await expect(planRestoration(made.world, 7, [])).rejects.toMatchObject({ code: "unknown-version" });
  });

  it("does not care for HEAD being detached", async () => {
    const made = await twoVersions();
    made.write(".git/HEAD", String(made.volume.readFileSync("/repo/.git/refs/heads/main", "utf8")));
    await restore(made, 0);
    expect(filesOf(made)).toEqual(v0);
  });
});

describe("restore never buries work", () => {
  it("refuses over edits and files that are nowhere else, naming all of them, and writes nothing", async () => {
    const made = await twoVersions();
    made.write("agents/desk/agent.yaml", "# edited\n");
    made.write("agents/desk/idea.md", "new\n");
    made.write("agents/old/agent.yaml", "# not in HEAD, other than in v0\n");
    const before = filesOf(made);
    await expect(planRestoration(made.world, 0, [])).rejects.toMatchObject({
      code: "uncommitted-edits",
      exit: 3,
      message:
        "Uncommitted edits of yours would be lost: agents/desk/agent.yaml. Files that are not in git are in the way: agents/desk/idea.md, agents/old/agent.yaml.",
    });
    expect(filesOf(made)).toEqual(before);
  });

  it("refuses when a file changes after the plan, or HEAD moves", async () => {
    const made = await twoVersions();
    const early = await planRestoration(made.world, 0, []);
    made.write("agents/old/agent.yaml", "# meanwhile\n");
    await expect(early.apply()).rejects.toMatchObject({
      code: "stale-plan",
      message: "agents/old/agent.yaml changed since the plan was made; nothing was written.",
    });
    made.volume.rmSync("/repo/agents/old", { recursive: true });
    await made.attach("+14155550100", "desk@v1");
    await expect(early.apply()).rejects.toMatchObject({ code: "stale-plan" });
    expect(filesOf(made)).toEqual(v1);
  });

  it("does not follow a link where a file or a directory is due", async () => {
    for (const path of ["agents/old", "agents/desk/agent.yaml", "agents/old/agent.yaml"]) {
      const made = await twoVersions();
      made.write("elsewhere/agent.yaml", "mine\n");
      made.volume.mkdirSync(`/repo/${path.slice(0, path.lastIndexOf("/"))}`, { recursive: true });
      made.volume.rmSync(`/repo/${path}`, { force: true });
      made.volume.symlinkSync("/repo/elsewhere", `/repo/${path}`);
      await expect(planRestoration(made.world, 0, [])).rejects.toMatchObject({
        code: "cannot-write",
        message: `${path} could not be written: it is a symbolic link.`,
      });
      expect(made.read("elsewhere/agent.yaml")).toBe("mine\n");
    }
  });

  it("does not follow a link that was put there after the plan", async () => {
    const made = await twoVersions();
    const { apply } = await planRestoration(made.world, 0, []);
    made.volume.mkdirSync("/repo/elsewhere");
    made.volume.symlinkSync("/repo/elsewhere", "/repo/agents/old");
    await expect(apply()).rejects.toMatchObject({ code: "stale-plan" });
    expect(made.volume.readdirSync("/repo/elsewhere")).toEqual([]);
  });
});

describe("restore where a file was a directory, or a directory a file", () => {
  /** v0: notes is a directory. v1: notes is a file. */
  async function notes(): Promise<MemoryRepository> {
    const made = memoryRepository(manifest);
    made.write("agents/desk/notes/a/tone.md", "Be kind.\n");
    await made.deploy({ desk: "desk" });
    made.volume.rmSync("/repo/agents/desk/notes", { recursive: true });
    made.write("agents/desk/notes", "Be brief.\n");
    await made.deploy({ desk: "desk" });
    return made;
  }

  it("goes both ways", async () => {
    const made = await notes();
    await restore(made, 0);
    expect(made.read("agents/desk/notes/a/tone.md")).toBe("Be kind.\n");
    made.volume.rmSync("/repo/agents/desk/notes", { recursive: true });
    made.volume.mkdirSync("/repo/agents/desk/notes/a/empty", { recursive: true });
    await restore(made, 1);
    expect(made.read("agents/desk/notes")).toBe("Be brief.\n");
  });

  it("refuses when work is in the directory, or in the file", async () => {
    const made = await notes();
    made.write("agents/desk/notes", "edited\n");
    await expect(planRestoration(made.world, 0, [])).rejects.toMatchObject({ code: "uncommitted-edits" });
    made.volume.rmSync("/repo/agents/desk/notes");
    made.write("agents/desk/notes/mine.md", "mine\n");
    await expect(planRestoration(made.world, 1, [])).rejects.toMatchObject({
      code: "cannot-write",
      message:
        "agents/desk/notes could not be written: it is a directory with agents/desk/notes/mine.md in it.",
    });
  });
});

it("a restore stopped before any write leaves whole files, and run again completes", async () => {
  const whole = await twoVersions();
  const counted = faultyFs(whole.world.fs, Number.POSITIVE_INFINITY, "stop");
  await restore({ world: { ...whole.world, fs: counted.fs } }, 0);
  expect(counted.count()).toBeGreaterThan(15);
  for (let at = 1; at <= counted.count(); at++) {
    const made = await twoVersions();
    const { fs } = faultyFs(made.world.fs, at, "stop");
    const processes = { ...made.world.processes, self: () => Promise.resolve("test.2") };
    await expect(restore({ world: { ...made.world, fs, processes } }, 0)).rejects.toThrow(Stopped);
    for (const [path, text] of Object.entries(filesOf(made))) {
      const possible = [v0, v1].map((files) => new Map(Object.entries(files)).get(path));
      if (text !== null)
        expect({ at, path, isWhole: possible.includes(text) }).toMatchObject({ isWhole: true });
    }
    await restore(made, 0);
    expect({ at, files: filesOf(made) }).toEqual({ at, files: v0 });
    expect({ at, leftovers: checkRepository(made.volume).leftovers }).toEqual({ at, leftovers: [] });
  }
});

it("cannot-write says so when the disk is full, and what is there is whole", async () => {
  const made = await twoVersions();
  const full = Object.assign(new Error("full"), { code: "ENOSPC" });
  const { fs } = made.world;
  const world = { ...made.world, fs: { ...fs, rename: () => Promise.reject(full) } };
  await expect(restore({ world }, 0)).rejects.toMatchObject({
    code: "cannot-write",
    message: expect.stringContaining("the disk is full"),
  });
  await restore(made, 0);
  expect(filesOf(made)).toEqual(v0);
});

it("writes beside the file where the git directory is on another disk, and takes up what that left", async () => {
  const made = await twoVersions();
  const { fs } = made.world;
  const across = Object.assign(new Error("across"), { code: "EXDEV" });
  const rename: typeof fs.rename = (from, to) =>
    String(from).endsWith(".tmp") ? Promise.reject(across) : fs.rename(from, to);
  made.write("agents/desk/agent.yaml.tagline-tmp", "half");
  await restore({ world: { ...made.world, fs: { ...fs, rename } } }, 0);
  expect(filesOf(made)).toEqual(v0);
});

describe("restore with core.autocrlf", () => {
  it("writes CRLF where git would, and knows its own files again", async () => {
    const made = await twoVersions();
    made.write(".git/config", `${made.read(".git/config")}\tautocrlf = true\n`);
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    for (const [path, text] of Object.entries(v1)) made.write(path, crlf(text));
    await restore(made, 0);
    expect(filesOf(made)).toEqual(
      Object.fromEntries(Object.entries(v0).map(([path, text]) => [path, crlf(text)])),
    );
    expect((await restore(made, 0)).changes).toEqual([]);
    await expect(planRestoration(made.world, 1, [])).rejects.toMatchObject({ code: "uncommitted-edits" });
  });

  it("leaves bytes alone that hold a CR or a NUL, and can be run again over them", async () => {
    const made = memoryRepository(manifest);
    made.write("agents/desk/mixed.md", "a\r\nb\n");
    made.write("agents/desk/binary", Buffer.from("a\n\0"));
    await made.deploy({ desk: "desk 0" });
    made.write("agents/desk/mixed.md", "plain\n");
    await made.deploy({ desk: "desk 1" });
    made.write(".git/config", `${made.read(".git/config")}\tautocrlf = true\n`);
    await restore(made, 0);
    expect(made.read("agents/desk/mixed.md")).toBe("a\r\nb\n");
    expect(made.read("agents/desk/binary")).toBe("a\n\0");
    expect((await restore(made, 0)).changes).toEqual([]);
  });
});
