import { promises } from "node:fs";
import { describe, expect, it } from "vitest";
import { findActionSource, onGithub } from "../../src/init/action-source.js";
import { nodeWorld } from "../../src/node-world.js";
import { scratchRepository } from "../e2e/scratch.js";

const version = "1.2.3";

it.each([
  ["https://github.com/acme/tagline", "acme/tagline"],
  ["https://github.com/acme/tagline.git", "acme/tagline"],
  ["git+https://github.com/acme/tag.line.git", "acme/tag.line"],
  ["git+ssh://git@github.com/acme/tagline.git", "acme/tagline"],
  ["ssh://git@github.com:22/acme/tagline", "acme/tagline"],
  ["https://token@github.com/acme/tagline/", "acme/tagline"],
  ["git@github.com:acme/tagline.git", "acme/tagline"],
  ["https://github.example.com/acme/tagline", null],
  ["https://notgithub.com/acme/tagline", null],
  ["git@gitlab.com:acme/tagline.git", null],
  ["https://github.com/acme/tagline/tree/main", null],
  ["/srv/git/tagline.git", null],
  ["../tagline", null],
  ["acme/tagline", null],
  ["", null],
])("%j on GitHub is %j", (address, found) => {
  expect(onGithub(address)).toBe(found);
});

describe("where this Tagline comes from", () => {
  const ask = (directory: string) => findActionSource(nodeWorld(directory), { directory, version });

  it("is its checkout's origin and commit, once that was pushed", async () => {
    const made = scratchRepository();
    made.git("commit", "-q", "--allow-empty", "-m", "x");
    const commit = made.git("rev-parse", "HEAD").trim();
    const unknown = { kind: "unknown", reason: expect.stringContaining("is not known") };
    expect(await ask(made.directory)).toEqual(unknown);
    made.git("remote", "add", "origin", "git@github.com:acme/tagline.git");
    expect(await ask(made.directory)).toEqual({
      kind: "unknown",
      reason: `this Tagline's commit ${commit.slice(0, 12)} is not on acme/tagline`,
    });
    made.git("update-ref", "refs/remotes/origin/main", commit);
    const source = { repository: "acme/tagline", commit, version };
    expect(await ask(made.directory)).toEqual({ kind: "known", source });
    // Below somebody else's checkout it is not that checkout's.
    const inside = `${made.directory}/node_modules/tagline`;
    await promises.mkdir(inside, { recursive: true });
    expect(await ask(inside)).toEqual(unknown);
  });

  it("is what its package says, before anything else", async () => {
    const made = scratchRepository();
    const commit = "a".repeat(40);
    const repository = { type: "git", url: "git+https://github.com/acme/published.git" };
    made.write("package.json", JSON.stringify({ repository, gitHead: commit }));
    const source = { repository: "acme/published", commit, version };
    expect(await ask(made.directory)).toEqual({ kind: "known", source });
    made.write("package.json", JSON.stringify({ repository: "github:acme/published", gitHead: commit }));
    expect(await ask(made.directory)).toEqual({ kind: "known", source });
    // A repository alone fixes no commit.
    made.write("package.json", JSON.stringify({ repository }));
    expect(await ask(made.directory)).toMatchObject({ kind: "unknown" });
  });
});
