import { expect, it } from "vitest";
import { deployArguments } from "../../.github/actions/deploy/deploy-arguments.mjs";

const usual = ["deploy", "--push", "--yes", "--json"];

it.each([
  ["", []],
  ["Shorter greeting", ["--title=Shorter greeting"]],
  ["Shorter greeting (#12)\n\n* one\n* two\n", ["--title=Shorter greeting (#12)"]],
  ["Merge pull request #12 from acme/short\n\nShorter greeting\n", ["--title=Shorter greeting (#12)"]],
  ["Merge pull request #12 from acme/short", ["--title=Merge pull request #12 from acme/short"]],
  ["Merge branch 'short'\r\n\r\nmore", ["--title=Merge branch 'short'"]],
  ["--no-push", ["--title=--no-push"]],
])("the title of %j", (title, expected) => {
  expect(deployArguments(title, "")).toEqual([...usual, ...expected]);
});

it.each([
  [" ", []],
  ["+14155550100", ["--attach=+14155550100"]],
  ["+14155550100=desk, +14155550101\n+14155550102", ["+14155550100=desk", "+14155550101", "+14155550102"]],
  ["--branch x", ["--branch", "x"]],
])("the numbers of %j", (numbers, expected) => {
  const words = expected.map((word) => (word.startsWith("--attach") ? word : `--attach=${word}`));
  expect(deployArguments("", numbers)).toEqual([...usual, ...words]);
});
