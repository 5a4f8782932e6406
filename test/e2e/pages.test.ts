import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { runPage } from "./run-page.js";

const root = join(import.meta.dirname, "../..");

// `npx vitest run test/e2e/pages.test.ts --update` writes down what the commands print today.
const pages = ["README.md"].concat(
  ["tutorial", "going-back", "canary", "ci", "many-teams", "secrets"].map((name) => `docs/${name}.md`),
);

it.concurrent.for(pages)("%s shows what its commands print", async (page, { expect, onTestFinished }) => {
  const path = join(root, page);
  await expect(await runPage(readFileSync(path, "utf8"), onTestFinished)).toMatchFileSnapshot(path);
});
