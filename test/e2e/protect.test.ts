import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Said, type Scratch, scratchRepository } from "./scratch.js";

/** How the tags are stored before something is tried on them. */
const storages = {
  loose: "true",
  packed: "pack-refs --all --prune",
  "loose and packed": "pack-refs --all --no-prune",
};
type Storage = keyof typeof storages;

const hook = ".git/hooks/reference-transaction";
const kept = `${hook}.before-tagline`;

/** A repository with two commits, the versions v0 and v1, and a tag of another name. */
function repository(): Scratch {
  const made = scratchRepository();
  made.git("config", "--global", "user.name", "Dev");
  made.git("config", "--global", "user.email", "dev@example.com");
  made.git("config", "--global", "protocol.file.allow", "always");
  for (const version of ["v0", "v1"]) {
    made.git("commit", "-q", "--allow-empty", "-m", `For ${version}`);
    made.git("tag", "-am", `Version ${version}`, version);
  }
  made.git("commit", "-q", "--allow-empty", "-m", "Draft");
  made.git("tag", "other", "v0^{commit}");
  return made;
}

function store(made: Scratch, storage: Storage, directory = "."): void {
  if (storage !== "loose") made.git("-C", directory, ...storages[storage].split(" "));
}

function protectedRepository(storage: Storage = "loose"): Scratch {
  const made = repository();
  expect(made.tagline("protect", "install").exit).toBe(0);
  store(made, storage);
  return made;
}

/** A protected bare repository beside a clone, `../clone`, in which v1 was moved and v0 deleted. */
function protectedBare(storage: Storage): Scratch {
  const made = repository();
  made.git("clone", "-q", "--mirror", ".", "../bare.git");
  made.git("clone", "-q", "../bare.git", "../clone");
  made.git("-C", "../clone", "tag", "-fam", "Moved", "v1", "HEAD");
  made.git("-C", "../clone", "tag", "-d", "v0");
  // A mirror comes packed: make every ref loose again.
  const refs = made.git("-C", "../bare.git", "for-each-ref", "--format=update %(refname) %(objectname)");
  made.shell("rm ../bare.git/packed-refs");
  made.shell(`printf '%s' '${refs}' | git -C ../bare.git update-ref --stdin`);
  expect(made.tagline("-C", "../bare.git", "protect", "install").exit).toBe(0);
  store(made, storage, "../bare.git");
  return made;
}

const tags = (made: Scratch, directory = "."): string =>
  made.git("-C", directory, "for-each-ref", "--format=%(refname:short) %(objectname)", "refs/tags/v*");

function refuses(made: Scratch, line: string, words: string, directory = "."): void {
  const before = tags(made, directory);
  expect(before).toMatch(/^v0 .*\nv1 .*\n$/);
  const said = made.shell(line);
  expect({ line, exit: said.exit, err: said.err }).toEqual({
    line,
    exit: expect.toSatisfy((exit: number) => exit !== 0),
    err: expect.stringContaining(words),
  });
  expect(tags(made, directory)).toBe(before);
}

function allows(made: Scratch, line: string): Said {
  const said = made.shell(line);
  expect({ line, exit: said.exit, err: said.err }).toEqual({
    line,
    exit: 0,
    err: expect.not.stringContaining("tagline:"),
  });
  return said;
}

const moved = "tagline: v1 is a version: it is never moved.";
const deleted = "tagline: v1 is a version: it is never deleted.";

describe.each(Object.keys(storages) as Storage[])("with %s tags, git refuses", (storage) => {
  it.each([
    ["git tag -f v1", moved],
    ["git tag -f -am Again v1", moved],
    ["git tag -d v1", deleted],
    ["git tag -d other v1", deleted],
    ["git update-ref refs/tags/v1 HEAD", moved],
    ["git update-ref refs/tags/v1 HEAD $(git rev-parse v1)", moved],
    ["git update-ref -d refs/tags/v1", deleted],
    ["git update-ref -d refs/tags/v1 $(git rev-parse v1)", deleted],
    ["git update-ref --no-deref -d refs/tags/v1", deleted],
    ["printf 'create refs/tags/new HEAD\\nupdate refs/tags/v1 HEAD\\n' | git update-ref --stdin", moved],
    ["git update-ref main-worktree/refs/tags/v1 HEAD", moved],
  ])("%s", (line, words) => {
    refuses(protectedRepository(storage), line, words);
  });

  it("to move a tag that git fetch --force brings", () => {
    const made = protectedRepository(storage);
    made.git("clone", "-q", ".", "../other");
    made.git("-C", "../other", "tag", "-fam", "Moved", "v1", "HEAD");
    refuses(made, "git fetch --force --tags ../other", moved);
    refuses(made, "git fetch ../other '+refs/tags/*:refs/tags/*'", moved);
  });

  it("to delete a tag that git fetch --prune does not find any more", () => {
    const made = protectedRepository(storage);
    made.git("clone", "-q", ".", "../other");
    made.git("-C", "../other", "tag", "-d", "v1");
    refuses(made, "git fetch --prune ../other '+refs/tags/*:refs/tags/*'", deleted);
  });

  it.each([
    ["git push --force origin v1", moved],
    ["git push --force --tags origin", moved],
    ["git push --delete origin v1", deleted],
    ["git push origin :refs/tags/v1", deleted],
    ["git fetch -q origin refs/tags/v0:refs/tags/v0; git push --mirror origin", moved],
    ["git push --mirror origin", "tagline: v0 is a version: it is never deleted."],
    ["git push --atomic --force origin HEAD:refs/heads/new v1", moved],
  ])("%s into a bare repository: %s", (line, words) => {
    refuses(protectedBare(storage), `cd ../clone && ${line}`, words, "../bare.git");
  });

  it("to move and delete a tag in the bare repository itself", () => {
    const made = protectedBare(storage);
    refuses(made, "git -C ../bare.git tag -f v1 main", moved, "../bare.git");
    refuses(made, "git -C ../bare.git tag -d v1", deleted, "../bare.git");
  });

  it("the same from a linked worktree and from a subdirectory", () => {
    const made = protectedRepository(storage);
    made.git("worktree", "add", "-q", "../linked");
    refuses(made, "cd ../linked && git tag -d v1", deleted);
    refuses(made, "mkdir ../linked/sub && cd ../linked/sub && git tag -f v1", moved);
    refuses(made, "mkdir sub && cd sub && git tag -f v1", moved);
    refuses(made, "cd .git && git tag -f v1 HEAD", moved);
    refuses(made, 'cd / && git --git-dir "$OLDPWD/.git" --work-tree "$OLDPWD" tag -d v1', deleted);
  });
});

describe.each(Object.keys(storages) as Storage[])("with %s tags, git goes on to", (storage) => {
  it("pack refs and collect garbage, which prunes loose tags", () => {
    const made = protectedRepository(storage);
    const before = tags(made);
    allows(made, "git pack-refs --all --no-prune");
    allows(made, "git pack-refs --all --prune");
    expect(existsSync(join(made.directory, ".git/refs/tags/v1"))).toBe(false);
    allows(made, "git tag -am 'Version v2' v2 && git gc -q --prune=now");
    expect(existsSync(join(made.directory, ".git/refs/tags/v2"))).toBe(false);
    expect(tags(made)).toContain(before);
    expect(made.git("fsck", "--strict")).toBe("");
  });

  it("make, move and delete everything that is no version", () => {
    const made = protectedRepository(storage);
    const before = tags(made);
    allows(made, "git tag -am 'Version v2' v2");
    allows(made, "git tag -f other HEAD && git tag -d other");
    for (const name of ["v1.2.3", "v01", "v1x", "x/v1", "v", "V1"])
      allows(made, `git tag ${name} HEAD~ && git tag -f ${name} HEAD && git tag -d ${name}`);
    allows(made, "git branch v1 HEAD~ && git branch -f v1 HEAD && git branch -D v1");
    allows(made, "git update-ref refs/remotes/origin/refs/tags/v1 HEAD~");
    allows(made, "git update-ref -d refs/remotes/origin/refs/tags/v1");
    allows(made, "git tag -f v1 $(git rev-parse v1)");
    allows(made, "git commit -q --allow-empty -m One && git commit -q --amend --allow-empty -m Two");
    allows(made, "git switch -qc side HEAD~2 && git commit -q --allow-empty -m Side && git rebase -q main");
    allows(
      made,
      "git switch -q main && git merge -q side && git branch -m side aside && git branch -d aside",
    );
    allows(made, "git tag -d v2 2>&1 | grep -q 'never deleted'");
    expect(tags(made)).toContain(before);
    expect(made.git("fsck", "--strict")).toBe("");
  });

  it("clone, fetch and push, and take new versions in", () => {
    const made = protectedRepository(storage);
    allows(made, "git clone -q . ../other && git -C ../other tag -am 'Version v2' v2");
    allows(
      made,
      "git fetch -q --tags ../other && git fetch -q --tags ../other && git rev-parse -q --verify v2",
    );
    allows(made, "git -C ../other tag -am 'Version v3' v3 && git fetch -q --force --tags ../other");
    allows(made, "git -C ../other push -q origin HEAD:refs/heads/theirs refs/tags/v3:refs/tags/v4");
    expect(tags(made)).toMatch(/^v0 .*\nv1 .*\nv2 .*\nv3 .*\nv4 .*\n$/);
  });

  it("push a new version into a bare repository, beside a branch and atomically", () => {
    const made = protectedBare(storage);
    allows(
      made,
      "cd ../clone && git tag -am 'Version v2' v2 && git push -q --atomic origin HEAD:refs/heads/new v2",
    );
    allows(made, "cd ../clone && git push -q --delete origin new other");
    allows(made, "git -C ../bare.git gc -q");
    expect(tags(made, "../bare.git")).toMatch(/^v0 .*\nv1 .*\nv2 .*\n$/);
  });
});

describe("a version that never left the clone", () => {
  const line = (made: Scratch, tag: string): string => `${tag} ${made.git("rev-parse", tag).trim()}\n`;

  it.each(Object.keys(storages) as Storage[])("may be deleted while it is listed as such (%s)", (storage) => {
    const made = protectedRepository(storage);
    made.write(".git/tagline/unpublished", line(made, "v1"));
    refuses(made, "git tag -d v0", "v0 is a version");
    allows(made, "git tag -d v1");
    expect(tags(made)).toMatch(/^v0 .*\n$/);
  });

  it("may be moved, from the listed object and from no other", () => {
    const made = protectedRepository();
    made.write(".git/tagline/unpublished", line(made, "v0") + line(made, "v1"));
    allows(made, "git tag -f -am Again v1");
    refuses(made, "git tag -f -am 'And again' v1", moved);
  });

  it.each([
    ["another number", (made: Scratch) => line(made, "v1").replace("v1", "v11")],
    ["another object", (made: Scratch) => line(made, "v0").replace("v0", "v1")],
    ["a part of the id", (made: Scratch) => line(made, "v1").slice(0, 20)],
    ["nothing", () => ""],
  ])("stays when the list names %s", (_, list) => {
    const made = protectedRepository();
    made.write(".git/tagline/unpublished", list(made));
    refuses(made, "git tag -d v1", deleted);
  });
});

describe("a hook that was there before", () => {
  const text = '#!/bin/sh\n# Mine, with "quotes" and \\backslashes\n{ echo "$@"; cat; } >> log\nexit 0';

  function withHook(content: string, mode = 0o750): Scratch {
    const made = repository();
    made.write(hook, content);
    chmodSync(join(made.directory, hook), mode);
    return made;
  }
  const read = (made: Scratch, path: string): string => readFileSync(join(made.directory, path), "utf8");

  it("is told the same as without Tagline's, of every transaction and state", () => {
    const lines =
      "git tag new; git tag -d new; git commit -q --allow-empty -m One; git pack-refs --all; git pack-refs";
    const made = withHook(text);
    // The same commit both times: its time is part of its id.
    const dated = `export GIT_AUTHOR_DATE=@1767323045 GIT_COMMITTER_DATE=@1767323045; ${lines}`;
    made.git("clone", "-q", "--no-local", ".", "../twin");
    made.shell(`cp ${hook} ../twin/${hook}; cd ../twin; git pack-refs; rm -f log; ${dated}`);
    expect(made.tagline("protect", "install").exit).toBe(0);
    made.shell("git clone -q --no-local . ../chained; cp .git/hooks/reference* ../chained/.git/hooks/");
    made.shell(`cd ../chained; git pack-refs; rm -f log; ${dated}`);
    expect(read(made, "../chained/log")).toBe(read(made, "../twin/log"));
    expect(read(made, "../chained/log")).toContain("committed");
  });

  it("runs first, and what it refuses is refused", () => {
    const made = withHook(
      '#!/bin/sh\n[ "$1" = prepared ] || exit 0\ncat >/dev/null\necho mine >&2\nexit 3\n',
    );
    made.tagline("protect", "install");
    const said = made.shell("git tag new");
    expect(said).toMatchObject({ exit: 128, err: expect.stringMatching(/^mine\n/) });
    const version = made.shell("git tag -d v1");
    expect(version.err).toMatch(/^mine\n/);
    expect(version.err).not.toContain("tagline");
  });

  it("may leave its input unread, however long that is", () => {
    const made = withHook("#!/bin/sh\nexit 0\n");
    made.tagline("protect", "install");
    // More than a pipe holds.
    const long = "long-name-".repeat(22);
    made.shell(
      `for i in $(seq 300); do echo create refs/heads/${long}$i HEAD; done | git update-ref --stdin`,
    );
    allows(made, "git pack-refs --all");
    refuses(made, "git tag -d v1", deleted);
  });

  it("is kept byte for byte with its mode, and put back by remove", () => {
    const made = withHook(text);
    made.tagline("protect", "install");
    expect(read(made, kept)).toBe(text);
    expect(statSync(join(made.directory, kept)).mode & 0o777).toBe(0o750);
    refuses(made, "git tag -d v1", deleted);
    expect(made.tagline("protect", "remove").exit).toBe(0);
    expect(read(made, hook)).toBe(text);
    expect(statSync(join(made.directory, hook)).mode & 0o777).toBe(0o750);
    expect(existsSync(join(made.directory, kept))).toBe(false);
  });

  it("stays a link when it is one", () => {
    const made = repository();
    made.write("hooks/mine", text);
    chmodSync(join(made.directory, "hooks/mine"), 0o755);
    symlinkSync("../../hooks/mine", join(made.directory, hook));
    made.tagline("protect", "install");
    expect(read(made, "hooks/mine")).toBe(text);
    refuses(made, "git tag -d v1", deleted);
    expect(read(made, "log")).toContain("refs/tags/v1");
    made.tagline("protect", "remove");
    expect(readlinkSync(join(made.directory, hook))).toBe("../../hooks/mine");
  });

  it("does not run when it was not executable, as before", () => {
    const made = withHook("#!/bin/sh\nexit 1\n", 0o644);
    made.tagline("protect", "install");
    allows(made, "git tag new");
    made.tagline("protect", "remove");
    expect(statSync(join(made.directory, hook)).mode & 0o777).toBe(0o644);
  });

  it("of another program in the place of ours is not overwritten", () => {
    const made = withHook(text);
    made.tagline("protect", "install");
    made.write(hook, "#!/bin/sh\n# theirs\n");
    const said = made.tagline("protect", "install");
    expect(said).toMatchObject({ exit: 3, out: "", err: expect.stringContaining("is not Tagline's hook") });
    expect(made.tagline("protect", "status")).toMatchObject({ exit: 1 });
    expect(made.tagline("protect", "remove").out).toContain("Nothing to remove");
    expect(read(made, hook)).toBe("#!/bin/sh\n# theirs\n");
    expect(read(made, kept)).toBe(text);
  });
});

describe("install, status and remove", () => {
  it("go round: nothing, protected, nothing again", () => {
    const made = repository();
    expect(made.tagline("protect", "status")).toEqual({
      exit: 1,
      out: "✗ Version tags are not protected: no hook is installed.\n  to leave it so, and hear no more of it: git config tagline.protect false\nNext: tagline protect install\n",
      err: "",
    });
    expect(made.tagline("protect", "install")).toEqual({
      exit: 0,
      out: "✓ version tags are protected: git refuses to move or delete them\n",
      err: `  + ${hook}\n`,
    });
    expect(made.tagline("protect", "status")).toEqual({
      exit: 0,
      out: `✓ Version tags are protected: git refuses to move or delete them.\n  by ${hook}\n`,
      err: "",
    });
    expect(made.tagline("protect", "remove")).toEqual({
      exit: 0,
      out: "✓ version tags are no longer protected here\n",
      err: `  - ${hook}\n`,
    });
    expect(existsSync(join(made.directory, hook))).toBe(false);
    expect(made.tagline("protect", "remove").out).toContain("Nothing to remove");
    allows(made, "git tag -d v1");
  });

  it("install a second time changes nothing", () => {
    const made = protectedRepository();
    const before = statSync(join(made.directory, hook));
    expect(made.tagline("protect", "install")).toEqual({
      exit: 0,
      out: "Nothing to change: version tags are protected already.\n",
      err: "",
    });
    expect(statSync(join(made.directory, hook)).ino).toBe(before.ino);
    expect(JSON.parse(made.tagline("protect", "install", "--json").out)).toMatchObject({
      status: "unchanged",
    });
  });

  it("--dry-run says what would be written and writes nothing", () => {
    const made = repository();
    expect(made.tagline("protect", "install", "--dry-run")).toEqual({
      exit: 0,
      out: `  + ${hook}\n`,
      err: "",
    });
    expect(existsSync(join(made.directory, hook))).toBe(false);
  });

  it("from a linked worktree protects the repository, not the worktree alone", () => {
    const made = repository();
    made.git("worktree", "add", "-q", "../linked");
    expect(made.tagline("-C", "../linked", "protect", "install").exit).toBe(0);
    expect(made.tagline("protect", "status").exit).toBe(0);
    refuses(made, "git tag -d v1", deleted);
  });

  it("make the hooks directory where a template left it out", () => {
    const made = repository();
    made.shell("rm -r .git/hooks");
    made.tagline("protect", "install");
    refuses(made, "git tag -d v1", deleted);
  });

  it("find a hook that git ignores because it is not executable, and mend it", () => {
    const made = protectedRepository();
    chmodSync(join(made.directory, hook), 0o644);
    expect(made.tagline("protect", "status")).toMatchObject({
      exit: 1,
      out: expect.stringContaining(`${hook} is not executable, so git ignores it`),
    });
    made.tagline("protect", "install");
    refuses(made, "git tag -d v1", deleted);
  });

  it("tell an older hook, which still protects, and bring it up to date", () => {
    const made = protectedRepository();
    const text = readFileSync(join(made.directory, hook), "utf8");
    made.write(hook, text.replace("protect, hook 1", "protect, hook 0"));
    const said = made.tagline("protect", "status");
    expect(said).toMatchObject({ exit: 0, out: expect.stringContaining("from an older Tagline") });
    expect(said.out).toContain("Next: tagline protect install");
    expect(made.tagline("protect", "install").exit).toBe(0);
    expect(readFileSync(join(made.directory, hook), "utf8")).toBe(text);
  });

  it("do not call an edited hook a protection, and replace it only after a yes", () => {
    const made = protectedRepository();
    const text = readFileSync(join(made.directory, hook), "utf8");
    made.write(hook, `${text}# mine\n`);
    expect(made.tagline("protect", "status")).toMatchObject({
      exit: 1,
      out: expect.stringContaining("was edited"),
    });
    expect(made.tagline("protect", "install")).toMatchObject({ exit: 2, out: "" });
    expect(made.tagline("protect", "remove")).toMatchObject({ exit: 2, out: "" });
    expect(made.tagline("protect", "install", "--yes").exit).toBe(0);
    expect(readFileSync(join(made.directory, hook), "utf8")).toBe(text);
  });

  it("say that they cannot write, and where", () => {
    const made = repository();
    // A directory in its place stops the root user as well.
    mkdirSync(join(made.directory, hook));
    expect(made.tagline("protect", "install")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("could not be written"),
    });
  });
});

describe("with core.hooksPath", () => {
  it("inside the working tree, the hook goes there after a yes, and status tells an ignored one", () => {
    const made = protectedRepository();
    made.git("config", "core.hooksPath", ".husky");
    expect(made.tagline("protect", "status")).toMatchObject({
      exit: 1,
      out: expect.stringContaining(`git looks for hooks in .husky, inside the working tree`),
    });
    const unasked = made.tagline("protect", "install");
    expect(unasked).toEqual({
      exit: 2,
      out: "",
      err: `git looks for hooks in .husky, inside the working tree (core.hooksPath, set in .git/config).
  + .husky/reference-transaction
  The hook is then a file like others here: commit it, or have git ignore it.
error: There is no terminal to confirm this on.
hint: tagline protect install --yes
`,
    });
    expect(existsSync(join(made.directory, ".husky"))).toBe(false);
    expect(made.tagline("protect", "install", "--yes").exit).toBe(0);
    refuses(made, "git tag -d v1", deleted);
    expect(made.tagline("protect", "status").exit).toBe(0);
    expect(made.tagline("protect", "remove", "--yes").exit).toBe(0);
    expect(existsSync(join(made.directory, ".husky/reference-transaction"))).toBe(false);
    expect(existsSync(join(made.directory, hook))).toBe(false);
  });

  it("for all repositories of a user, the hook acts in those alone that asked for it", () => {
    const made = repository();
    made.git("clone", "-q", ".", "../other");
    made.git("config", "--global", "core.hooksPath", "~/hooks");
    expect(made.tagline("protect", "install")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("the hook acts only where Tagline left its mark"),
    });
    expect(made.tagline("protect", "install", "--yes").exit).toBe(0);
    refuses(made, "git tag -d v1", deleted);
    expect(made.tagline("protect", "status").exit).toBe(0);
    expect(made.tagline("-C", "../other", "protect", "status")).toMatchObject({
      exit: 1,
      out: expect.stringContaining("acts only in repositories with Tagline's mark"),
    });
    allows(made, "git -C ../other tag -f v1");
    expect(made.tagline("-C", "../other", "protect", "install", "--yes").exit).toBe(0);
    expect(made.tagline("protect", "remove")).toMatchObject({
      exit: 0,
      err: expect.stringContaining("stays for other repositories"),
    });
    allows(made, "git tag -d v1");
    expect(made.shell("git -C ../other tag -d v1").err).toContain(deleted);
  });

  it("of this repository alone but outside of it, remove puts everything back", () => {
    const made = repository();
    made.write("../hooks/reference-transaction", "#!/bin/sh\nexit 0\n");
    made.git("config", "core.hooksPath", "../hooks");
    made.tagline("protect", "install", "--yes");
    refuses(made, "git tag -d v1", deleted);
    expect(made.tagline("protect", "remove")).toMatchObject({ exit: 2, out: "" });
    expect(made.tagline("protect", "remove", "--yes").exit).toBe(0);
    expect(readFileSync(join(made.directory, "../hooks/reference-transaction"), "utf8")).toBe(
      "#!/bin/sh\nexit 0\n",
    );
    expect(made.shell("ls ../hooks").out).toBe("reference-transaction\n");
  });

  it("that leads back to the git directory, nothing is asked", () => {
    const made = repository();
    made.git("config", "core.hooksPath", ".git/hooks");
    expect(made.tagline("protect", "install").exit).toBe(0);
    refuses(made, "git tag -d v1", deleted);
  });

  it("or a link in the place of .git/hooks, what is outside of the git directory is asked for", () => {
    const made = repository();
    made.shell("rm -r .git/hooks && mkdir ../hooks && ln -s ../../hooks .git/hooks");
    expect(made.tagline("protect", "install")).toMatchObject({
      exit: 2,
      out: "",
      err: expect.stringMatching(
        /^git looks for hooks in .*\/hooks, outside of this repository \(by a link\)\.\n/,
      ),
    });
    expect(made.shell("ls ../hooks").out).toBe("");
    expect(made.tagline("protect", "install", "--yes").exit).toBe(0);
    refuses(made, "git tag -d v1", deleted);
  });

  it("or not, a file in the place of the hooks directory means no hooks: said, with the way out", () => {
    const made = repository();
    made.shell("rm -r .git/hooks && touch .git/hooks");
    expect(made.tagline("protect", "status").out).toContain("because .git/hooks is not a directory");
    expect(made.tagline("protect", "install")).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/hint: rm \/.*\.git\/hooks\n$/),
    });
  });

  it("set to /dev/null, git runs no hooks: said, with the way out", () => {
    const made = protectedRepository();
    made.git("config", "core.hooksPath", "/dev/null");
    expect(made.tagline("protect", "status")).toMatchObject({
      exit: 1,
      out: expect.stringContaining('git runs no hooks, because core.hooksPath is "/dev/null"'),
    });
    expect(made.tagline("protect", "install")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("hint: git config --unset core.hooksPath"),
    });
  });
});
