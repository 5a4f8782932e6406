import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { scratch, scratchRepository } from "./scratch.js";

const manifest = 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n';

function withDesk() {
  const made = scratchRepository();
  made.write("agents/desk/agent.yaml", customAgent("desk"));
  made.write("phone-numbers.yaml", manifest);
  return made;
}

describe("deploy, in a repository made with plain git", () => {
  it("makes an annotated tag, leaves other staged files staged, and git finds nothing wrong", () => {
    const { git, write, tagline } = withDesk();
    write("other.txt", "mine\n");
    git("add", "other.txt");
    const said = tagline("deploy", "--title", "Opening day", "--yes");
    expect(said).toMatchObject({
      exit: 0,
      out: "✓ deployed v0; the draft is now v1\n",
    });
    const tree = git("rev-parse", "HEAD:agents").trim();
    expect(git("cat-file", "-t", "v0").trim()).toBe("tag");
    expect(git("tag", "-l", "--format=%(contents)", "v0").trim()).toBe(
      `Opening day\n\nConfig-Tree: ${tree}\nAgents-Changed: desk`,
    );
    expect(git("status", "--porcelain")).toBe("A  other.txt\n");
    expect(git("ls-tree", "--name-only", "v0")).toBe("agents\nphone-numbers.yaml\n");
    expect(git("fsck", "--strict")).toBe("");
  });

  it("shows its plan and stops without a terminal, with --dry-run, and writes nothing", () => {
    const { git, tagline } = withDesk();
    expect(tagline("deploy")).toMatchObject({ exit: 2, out: "" });
    expect(tagline("deploy").err).toContain("hint: tagline deploy --yes");
    expect(JSON.parse(tagline("deploy", "--dry-run", "--json").out)).toMatchObject({
      status: "planned",
      version: 0,
    });
    expect(git("count-objects")).toBe("0 objects, 0 kilobytes\n");
  });

  it("tags HEAD when a merge has committed everything already", () => {
    const { git, tagline } = withDesk();
    git("add", ".");
    git("commit", "-qm", "By pull request");
    expect(tagline("deploy", "--yes").exit).toBe(0);
    expect(git("rev-parse", "v0^{commit}")).toBe(git("rev-parse", "HEAD"));
  });

  it("finds its way in a subdirectory and with -C", () => {
    const { directory, tagline } = withDesk();
    expect(tagline("-C", join(directory, "agents/desk"), "deploy", "--yes").exit).toBe(0);
    expect(tagline("history", "-C", "agents", "--json").out).toContain('"version": 0');
  });

  it("works on packed refs and on packed objects", () => {
    const { git, write, tagline } = withDesk();
    tagline("deploy", "--yes");
    git("gc", "-q");
    write("agents/desk/agent.yaml", customAgent("desk two"));
    expect(tagline("deploy", "--yes").out).toContain("deployed v1");
    git("pack-refs", "--all");
    expect(JSON.parse(tagline("history", "--json").out)).toHaveLength(2);
    expect(git("fsck", "--strict")).toBe("");
  });

  it("leaves ignored files out", () => {
    const { git, write, tagline } = withDesk();
    write(".gitignore", "*.bak\n");
    write("agents/desk/agent.yaml.bak", "old");
    tagline("deploy", "--yes");
    expect(git("ls-tree", "-r", "--name-only", "v0", "agents")).toBe("agents/desk/agent.yaml\n");
  });
});

describe("deploy refuses, says why, and writes nothing", () => {
  it("outside of a repository", () => {
    expect(scratch().tagline("deploy", "--yes")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("tagline init"),
    });
  });

  it("without an identity", () => {
    const { git, write, tagline } = scratch();
    git("init", "-q");
    git("config", "user.useConfigOnly", "true");
    write("agents/desk/agent.yaml", customAgent("desk"));
    expect(tagline("deploy", "--yes")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("git config user.name"),
    });
  });

  it("on a detached HEAD", () => {
    const { git, tagline } = withDesk();
    tagline("deploy", "--yes");
    git("checkout", "-q", "--detach");
    expect(tagline("deploy", "--even-if-unchanged", "--yes")).toMatchObject({ exit: 3 });
  });

  it("while a merge is in progress", () => {
    const { directory, git, write, tagline } = withDesk();
    tagline("deploy", "--yes");
    git("checkout", "-qb", "other");
    write("agents/desk/agent.yaml", customAgent("theirs"));
    git("commit", "-qam", "theirs");
    git("checkout", "-q", "main");
    write("agents/desk/agent.yaml", customAgent("ours"));
    git("commit", "-qam", "ours");
    expect(() => git("merge", "other")).toThrow();
    expect(tagline("deploy", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("merge is in progress"),
    });
    // The markers are found even once the merge is given up by hand.
    rmSync(join(directory, ".git/MERGE_HEAD"));
    expect(tagline("validate").out).toContain("[conflict-marker]");
  });

  it("with a symlink in an agent's place", () => {
    const { directory, tagline } = withDesk();
    mkdirSync(join(directory, "elsewhere"));
    symlinkSync("../elsewhere", join(directory, "agents/linked"));
    const said = tagline("deploy", "--yes");
    expect(said).toMatchObject({ exit: 1, out: "" });
    expect(said.err).toContain("agents/linked is a symbolic link");
  });

  it("when the newest version is not part of the branch", () => {
    const { git, write, tagline } = withDesk();
    tagline("deploy", "--yes");
    git("checkout", "-qb", "side");
    write("agents/desk/agent.yaml", customAgent("side"));
    tagline("deploy", "--yes");
    git("checkout", "-q", "main");
    expect(tagline("deploy", "--even-if-unchanged", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("git merge v1"),
    });
  });

  it("a manifest with edits of the user's own, when a number is attached", () => {
    const { write, tagline } = withDesk();
    tagline("deploy", "--yes");
    write("phone-numbers.yaml", `${manifest}    nickname: mine\n`);
    expect(tagline("attach", "+14155550100", "desk@v0", "--yes")).toMatchObject({ exit: 3 });
    expect(tagline("attach", "+14155550100", "desk@v0", "--no-commit", "--yes").exit).toBe(0);
  });
});
