import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { findReleaseFaults, releaseNotes } from "../../scripts/check-release.mjs";
import { parseVersionTag } from "../../src/model/version.js";

const root = join(import.meta.dirname, "../..");
const workflow = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8"));
const changelog =
  "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-05-06\n\n### Added\n\n- This.\n\n## [1.2.2]\n\n- x\n";
const release = {
  tag: "tagline-v1.2.3",
  repository: "acme/tagline",
  manifest: { version: "1.2.3", repository: { url: "git+https://github.com/acme/tagline.git" } },
  changelog,
};

it("a release's tag is never a version of agents, and starts no workflow for one", () => {
  expect(parseVersionTag(release.tag)).toBeNull();
  expect(workflow.on).toEqual({ push: { tags: ["tagline-v[0-9]+.[0-9]+.[0-9]+"] } });
  const verify = parse(readFileSync(join(root, ".github/workflows/tagline-verify.yml"), "utf8"));
  expect(verify.on.push.tags).toEqual(["v[0-9]+"]);
});

it("only what publishes may sign for the workflow, and it runs no script of a dependency", () => {
  const { check, publish, notes } = workflow.jobs;
  expect(check.permissions).toEqual({ contents: "read" });
  expect(publish).toMatchObject({
    needs: "check",
    environment: "npm",
    permissions: { contents: "read", "id-token": "write" },
  });
  expect(publish.steps.map(({ run }: { run?: string }) => run).filter(Boolean)).toEqual([
    "npm ci --ignore-scripts --no-audit --no-fund",
    'npm pkg set gitHead="$GITHUB_SHA"',
    "npm publish --provenance --access public",
  ]);
  expect(notes.needs).toBe("publish");
  expect(JSON.stringify(workflow)).not.toContain("secrets.");
});

it("what fits is published", () => {
  expect(findReleaseFaults(release)).toEqual([]);
  expect(releaseNotes(changelog, "1.2.3")).toBe("### Added\n\n- This.\n");
});

it.each([
  [{ tag: "tagline-v1.2.4" }, "package.json has the version 1.2.3, the tag is tagline-v1.2.4"],
  [{ tag: "v1" }, "package.json has the version 1.2.3, the tag is v1"],
  [{ manifest: { ...release.manifest, private: true } }, "package.json is private"],
  [
    { repository: "someone/fork" },
    'package.json needs "repository": { "type": "git", "url": "git+https://github.com/someone/fork.git" }',
  ],
  [{ changelog: "## [Unreleased]\n" }, "CHANGELOG.md has no section ## [1.2.3] - <date>"],
  [{ changelog: "## [1.2.3] - soon\n\n- x\n" }, "CHANGELOG.md has no section ## [1.2.3] - <date>"],
  [
    { changelog: "## [1.2.3] - 2026-05-06\n\n## [1.2.2] - 2026-05-05\n\n- x\n" },
    "CHANGELOG.md says nothing of 1.2.3",
  ],
])("what does not fit is not: %j", (over, fault) => {
  expect(findReleaseFaults({ ...release, ...over })).toEqual([fault]);
});
