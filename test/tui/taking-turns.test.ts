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
