import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  promises as fs,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFsFromVolume, Volume } from "memfs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isDamage } from "../../src/git/object-database/damage.js";
import { openObjectStore } from "../../src/git/object-database/object-store.js";
import type { WorldFs } from "../../src/world.js";

/** A repository whose history makes long chains of differences, and what git says of each object. */
let directory = "";
const run = (args: readonly string[], options: { input?: string | Buffer; cwd?: string } = {}): Buffer =>
  execFileSync("git", args, {
    cwd: options.cwd ?? join(directory, "work"),
    ...(options.input === undefined ? {} : { input: options.input }),
    maxBuffer: 1 << 28,
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
  });

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "tagline-objects-"));
  execFileSync("git", ["init", "-q", "-b", "main", join(directory, "work")]);
  const lines = Array.from({ length: 400 }, (_, at) => `line ${at} ${"of a prompt ".repeat(at % 7)}`);
  const commands: string[] = [];
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  for (let at = 0; at < 120; at++) {
    lines[(at * 37) % 400] = `changed by ${at}`;
    commands.push(
      `commit refs/heads/main\ncommitter D <d@example.com> ${1_700_000_000 + at} +0000\n`,
      data(`v${at}`),
    );
    commands.push("M 100644 inline agents/desk/prompt.md\n", data(lines.join("\n")));
    commands.push(`M 100644 inline agents/a${at}/agent.yaml\n`, data(`agent_name: number ${at}`));
    commands.push(
      `tag v${at}\nfrom refs/heads/main\ntagger D <d@example.com> ${1_700_000_000 + at} +0000\n`,
      data(`v${at}`),
    );
  }
  run(["fast-import", "--quiet"], { input: commands.join("") });
  writeFileSync(
    join(directory, "noise"),
    Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * at * 31) >> 5)),
  );
  run(["hash-object", "-w", join(directory, "noise")]);
  run(["hash-object", "-w", "-t", "blob", "--stdin"], { input: "" });
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Every object of a repository as `git cat-file` gives it. */
function everyObject(gitdir: string): { oid: string; type: string; bytes: Buffer }[] {
  const said = run(["--git-dir", gitdir, "cat-file", "--batch-all-objects", "--batch"]);
  const objects: { oid: string; type: string; bytes: Buffer }[] = [];
  for (let at = 0; at < said.length; ) {
    const end = said.indexOf("\n", at);
    const [oid = "", type = "", size = ""] = said.toString("latin1", at, end).split(" ");
    objects.push({ oid, type, bytes: said.subarray(end + 1, end + 1 + Number(size)) });
    at = end + 2 + Number(size);
  }
  return objects;
}

/** A copy that is packed as `args` of git say; what no ref holds is kept. */
function packed(name: string, ...args: readonly string[]): string {
  const gitdir = join(directory, name);
  cpSync(join(directory, "work/.git"), gitdir, { recursive: true });
  run(["--git-dir", gitdir, ...args]);
  return gitdir;
}

const repack = ["repack", "-q", "-a", "-d", "-k", "-f"] as const;

/** The name of the only pack, with its folder and without ending. */
function onlyPack(gitdir: string): string {
  const names = readdirSync(join(gitdir, "objects/pack")).filter((name) => name.endsWith(".pack"));
  expect(names).toHaveLength(1);
  return join(gitdir, "objects/pack", names[0]?.slice(0, -".pack".length) ?? "");
}

/** The index made anew with every offset beyond 64 in the table for packs of more than 2 GB. */
function withFarOffsets(gitdir: string): string {
  const pack = onlyPack(gitdir);
  rmSync(`${pack}.idx`, { force: true });
  run(["--git-dir", gitdir, "index-pack", "--index-version=2,0x40", "-o", `${pack}.idx`, `${pack}.pack`]);
  return gitdir;
}

test.each([
  ["as fast-import leaves it", () => join(directory, "work/.git")],
  ["long chains", () => packed("long", ...repack, "--depth=200", "--window=50")],
  ["index of version 1", () => packed("v1", "-c", "pack.indexVersion=1", ...repack)],
  ["far offsets", () => withFarOffsets(packed("far", ...repack))],
  ["bases named by id", () => packed("ref", "-c", "repack.useDeltaBaseOffset=false", ...repack)],
  ["no compression", () => packed("plain", "-c", "pack.compression=0", ...repack, "-F")],
  ["several packs", () => packed("several", "-c", "pack.packSizeLimit=1m", ...repack)],
  ["loose", () => unpacked("loose")],
])("every object is read as git reads it: %s", async (_, make) => {
  const gitdir = make();
  const store = openObjectStore(fs, [gitdir]);
  const objects = everyObject(gitdir);
  expect(objects.length).toBeGreaterThan(700);
  for (const { oid, type, bytes } of objects) {
    const found = await store.read(oid);
    expect(found?.type).toBe(type);
    expect(Buffer.compare(found?.bytes ?? Buffer.alloc(0), bytes)).toBe(0);
  }
  expect(await store.read("0123456789012345678901234567890123456789")).toBeNull();
});

function unpacked(name: string): string {
  const gitdir = packed(name, "repack", "-q", "-a", "-d", "-k");
  const pack = onlyPack(gitdir);
  const moved = `${pack}.moved`;
  cpSync(`${pack}.pack`, moved);
  for (const ending of ["pack", "idx"]) rmSync(`${pack}.${ending}`);
  run(["--git-dir", gitdir, "unpack-objects", "-q"], { input: readFileSync(moved) });
  rmSync(moved);
  return gitdir;
}

test("a file system in memory gives the same", async () => {
  const gitdir = packed("memory", ...repack);
  const pack = onlyPack(gitdir);
  const files = Object.fromEntries(
    ["pack", "idx"].map((ending) => [
      `/git/objects/pack/pack-1.${ending}`,
      readFileSync(`${pack}.${ending}`),
    ]),
  );
  const volume = createFsFromVolume(Volume.fromJSON(files)).promises as unknown as WorldFs;
  const store = openObjectStore(volume, ["/git"]);
  for (const { oid, bytes } of everyObject(gitdir).slice(0, 50))
    expect(Buffer.compare((await store.read(oid))?.bytes ?? Buffer.alloc(0), bytes)).toBe(0);
});

test("what git packs anew while a command runs is still found", async () => {
  const gitdir = unpacked("moving");
  const store = openObjectStore(fs, [gitdir]);
  const objects = everyObject(gitdir);
  for (const [at, { oid }] of objects.entries()) {
    if (at === 10) run(["--git-dir", gitdir, "repack", "-q", "-a", "-d", "-k"]);
    if (at === 20) run(["--git-dir", gitdir, ...repack, "-F", "--depth=3"]);
    expect((await store.read(oid))?.type, oid).toBeDefined();
  }
});

test.each(["pack", "idx"])(
  "a damaged %s gives the right bytes, nothing, or the word damage",
  async (ending) => {
    const gitdir = packed(`damaged-${ending}`, ...repack, "--depth=20");
    const objects = everyObject(gitdir).filter(({ bytes }) => bytes.length < 100_000);
    const path = `${onlyPack(gitdir)}.${ending}`;
    chmodSync(path, 0o644);
    const whole = readFileSync(path);
    let damaged = 0;
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      // Places all over the file, the beginning above all.
      const at = round < 20 ? round * 3 : Math.floor((whole.length * (round - 20)) / 40);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(path, round % 10 === 9 ? bytes.subarray(0, at) : bytes);
      const store = openObjectStore(fs, [gitdir]);
      for (const object of objects.filter((_, place) => place % 7 === round % 7)) {
        try {
          const found = await store.read(object.oid);
          if (found !== null) expect(Buffer.compare(found.bytes, object.bytes)).toBe(0);
        } catch (error) {
          expect(isDamage(error), String(error)).toBe(true);
          damaged += 1;
        }
      }
    }
    expect(damaged).toBeGreaterThan(0);
  },
);

test("a loose object that is cut off or another one is damaged", async () => {
  const gitdir = unpacked("cut");
  const [one, other] = everyObject(gitdir).filter(({ type }) => type === "tag");
  const pathOf = (oid = ""): string => join(gitdir, "objects", oid.slice(0, 2), oid.slice(2));
  chmodSync(pathOf(one?.oid), 0o644);
  const store = openObjectStore(fs, [gitdir]);
  writeFileSync(pathOf(one?.oid), readFileSync(pathOf(one?.oid)).subarray(0, 20));
  await expect(store.read(one?.oid ?? "")).rejects.toSatisfy(isDamage);
  writeFileSync(pathOf(one?.oid), readFileSync(pathOf(other?.oid)));
  await expect(store.read(one?.oid ?? "")).rejects.toSatisfy(isDamage);
});
