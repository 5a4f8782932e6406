import { promises } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { disk } from "../src/disk.js";
import type { WorldFs } from "../src/world.js";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tagline-disk-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** What came of each step, one after the other: what it gave, or the code of what it threw. */
async function walk(fs: WorldFs, name: string): Promise<unknown[]> {
  const at = (path: string): string => join(directory, name, path);
  const told: unknown[] = [];
  const tell = async (step: () => Promise<unknown>): Promise<void> => {
    told.push(await step().catch((error: NodeJS.ErrnoException) => error.code));
  };
  await fs.mkdir(at("deep/er"), { recursive: true });
  await tell(() => fs.mkdir(at("deep")));
  await tell(() => fs.writeFile(at("a"), "one"));
  await tell(async () => {
    const file = await fs.open(at("a"), "a");
    await file.writeFile(" two");
    await file.writeFile(Buffer.from(" three"));
    await file.sync();
    await file.close();
    return fs.readFile(at("a"), "utf8");
  });
  await tell(async () => {
    const file = await fs.open(at("a"), "r");
    const bytes = Buffer.alloc(20, ".");
    const { bytesRead } = await file.read(bytes, 1, 19, 4);
    await file.close();
    return [bytesRead, bytes.toString()];
  });
  await tell(() => fs.open(at("a"), "wx", 0o600));
  await tell(() => fs.open(at("none"), "r"));
  await tell(async () => {
    const deep = await fs.open(at("deep"), "r");
    await deep.sync();
    await deep.close();
  });
  await tell(() => fs.link(at("a"), at("b")));
  await tell(() => fs.link(at("a"), at("b")));
  await tell(() => fs.rename(at("b"), at("deep/c")));
  await tell(() => fs.rename(at("b"), at("c")));
  await tell(() => fs.symlink("a", at("l")));
  await tell(() => fs.readlink(at("l")));
  await tell(async () => (await fs.realpath(at("l"))).endsWith(join(name, "a")));
  await tell(() => fs.realpath(at("none")));
  await tell(async () => (await fs.lstat(at("l"))).isSymbolicLink());
  await tell(async () => (await fs.stat(at("l"), { bigint: true })).size);
  await tell(() => fs.chmod(at("a"), 0o600));
  await tell(() => fs.utimes(at("a"), 5, 7));
  await tell(async () => {
    const { mode, mtimeMs } = await fs.stat(at("a"));
    return [mode & 0o777, mtimeMs];
  });
  await tell(() => fs.readdir(at("")));
  await tell(async () => (await fs.readdir(at(""), { withFileTypes: true })).map((one) => one.isDirectory()));
  await tell(() => fs.rmdir(at("deep")));
  await tell(() => fs.unlink(at("deep/c")));
  await tell(() => fs.unlink(at("deep/c")));
  await tell(() => fs.readFile(at("deep"), "utf8"));
  return told;
}

it("does and refuses what node:fs/promises does and refuses", async () => {
  const told = await walk(disk, "own");
  expect(told).toContain("one two three");
  expect(told).toEqual(await walk(promises, "theirs"));
});

it("tells a fault as a promise that is rejected, never by throwing", async () => {
  const missing = join(directory, "missing");
  const asks: readonly ((path: string) => Promise<unknown>)[] = [
    disk.readFile,
    disk.unlink,
    disk.open,
    disk.stat,
  ];
  for (const ask of asks) await expect(ask(missing)).rejects.toMatchObject({ code: "ENOENT" });
});
