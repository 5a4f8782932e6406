import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { runPage } from "./run-page.js";

const root = join(import.meta.dirname, "../..");

// `npx vitest run test/e2e/pages.test.ts --update` writes down what the commands print today.
it.concurrent.for(["README.md", "docs/tutorial.md", "docs/going-back.md"])(
  "%s shows what its commands print",
  async (page, { expect, onTestFinished }) => {
    const path = join(root, page);
    await expect(await runPage(readFileSync(path, "utf8"), onTestFinished)).toMatchFileSnapshot(path);
  },
);
