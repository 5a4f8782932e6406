import { expect, it } from "vitest";
import { watchRepository } from "../../src/tui/watch-repository.js";
import { exampleRepository } from "./example-repository.js";

/** Watches that a test sets off, by the path that they are of. */
function fakeWatches() {
  const watches = new Map<string, () => void>();
  const terminal = {
    watch(path: string, _isDeep: boolean, onChange: () => void) {
      watches.set(path, onChange);
      return () => watches.delete(path);
    },
    every: () => () => undefined,
  };
  return { watches, terminal };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("tells what changed between the first look and the beginning", async () => {
  const { world, volume } = await exampleRepository();
  const { terminal } = fakeWatches();
  let changes = 0;
  const watch = watchRepository(world, terminal, () => changes++);
  await settled();
  volume.writeFileSync("/repo/phone-numbers.yaml", "numbers: {}\n");
  await watch.begin();
  expect(changes).toBe(1);
});

it("takes an edit for one, also right after a change that is none", async () => {
  const { world } = await exampleRepository();
  const { watches, terminal } = fakeWatches();
  let changes = 0;
  const watch = watchRepository(world, terminal, () => changes++);
  await watch.begin();
  expect(changes).toBe(0);
  watches.get("/repo/.git")?.();
  watches.get("/repo/agents")?.();
  for (let i = 0; i < 10; i++) await settled();
  expect(changes).toBe(1);
  watch.stop();
  expect(watches.size).toBe(0);
});
