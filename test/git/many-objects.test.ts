import { expect, test } from "vitest";
import { readObjects } from "../../src/git/many-objects.js";
import { newObject, writeObjects } from "../../src/git/objects.js";
import { findRepository } from "../../src/git/repository.js";
import type { RunProgram } from "../../src/world.js";
import { memoryWorld } from "../memory-world.js";

const blobs = Array.from({ length: 1100 }, (_, at) =>
  newObject("blob", Buffer.from(`${"line\n".repeat(at % 5)}${at}`)),
);
const absent = "0123456789012345678901234567890123456789";
const oids = blobs.map(({ oid }, at) => (at % 100 === 7 ? absent : oid));
const batch = Buffer.concat(
  blobs.map(({ bytes, oid }, at) =>
    at % 100 === 7
      ? Buffer.from(`${absent} missing\n`)
      : Buffer.concat([Buffer.from(`${oid} blob ${bytes.length}\n`), bytes, Buffer.from("\n")]),
  ),
);

/** A git that writes `bytes` in pieces of that size and ends with `code`. */
const gitWriting =
  (bytes: Buffer, size: number, code: number): RunProgram =>
  async (_program, _args, { onOutput }) => {
    for (let at = 0; at < bytes.length; at += size) onOutput?.(bytes.subarray(at, at + size));
    return { code, stdout: Buffer.alloc(0), stderr: "" };
  };

async function read(run: RunProgram | null): Promise<string[]> {
  const { world } = memoryWorld({});
  const repo = await findRepository(run === null ? world : { ...world, run }, world.cwd);
  if (run === null || run === broken)
    await writeObjects(
      repo,
      blobs.filter(({ oid }, at) => oids[at] === oid),
    );
  const found: string[] = [];
  await readObjects(repo, oids, (place, { type, bytes }) => {
    found[place] = `${type} ${Buffer.from(bytes)}`;
  });
  return found;
}

const broken = gitWriting(batch.subarray(0, 5000), 1000, 0);
const expected = blobs.map(({ bytes }, at) => (at % 100 === 7 ? undefined : `blob ${bytes}`));

test.each([1, 7, 61, 4096, batch.length])(
  "what git writes in pieces of %i bytes is put together",
  async (size) => {
    expect(await read(gitWriting(batch, size, 0))).toEqual(expected);
  },
);

test("without git, and where git stops in the middle, objects are read one by one", async () => {
  expect(await read(null)).toEqual(expected);
  expect(await read(broken)).toEqual(expected);
});
