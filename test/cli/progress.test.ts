import { expect, it } from "vitest";
import { progress } from "../../src/cli/progress.js";
import { memoryWorld } from "../memory-world.js";

function line(isTerminal: boolean) {
  const { world, err } = memoryWorld({});
  let now = 0;
  const clock = { ...world.clock, now: () => now };
  const stderr = { ...world.stderr, isTerminal, columns: 12 };
  const shown = progress({ world: { ...world, clock, stderr }, quiet: false });
  const at = (time: number, text: string): void => {
    now = time;
    shown.tell(text);
  };
  return { at, err, clear: shown.clear };
}

it("is shown after half a second, on one line that is cleared at the end", () => {
  const { at, err, clear } = line(true);
  at(499, "1 of 9");
  expect(err()).toBe("");
  at(500, "12 of 9 read and more");
  at(510, "13 of 9");
  at(600, "5 of 9");
  clear();
  clear();
  expect(err()).toBe("\r12 of 9 rea\r5 of 9     \r      \r");
});

it("is not shown off a terminal", () => {
  const { at, err, clear } = line(false);
  at(9000, "1 of 9");
  clear();
  expect(err()).toBe("");
});
