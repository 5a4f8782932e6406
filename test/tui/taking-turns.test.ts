import { expect, it } from "vitest";
import { takingTurns } from "../../src/tui/taking-turns.js";
import { memoryWorld } from "../memory-world.js";

it("long work gives others their turn between two reads, and no more often than it must", async () => {
  const { world } = memoryWorld({ "a.txt": "a" });
  let now = 0;
  const turns: number[] = [];
  const clock = {
    ...world.clock,
    now: () => now,
    sleep: async () => void turns.push(now),
  };
  const patient = takingTurns({ ...world, clock });
  for (let i = 0; i < 10; i++) {
    expect(await patient.fs.readFile("/repo/a.txt", "utf8")).toBe("a");
    now += 3;
  }
  expect(turns).toEqual([6, 12, 18, 24]);
});

it("reads that are under way together let others have their turn after each, not after all of them", async () => {
  const { world } = memoryWorld({ "a.txt": "a" });
  let now = 0;
  const turns: number[] = [];
  const clock = {
    ...world.clock,
    now: () => now,
    sleep: () =>
      new Promise<void>((resolve) => {
        setImmediate(() => {
          turns.push(now);
          resolve();
        });
      }),
  };
  const patient = takingTurns({ ...world, clock });
  now = 5;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      await patient.fs.readFile("/repo/a.txt", "utf8");
      now += 3;
    }),
  );
  expect(turns).toEqual([5, 8, 11, 14]);
});
