import { expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { type MemoryRepository, memoryRepository } from "../memory-repository.js";

const tagFile = (number: number): string => `/repo/.git/refs/tags/v${number}`;

/** desk in v0 to v2, each another one; its line is pinned to v1. */
async function three(): Promise<MemoryRepository> {
  const made = memoryRepository("numbers: {}\n");
  for (const name of ["One", "Two", "Three"]) await made.deploy({ desk: name });
  await made.commitManifest('numbers:\n  "+14155550100":\n    inbound: desk@v1\n');
  return made;
}

function oidOf({ volume }: MemoryRepository, number: number): string {
  return String(volume.readFileSync(tagFile(number), "utf8")).trim();
}

const installation = { version: "1.2.3", directory: "/tagline" };
const warning =
  "warning: The tag v1 was moved or deleted by hand: this is v1 as it was published.\nhint: tagline verify\n";

it.each([
  [["resolve", "+14155550100", "--json"], '"agent_name": "Two"'],
  [["show", "desk@v1"], "agent_name: Two"],
  [["export", "desk@v1"], '"agent_name": "Two"'],
  [["diff", "v0", "v1"], "Two"],
  [["restore", "v1", "--dry-run", "--json"], '"desk"'],
  [["validate", "--at", "v1", "--json"], '"ok": true'],
])("%j says what a version was published as, and that its tag was moved", async (args, said) => {
  const made = await three();
  const was = await run(args, made.world, installation);
  const right = made.out();
  expect([was, right.includes(said), made.err().includes("warning")]).toEqual([0, true, false]);
  for (const moved of [oidOf(made, 2), null]) {
    const published = oidOf(made, 1);
    made.volume.unlinkSync(tagFile(1));
    if (moved !== null) made.volume.writeFileSync(tagFile(1), `${moved}\n`);
    const [outBefore, errBefore] = [made.out().length, made.err().length];
    expect(await run(args, made.world, installation)).toBe(0);
    const steady = (text: string): string => text.replace(/"durationMs": \d+/, "");
    expect(steady(made.out().slice(outBefore))).toBe(steady(right));
    expect(made.err().slice(errBefore)).toContain(warning);
    made.volume.writeFileSync(tagFile(1), `${published}\n`);
  }
});

it("a version that is lost is refused, and so is a tag that leads to another version's", async () => {
  const made = await three();
  const was = oidOf(made, 1);
  made.volume.writeFileSync(tagFile(1), `${oidOf(made, 2)}\n`);
  made.volume.unlinkSync(`/repo/.git/objects/${was.slice(0, 2)}/${was.slice(2)}`);
  expect(await run(["resolve", "+14155550100"], made.world, installation)).toBe(3);
  expect(made.err()).toContain("error: The tag of v1 was moved to ");
  // No version vouches for the newest one, but a tag object has a name of its own.
  made.volume.writeFileSync(tagFile(2), `${oidOf(made, 0)}\n`);
  expect(await run(["show", "desk@v2"], made.world, installation)).toBe(3);
  expect(made.err()).toContain(
    'error: The number v2 cannot be used: the tag v2 leads to the tag object of "v0": it was moved by hand.',
  );
  expect(made.out()).toBe("");
});
