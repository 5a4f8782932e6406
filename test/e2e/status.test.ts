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

  // On a branch of one's own, versions are made elsewhere.
  git("remote", "set-head", "origin", "main");
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
});
