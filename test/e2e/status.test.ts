import { expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { scratchRepository } from "./scratch.js";

it("status names the next command from an empty repository to one that is done, and each is true", () => {
  const made = scratchRepository();
  const { git, tagline, shell, write } = made;
  const next = (): string => JSON.parse(tagline("status", "--json").out).next[0];
  const follow = (expected: string, more = ""): void => {
    expect(next()).toBe(expected);
    expect(shell(`${expected}${more}`)).toMatchObject({ exit: 0 });
  };

  expect(next()).toBe("tagline init");
  write("agents/desk/agent.yaml", `${customAgent("desk")}language: en_US\n`);
  expect(next()).toBe("tagline validate");
  expect(tagline("validate").exit).toBe(1);
  write("agents/desk/agent.yaml", customAgent("desk"));
  follow("tagline deploy", " --yes");
  follow("tagline attach +14155550100 desk@v0", " --yes");
  write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@v0\n  "+14155550101": {}\n');
  follow("git add phone-numbers.yaml && git commit phone-numbers.yaml", " -qm Number");
  follow("tagline attach +14155550101 desk@v0", " --yes");
  git("init", "-q", "--bare", "-b", "main", "../remote.git");
  git("remote", "add", "origin", "../remote.git");
  follow("git push -u --follow-tags origin main");
  follow("tagline protect install", " --yes");
  expect(next()).toBe("tagline history");

  // Committed here, not pushed.
  tagline("rollback", "+14155550101", "--no-push", "--yes");
  write("agents/desk/agent.yaml", customAgent("two"));
  tagline("deploy", "--no-push", "--yes");
  expect(tagline("status").out).toContain("1 commit not pushed to origin/main: deploy pushes.\n");
  follow("tagline deploy", " --yes");
  expect(next()).toBe("tagline history");
  expect(git("ls-remote", "--tags", "origin", "v1")).not.toBe("");

  // Somebody else was faster.
  git("clone", "-q", "../remote.git", "../other");
  const other = "-C ../other -c user.name=D -c user.email=d@example.com";
  shell(`git ${other} commit -q --allow-empty -m Theirs && git ${other} push -q`);
  git("fetch", "-q");
  expect(tagline("status").out).toContain("1 commit of origin/main not here yet.\n");
  follow("git pull --ff-only");
  expect(next()).toBe("tagline history");

  // On a branch of one's own, versions are made elsewhere, also where git was never told which branch is the remote's.
  git("switch", "-qc", "work");
  expect(tagline("status").out).toContain("Versions are made on main.\n");
  follow("tagline review");
  git("switch", "-q", "--detach");
  follow("git switch main");
  git("switch", "-q", "work");
  git("commit", "-q", "--allow-empty", "-m", "Work");
  git("switch", "-q", "main");
  git("merge", "-q", "--no-ff", "--no-commit", "work");
  expect(next()).toBe("git merge --continue");
  git("merge", "--abort");
  for (const [branch, name] of [
    ["work", "three"],
    ["main", "four"],
  ] as const) {
    git("switch", "-q", branch);
    write("agents/desk/agent.yaml", customAgent(name));
    git("commit", "-qam", name);
  }
  expect(shell("git merge -q work").exit).toBe(1);
  expect(next()).toBe("git status");
});

it("status asks for protection until it is there or nobody wants it, and always where tagline.yaml does", () => {
  const { git, tagline, write } = scratchRepository();
  const protection = (): string[] =>
    tagline("status")
      .out.split("\n")
      .filter((line) => /protect/.test(line));
  write("agents/desk/agent.yaml", customAgent("desk"));
  tagline("deploy", "--yes");
  expect(protection()).toEqual([]);
  tagline("attach", "+14155550100", "desk@v0", "--yes");
  expect(protection()).toEqual([
    "Versions are not protected; to leave it so: git config tagline.protect false",
    "Next: tagline protect install",
  ]);
  git("config", "tagline.protect", "false");
  expect(protection()).toEqual([]);
  expect(tagline("protect", "status")).toMatchObject({
    exit: 1,
    out: "✗ Version tags are not protected: no hook is installed.\n  as tagline.protect or tagline.yaml says; status does not ask for it\n",
  });
  git("config", "--unset", "tagline.protect");
  write("tagline.yaml", "protect: false\n");
  expect(protection()).toEqual([]);
  write("tagline.yaml", "protect: true\n");
  expect(protection()).toContain("Versions are to be protected from git, and are not here.");
  tagline("protect", "install", "--yes");
  expect(protection()).toEqual([]);
});

it("status tells of a bare repository what its branch holds, and of a clone without tags what it lacks", () => {
  const { git, tagline, write } = scratchRepository();
  write("agents/desk/agent.yaml", customAgent("desk"));
  tagline("deploy", "--attach", "+14155550100=desk", "--yes");
  git("clone", "-q", "--bare", ".", "../hub.git");
  const hub = tagline("-C", "../hub.git", "status");
  expect(hub.exit).toBe(0);
  expect(hub.out).toContain("Bare repository, branch main, 1 agent: desk\nNewest version v0");
  expect(hub.out).toContain("  +14155550100  inbound desk@v0\n");
  expect(hub.out).toContain("Next: tagline protect install\n");
  git("clone", "-q", "--no-tags", "../hub.git", "../late");
  expect(tagline("-C", "../late", "status").out).toBe(`On branch main, 1 agent: desk
Numbers are pinned to v0, and its tag is not in this clone.
  +14155550100  inbound desk@v0
✗ 1 error, 0 warnings
  phone-numbers.yaml:4  unknown-version  There is no version v0 here.
Next: git fetch --tags
`);
});
