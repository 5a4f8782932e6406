import { emitKeypressEvents, type Key as Keypress } from "node:readline";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { type Key, keyReader } from "../../src/tui/key.js";

/** The keys that come of what is read from a terminal, in these portions. */
async function keysFrom(...portions: readonly string[]): Promise<Key[]> {
  const input = new PassThrough();
  const keys: Key[] = [];
  const read = keyReader();
  emitKeypressEvents(input);
  input.on("keypress", (typed: string | undefined, keypress: Keypress) => {
    const key = read(typed, keypress);
    if (key !== null) keys.push(key);
  });
  for (const portion of portions) input.write(portion);
  input.end();
  await new Promise((resolve) => input.on("end", resolve));
  return keys;
}

const namesFrom = async (...portions: readonly string[]) =>
  (await keysFrom(...portions)).map(({ name }) => name);

describe("keys", () => {
  it("have one name each, in whichever of their codes a terminal sends them", async () => {
    expect(await namesFrom("\u001b[A\u001bOB\u001b[5~\u001b[H\u001bOF\u001b[Z\t\r")).toEqual([
      "up",
      "down",
      "pageup",
      "home",
      "end",
      "shift-tab",
      "tab",
      "enter",
    ]);
    expect(await namesFrom("\u0003\u0015jG <é日\u007f\u001b[3~")).toEqual([
      "ctrl-c",
      "ctrl-u",
      "j",
      "G",
      "space",
      "<",
      "é",
      "日",
      "backspace",
      "delete",
    ]);
  });

  it("whose bytes come apart are no others: an arrow is never its last letter", async () => {
    expect(await namesFrom("\u001b", "[D", "\u001b[", "B")).toEqual(["left", "down"]);
  });

  it("that mean nothing are none", async () => {
    expect(await namesFrom("\u001b[200\u001b[15~\u001bx\u001b[<0;1;1M")).not.toContain("x");
  });
});

describe("what is pasted", () => {
  it("is one key, whatever its characters are", async () => {
    expect(await keysFrom("a\u001b[200~Dy\r", "q\u001b[201~b")).toEqual([
      { name: "a", text: "a" },
      { name: "paste", text: "Dy\rq" },
      { name: "b", text: "b" },
    ]);
  });

  it("without its end can be left", async () => {
    expect(await namesFrom("\u001b[200~lost\u0003")).toEqual(["ctrl-c"]);
  });
});
