import { expect, test } from "vitest";
import { newObject, readObject, writeObjects } from "../../src/git/objects.js";
import { findRepository } from "../../src/git/repository.js";
import type { World, WorldFs } from "../../src/world.js";
import { type MemoryWorld, memoryWorld } from "../memory-world.js";

const blob = newObject("blob", Buffer.from("agent_name: desk\n"));
const folder = `/repo/.git/objects/${blob.oid.slice(0, 2)}`;

/** Runs `meddle` once, before the first operation of that name, as a `git gc` of another process may. */
function meddled(made: MemoryWorld, operation: "rename" | "open", meddle: () => void): World {
  let isDone = false;
  const original = made.world.fs[operation] as (...args: unknown[]) => Promise<unknown>;
  const fs = {
    ...made.world.fs,
    [operation]: async (...args: unknown[]) => {
      // Opening happens twice: the temporary file, then the folder, to be synced.
      if (!isDone && (operation === "rename" || args[0] === folder)) {
        isDone = true;
        meddle();
      }
      return original(...args);
    },
  } as WorldFs;
  return { ...made.world, fs };
}

test.each([
  [
    "the folder is taken away before the object gets there",
    "rename",
    (volume: MemoryWorld["volume"]) => volume.rmdirSync(folder),
  ],
  [
    "the temporary file is taken away",
    "rename",
    (volume: MemoryWorld["volume"]) => {
      for (const name of volume.readdirSync("/repo/.git/objects") as string[])
        if (name.startsWith("tmp_obj_")) volume.unlinkSync(`/repo/.git/objects/${name}`);
    },
  ],
  [
    "the object is packed and its folder taken away",
    "open",
    (volume: MemoryWorld["volume"]) => volume.rmSync(folder, { recursive: true }),
  ],
] as const)("an object is written although %s", async (_, operation, meddle) => {
  const made = memoryWorld({});
  const world = meddled(made, operation, () => meddle(made.volume));
  await writeObjects(await findRepository(world, world.cwd), [blob]);
  expect((await readObject(await findRepository(made.world, "/repo"), blob.oid))?.bytes).toEqual(blob.bytes);
});
