import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { scratchRepository } from "./scratch.js";

it("git itself computes the object ids that the tests on memory expect", () => {
  const { directory, git, write } = scratchRepository();
  write("agents/desk/agent.yaml", customAgent("desk"));
  git("add", "agents");
  const tree = git("write-tree", "--prefix=agents/").trim();
  const env = {
    ...process.env,
    GIT_AUTHOR_DATE: "1767323045 +0100",
    GIT_COMMITTER_DATE: "1767323045 +0100",
  };
  const run = (input: string, ...args: string[]) =>
    spawnSync("git", args, { cwd: directory, env, input, encoding: "utf8" });
  run("Deploy v0: First\n\nVersion: v0\n", "commit", "-q", "-F", "-", "--cleanup=verbatim");
  run(`First\n\nConfig-Tree: ${tree}\nAgents-Changed: desk\n`, "tag", "-a", "v0", "-F", "-");
  expect(git("rev-parse", "HEAD", "v0").split("\n").slice(0, 2)).toEqual([
    "bae1fbaf3b8b9382911612ed3f06837566206a45",
    "6952d28684ebab4412ec350184698b15bbcc2ace",
  ]);
});
