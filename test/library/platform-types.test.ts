import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generateTypes } from "../../scripts/generate-types.mjs";

it("the types of agents, LLMs and flows are those of the schemas (npm run schemas writes them)", async () => {
  for (const [path, text] of await generateTypes())
    expect(readFileSync(join(import.meta.dirname, "../..", path), "utf8") === text, path).toBe(true);
});
