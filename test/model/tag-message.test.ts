import { expect, test } from "vitest";
import { deployedVersion, formatTagMessage, parseTagMessage } from "../../src/model/tag-message.js";

const oid = "0123456789abcdef0123456789abcdef01234567";

test("what a deploy writes is read back", () => {
  const trailers = {
    configTree: oid,
    agentsChanged: ["desk", "intake"],
    previous: { version: 2, tagOid: oid },
  };
  for (const title of ["Calmer greeting", null, "with: colon", "ünïcode ✓"])
    expect(parseTagMessage(3, formatTagMessage(3, title, trailers))).toEqual({
      ...trailers,
      title,
      renumberedFrom: null,
    });
});

test.each([
  ["one paragraph is no trailers", `Title\nConfig-Tree: ${oid}\n`, null],
  ["trailers of a paragraph before the last do not count", `T\n\nConfig-Tree: ${oid}\n\nmore\n`, null],
  ["a blank line may hold blanks", `T\n \t\nConfig-Tree: ${oid}\n`, oid],
  ["blank lines at the end do not count", `T\n\nConfig-Tree: ${oid}\n\n\n`, oid],
  ["the first of two counts", `T\n\nConfig-Tree: ${oid}\nConfig-Tree: x\n`, oid],
  ["a name inside a line is none", `T\n\nSee Config-Tree: ${oid}\n`, null],
  ["a value that is no id is none", "T\n\nConfig-Tree: 123\n", null],
  ["nothing at all", "", null],
])("%s", (_, message, configTree) => {
  expect(parseTagMessage(3, message).configTree).toBe(configTree);
});

test("the number in a commit's trailer", () => {
  expect(deployedVersion("Deploy v3\n\nVersion: v3\n")).toBe(3);
  expect(deployedVersion("Deploy v3\n\nVersion: v3\n\nand more\n")).toBeNull();
  expect(deployedVersion("Version: v3\n")).toBeNull();
  expect(deployedVersion("x\n\nVersion: 3\n")).toBeNull();
});
