import { expect, test } from "vitest";
import { findRepository } from "../../src/git/repository.js";
import { findVersionRef, readVersionRefs } from "../../src/git/version-refs.js";
import { memoryWorld } from "../memory-world.js";

const oid = (digit: string): string => digit.repeat(40);

async function refsOf(files: Readonly<Record<string, string>>) {
  const { world } = memoryWorld(files);
  return readVersionRefs(await findRepository(world, world.cwd));
}

const packed = (...lines: string[]): Record<string, string> => ({
  ".git/packed-refs": ["# pack-refs with: peeled fully-peeled sorted ", ...lines, ""].join("\n"),
});

test("packed tags are versions only by their exact names", async () => {
  const names = [
    "v0",
    "v10",
    "v007",
    "v1.2.3",
    "v",
    "vx",
    "v3-rc",
    "v99999999999999999999",
    "w5",
    "v5 ",
    "vv6",
  ];
  const refs = await refsOf(packed(...names.map((name) => `${oid("a")} refs/tags/${name}`)));
  expect(refs.numbers).toEqual([0, 10]);
  expect(refs.shadowed.size).toBe(0);
});

test("branches and remote tags of the same name are none", async () => {
  const refs = await refsOf(
    packed(
      `${oid("a")} refs/heads/v1`,
      `${oid("b")} refs/remotes/origin/refs/tags/v2`,
      `${oid("c")} refs/tags/x/v3`,
    ),
  );
  expect(refs.numbers).toEqual([]);
});

test("a line after a packed tag tells its commit, and a loose ref is newer than a packed one", async () => {
  const refs = await refsOf({
    ...packed(
      `${oid("a")} refs/tags/v1`,
      `^${oid("b")}`,
      `${oid("c")} refs/tags/v2`,
      `${oid("d")} refs/tags/v3`,
    ),
    ".git/refs/tags/v3": `${oid("e")}\n`,
    ".git/refs/tags/v4": "ref: refs/heads/main\n",
  });
  expect([...refs.numbers].sort()).toEqual([1, 2, 3, 4]);
  expect(refs.get(1)).toEqual({ oid: oid("a"), peeled: oid("b"), symbolic: null });
  expect(refs.get(2)).toEqual({ oid: oid("c"), peeled: null, symbolic: null });
  expect(refs.get(3)).toEqual({ oid: oid("e"), peeled: null, symbolic: null });
  expect(refs.get(4)).toEqual({ oid: "", peeled: null, symbolic: "refs/heads/main" });
  expect(refs.get(5)).toBeNull();
});

test("a tag below a version's name stands in its way, packed or loose", async () => {
  const refs = await refsOf({
    ...packed(`${oid("a")} refs/tags/v7/old`),
    ".git/refs/tags/v8/x": `${oid("a")}\n`,
  });
  expect([...refs.shadowed]).toEqual([
    [7, "v7/old"],
    [8, "v8/"],
  ]);
});

test("one number alone is found as all of them are", async () => {
  const { world } = memoryWorld({
    ...packed(
      `${oid("a")} refs/tags/v1`,
      `^${oid("b")}`,
      `${oid("c")} refs/tags/v11`,
      `${oid("d")} refs/tags/v7/old`,
    ),
    ".git/refs/tags/v3": `${oid("e")}\n`,
    ".git/refs/tags/v8/x": `${oid("a")}\n`,
  });
  const repo = await findRepository(world, world.cwd);
  const { get, shadowed } = await readVersionRefs(repo);
  for (let version = 0; version < 13; version++) {
    const ref = get(version);
    const shadow = shadowed.get(version);
    const expected = ref !== null ? { ref } : shadow === undefined ? null : { shadow };
    expect(await findVersionRef(repo, version), `v${version}`).toEqual(expected);
  }
});
