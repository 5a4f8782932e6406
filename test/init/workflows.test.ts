import { promises as fs } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readWorkflows } from "../../src/init/workflows.js";
import { findWorkflowFaults } from "../github/find-workflow-faults.js";

const root = join(import.meta.dirname, "../..");
const source = { repository: "acme/tagline", commit: "0123456789".repeat(4), version: "0.1.0" };

it("are this repository's own, with its actions by commit and the branch that versions are made on", async () => {
  const made = await readWorkflows(fs, root, { source, branch: "release/$&" });
  expect(made.map(({ path }) => path)).toEqual([
    ".github/workflows/tagline-review.yml",
    ".github/workflows/tagline-deploy.yml",
    ".github/workflows/tagline-verify.yml",
  ]);
  for (const { path, text } of made) {
    const own = await fs.readFile(join(root, path), "utf8");
    const action = /tagline-([a-z]+)/.exec(path)?.[1];
    expect(text).toContain(`uses: acme/tagline/.github/actions/${action}@${source.commit} # 0.1.0\n`);
    expect(text).toContain(`https://github.com/acme/tagline/blob/${source.commit}/docs/pull-requests.md\n`);
    expect(text.includes("./.github")).toBe(false);
    expect(text.split("\n").length).toBe(own.split("\n").length);
    expect(await findWorkflowFaults(path, text)).toEqual([]);
  }
  expect(made[1]?.text).toContain('branches: ["release/$&"]\n');
});
