import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findingCodes } from "../../src/model/version-finding.js";

it("docs/verify.md explains each finding once, and no others", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/verify.md"), "utf8");
  const explained = [...page.matchAll(/^### `([a-z-]+)`/gm)].map((match) => match[1]);
  expect(explained.toSorted()).toEqual([...findingCodes].toSorted());
});
