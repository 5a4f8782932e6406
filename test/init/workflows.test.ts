import { promises as fs } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
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

it("are shown in docs/pull-requests.md as they are", async () => {
  const page = await fs.readFile(join(root, "docs/pull-requests.md"), "utf8");
  const shown = [...page.matchAll(/^### `(.+)`\n\n```yaml\n([\s\S]*?)```$/gm)];
  const open = { repository: "<owner>/tagline", commit: "<commit>", version: "<version>" };
  const made = await readWorkflows(fs, root, { source: open, branch: "main" });
  expect(shown.map(([, path, text]) => ({ path, text: text?.replace("[main]", '["main"]') }))).toEqual(made);
});

it("need no more and no less than docs/pull-requests.md says", async () => {
  const page = await fs.readFile(join(root, "docs/pull-requests.md"), "utf8");
  for (const { path, text } of await readWorkflows(fs, root, { source, branch: "main" })) {
    const row = page
      .split("\n")
      .find((line) => line.startsWith(`| \`${path.split("/").at(-1)?.slice(0, -4)}\``));
    const { permissions } = Object.values<{ permissions: object }>(parse(text).jobs)[0] ?? {};
    const told = [...(row?.split("|").at(-2) ?? "").matchAll(/`([a-z-]+): ([a-z]+)`/g)];
    expect(Object.fromEntries(told.map(([, scope, level]) => [scope, level]))).toEqual(permissions);
  }
});
