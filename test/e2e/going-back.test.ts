import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { type Scratch, scratchRepository } from "./scratch.js";

const number = "+14155550100";
const manifest = (pin: string, written = `"${number}"`): string =>
  `# where calls go\nnumbers:\n  ${written}: # front\n    inbound: ${pin}\n`;

let template: string | null = null;
afterAll(() => {
  if (template !== null) rmSync(template, { recursive: true, force: true });
});

/** v0, v1 and v2 of desk, and the number moved to each in its turn. Made once, and copied for every test. */
function threeVersions(): Scratch {
  const made = scratchRepository();
  if (template !== null) {
    cpSync(template, made.directory, { recursive: true });
    return made;
  }
  made.write("phone-numbers.yaml", manifest("desk@draft"));
  for (const version of [0, 1, 2]) {
    made.write("agents/desk/agent.yaml", `# kept\n${customAgent(`desk ${version}`)}`);
    expect(made.tagline("deploy", "--yes").exit).toBe(0);
    expect(made.tagline("attach", number, `desk@v${version}`, "--yes").exit).toBe(0);
  }
  template = mkdtempSync(join(tmpdir(), "tagline-test-"));
  cpSync(made.directory, template, { recursive: true });
  return made;
}

const pinned = ({ tagline }: Scratch): string =>
  tagline("resolve", number, "--json").out.match(/"ref": "(\w+)"/)?.[1] ?? "";

describe("the bad day", () => {
  it("is over in three commands: lines back, agents back, deployed again", () => {
    const made = threeVersions();
    const { git, tagline } = made;
    const back = tagline("rollback", "--all-on", "v2", "--yes");
    expect(back).toMatchObject({ exit: 0, out: `✓ ${number} inbound: desk@v1\n` });
    expect(back.err).toBe(
      `  ${number} inbound: desk@v2 → desk@v1\n  committed here, not pushed\n  undo: tagline attach ${number} desk@v2\n`,
    );
    expect(git("log", "-1", "--format=%B")).toBe(`Roll back inbound of ${number} to desk@v1\n\n`);
    expect(git("show", "--name-only", "--format=", "HEAD")).toBe("phone-numbers.yaml\n");
    expect(tagline("restore", "v1", "--yes")).toMatchObject({ exit: 0, out: "✓ restored v1: desk\n" });
    expect(git("diff", "v1", "--", "agents")).toBe("");
    expect(git("diff", "--cached")).toBe("");
    expect(tagline("deploy", "--yes").out).toContain("deployed v3");
    expect(git("rev-parse", "v3:agents")).toBe(git("rev-parse", "v1:agents"));
    expect(pinned(made)).toBe("v1");
    expect(git("status", "--porcelain")).toBe("");
    expect(git("fsck", "--strict")).toBe("");
  });

  it("the undo that rollback names takes it back", () => {
    const made = threeVersions();
    const { undo } = JSON.parse(made.tagline("rollback", number, "--yes", "--json").out);
    expect(pinned(made)).toBe("v1");
    expect(made.shell(`${undo[0]} --yes`).exit).toBe(0);
    expect(pinned(made)).toBe("v2");
  });
});

describe("rollback", () => {
  it("shows its plan and stops without a terminal, and with --dry-run", () => {
    const { git, tagline } = threeVersions();
    const head = git("rev-parse", "HEAD");
    expect(tagline("rollback", number)).toMatchObject({
      exit: 2,
      out: "",
      err: expect.stringContaining(`hint: tagline rollback ${number} --yes`),
    });
    expect(tagline("rollback", number, "--dry-run")).toMatchObject({
      exit: 0,
      out: `  ${number} inbound: desk@v2 → desk@v1\n`,
    });
    expect(git("rev-parse", "HEAD")).toBe(head);
  });

  it("run twice, says that it would lead forward, and does not do so for a --yes", () => {
    const made = threeVersions();
    const { tagline } = made;
    tagline("rollback", number, "--yes");
    const again = tagline("rollback", number, "--dry-run");
    expect(again.err).toBe(`  ! ${number} inbound goes forward: v2 is newer than v1\n`);
    const refused = {
      exit: 3,
      out: "",
      err: `error: The inbound line of ${number} ran the newer v2 before desk@v1, so it must be said which version it goes back to (these ran there: v2, v0).\nhint: tagline rollback ${number} --to v0\n`,
    };
    expect(tagline("rollback", number, "--yes")).toEqual(refused);
    expect(tagline("rollback", number)).toEqual(refused);
    expect(tagline("rollback", "--all-on", "v1", "--yes")).toEqual(refused);
    expect(pinned(made)).toBe("v1");
    expect(tagline("rollback", number, "--to", "v2", "--yes").exit).toBe(0);
    expect(pinned(made)).toBe("v2");
  });

  it.each([
    ["rollback", number, "--to", "2"],
    ["rollback", "--all-on", "2"],
    ["restore", "V2"],
  ])("%s %s %s is asked whether v2 was meant", (...args) => {
    const { out, err, exit } = scratchRepository().tagline(...args);
    expect({ out, exit }).toEqual({ out: "", exit: 2 });
    expect(err).toMatch(/^error: "V?2" is not a version\.\nhint: did you mean v2\?\n$/);
  });

  it.each([[["rollback"]], [["rollback", number, "--all-on", "v1"]], [["rollback", number, "--to", "3"]]])(
    "refuses %j as a mistake",
    (args) => expect(scratchRepository().tagline(...args)).toMatchObject({ exit: 2, out: "" }),
  );

  it("follows the branch, not what was merged into it", () => {
    const made = threeVersions();
    const { git, tagline, write } = made;
    git("checkout", "-qb", "side");
    tagline("attach", number, "desk@v0", "--yes");
    write("phone-numbers.yaml", `${manifest("desk@v2")}    nickname: Front\n`);
    git("commit", "-qam", "Nickname");
    git("checkout", "-q", "main");
    git("commit", "-q", "--allow-empty", "-m", "Meanwhile");
    git("merge", "-q", "--no-ff", "-m", "Merge side", "side");
    expect(tagline("rollback", number, "--dry-run").out).toContain("desk@v2 → desk@v1");
    const listed = JSON.parse(tagline("history", "--number", number, "--json").out);
    expect(listed.lines.map(({ pins }: { pins: { ref: string }[] }) => pins[0]?.ref)).toEqual([
      "v2",
      "v1",
      "v0",
      "draft",
    ]);
  });

  it("says that the history is cut off in a shallow clone, and works again when it is not", () => {
    const { directory, git, shell } = threeVersions();
    const clone = `git clone -q --depth 1 --no-single-branch "file://${directory}" shallow && cd shallow && git fetch -q --tags --depth 1 && git config user.name D && git config user.email d@example.com`;
    const said = shell(`${clone} && tagline rollback ${number} --no-push --yes`);
    expect(said).toMatchObject({
      exit: 3,
      err: `error: The inbound line of ${number} may have had other pins, but the history of this clone is cut off before them.\nhint: git fetch --unshallow\n`,
    });
    const listed = shell(`cd shallow && tagline history --number ${number}`);
    expect(listed.out).toMatch(/^inbound {2}desk@v2 {2}at least (?:just now|\d+ minutes? ago) /);
    expect(listed.err).toContain("git fetch --unshallow");
    shell("cd shallow && git fetch -q --unshallow");
    expect(shell(`cd shallow && tagline rollback ${number} --no-push --yes`).exit).toBe(0);
    expect(git("fsck", "--strict")).toBe("");
  });

  it("goes to the remote, where the branch follows one", () => {
    const { git, tagline } = threeVersions();
    git("init", "-q", "--bare", "../remote.git");
    git("remote", "add", "origin", "../remote.git");
    git("push", "-q", "-u", "--follow-tags", "origin", "main");
    expect(tagline("rollback", number, "--yes").err).toContain("pushed to origin/main");
    expect(git("rev-parse", "origin/main")).toBe(git("rev-parse", "HEAD"));
  });

  it("keeps CRLF in the manifest, and commits LF with core.autocrlf", () => {
    const { directory, git, write, tagline } = threeVersions();
    git("config", "core.autocrlf", "true");
    write("phone-numbers.yaml", manifest("desk@v2").replaceAll("\n", "\r\n"));
    expect(tagline("rollback", number, "--yes").exit).toBe(0);
    expect(readFileSync(join(directory, "phone-numbers.yaml"), "utf8")).toBe(
      manifest("desk@v1").replaceAll("\n", "\r\n"),
    );
    expect(git("show", "HEAD:phone-numbers.yaml")).toBe(manifest("desk@v1"));
    expect(git("status", "--porcelain")).toBe("");
  });

  it("refuses on a detached HEAD and in a bare repository, where history still answers", () => {
    const { directory, git, tagline, shell } = threeVersions();
    git("checkout", "-q", "--detach");
    expect(tagline("rollback", number, "--yes")).toMatchObject({ exit: 3 });
    expect(tagline("history", "--number", number).exit).toBe(0);
    git("checkout", "-q", "main");
    git("clone", "-q", "--bare", directory, "../bare.git");
    expect(tagline("-C", "../bare.git", "rollback", number, "--yes")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("no working tree to edit"),
    });
    expect(tagline("-C", "../bare.git", "restore", "v1", "--yes")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("no working tree to restore into"),
    });
    const inside = `tagline history --number ${number}`;
    expect(shell(`cd ../bare.git && ${inside}`).out).toBe(shell(inside).out);
  });
});

describe("history --number", () => {
  it("tells pin, time, author, commit and message, and takes no agent beside it", () => {
    const { git, tagline } = threeVersions();
    const commits = git("log", "--format=%h", "--abbrev=12", "--", "phone-numbers.yaml").split("\n");
    // The repository is made once: on a busy machine that is a while ago.
    const said = tagline("history", "--number", "+1 415 555 0100", "-n", "2").out;
    expect(said.replace(/\d+ minutes? ago/g, "just now").replace(/(?<=\S) {3,}/g, "  ")).toBe(
      `inbound  desk@v2  just now  Dev  ${commits[0]}  Attach inbound of ${number} to desk@v2\ninbound  desk@v1  just now  Dev  ${commits[1]}  Attach inbound of ${number} to desk@v1\n`,
    );
    expect(tagline("history", "desk", "--number", number)).toMatchObject({ exit: 2 });
    expect(tagline("history", "--number", "+14155550109")).toMatchObject({
      exit: 2,
      err: expect.stringContaining(`did you mean ${number}?`),
    });
  });

  it("passes over a manifest that could not be read, and names it", () => {
    const { git, tagline, write } = threeVersions();
    write("phone-numbers.yaml", "numbers: [\n");
    git("commit", "-qam", "Broken");
    write("phone-numbers.yaml", manifest("desk@v2"));
    git("commit", "-qam", "Mended");
    const said = tagline("history", "--number", number, "-n", "1");
    expect(said.out).toContain("desk@v2");
    expect(said.err).toMatch(
      /^! phone-numbers\.yaml of [0-9a-f]{12} \(Broken\) cannot be read and is passed over\n$/,
    );
  });
});

describe("restore", () => {
  it("keeps executable bits, and gives them back", () => {
    const { directory, git, write, tagline } = threeVersions();
    const script = join(directory, "agents/desk/check.sh");
    write("agents/desk/check.sh", "exit 0\n");
    chmodSync(script, 0o755);
    tagline("deploy", "--yes");
    chmodSync(script, 0o644);
    tagline("deploy", "--yes");
    expect(tagline("restore", "v3", "--yes").out).toBe("✓ restored v3: desk\n");
    expect(statSync(script).mode & 0o777).toBe(0o755);
    expect(git("diff", "v3", "--", "agents")).toBe("");
  });

  it("leaves ignored files where they are, and refuses one that is in the way", () => {
    const { directory, git, write, tagline } = threeVersions();
    write("agents/other/agent.yaml", customAgent("other"));
    tagline("deploy", "--yes");
    write(".gitignore", "*.local\nagent.yaml.d\n");
    write("agents/other/mine.local", "mine\n");
    expect(tagline("restore", "v1", "--yes").out).toBe("✓ restored v1: desk, other (removed)\n");
    expect(readFileSync(join(directory, "agents/other/mine.local"), "utf8")).toBe("mine\n");
    git("checkout", "-q", ".");
    git("rm", "-rq", "--cached", "agents/desk");
    git("commit", "-qm", "No desk");
    write(".gitignore", "desk\n");
    write("agents/desk/agent.yaml", "# mine\n");
    expect(tagline("restore", "v1", "desk", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("Files that are not in git are in the way: agents/desk/agent.yaml."),
    });
  });

  it("never follows a link out of the repository", () => {
    const { directory, tagline } = threeVersions();
    rmSync(join(directory, "agents"), { recursive: true });
    mkdirSync(join(directory, "../elsewhere/desk"), { recursive: true });
    symlinkSync("../elsewhere", join(directory, "agents"));
    expect(tagline("restore", "v1", "--yes")).toMatchObject({
      exit: 3,
      err: "error: agents could not be written: it is a symbolic link.\n",
    });
    expect(tagline("restore", "v1", "desk", "--yes").exit).toBe(3);
  });

  it.each([
    ["core.autocrlf", "true", ""],
    ["core.autocrlf", "input", "*.md text eol=crlf\n"],
    ["core.eol", "crlf", "*.md text\n*.yaml text=auto\n*.bin -text\n"],
    ["core.autocrlf", "true", "*.md -text\n*.yaml eol=lf\n"],
  ])("does with line ends what git does on checkout: %s=%s, %j", (setting, value, attributes) => {
    const { directory, git, write, tagline } = threeVersions();
    const names = ["mixed.md", "notes.md", "data.bin", "agent.yaml"];
    write("agents/desk/mixed.md", "a\r\nb\n");
    write("agents/desk/notes.md", "a\nb\n");
    write("agents/desk/data.bin", Buffer.from("a\nb\0\n"));
    tagline("deploy", "--yes");
    for (const name of names.slice(0, 3)) rmSync(join(directory, "agents/desk", name));
    tagline("deploy", "--yes");
    git("config", setting, value);
    write(".gitattributes", attributes);
    git("add", ".gitattributes");
    git("commit", "-qm", "Attributes");
    const files = (): string[] =>
      names.map((name) => readFileSync(join(directory, "agents/desk", name), "latin1"));
    rmSync(join(directory, "agents/desk/agent.yaml"));
    expect(tagline("restore", "v3", "--yes").exit).toBe(0);
    const ours = files();
    expect(tagline("restore", "v3", "--yes").out).toContain("Nothing to restore");
    rmSync(join(directory, "agents"), { recursive: true });
    git("checkout", "-q", "v3", "--", "agents");
    expect(ours).toEqual(files());
  });

  it("says what it would do as JSON, and what it did", () => {
    const { tagline } = threeVersions();
    const report = {
      status: "planned",
      version: 0,
      ref: "v0",
      agents: [{ agent: "desk", change: "changed" }],
      files: [{ path: "agents/desk/agent.yaml", change: "changed" }],
    };
    expect(JSON.parse(tagline("restore", "v0", "--dry-run", "--json").out)).toEqual(report);
    expect(JSON.parse(tagline("restore", "v0", "--yes", "--json").out)).toEqual({
      ...report,
      status: "restored",
    });
    expect(JSON.parse(tagline("restore", "v0", "--json").out)).toMatchObject({
      status: "unchanged",
      files: [],
    });
  });

  it("refuses in the middle of a merge, and a version that holds links", () => {
    const { directory, git, tagline } = threeVersions();
    symlinkSync("agent.yaml", join(directory, "agents/desk/link"));
    git("add", ".");
    git("commit", "-qm", "A link");
    git("tag", "-a", "-m", "v3", "v3");
    git("reset", "-q", "--hard", "HEAD~1");
    expect(tagline("restore", "v3", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("its agents/desk/link is a symlink, which is never followed"),
    });
    git("rev-parse", "HEAD");
    git("merge", "-q", "--no-ff", "--no-commit", "v3");
    expect(tagline("restore", "v1", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("A merge is in progress."),
    });
  });

  it.each(["..", ".git", ".GIT", "git~1", "a\\b"])(
    "writes nothing for a forged tree with a %s in it",
    (name) => {
      const { directory, git, write, tagline } = threeVersions();
      const tree = (mode: string, entry: string, oid: string): string => {
        write("../tree", Buffer.concat([Buffer.from(`${mode} ${entry}\0`), Buffer.from(oid, "hex")]));
        return git("hash-object", "-w", "--literally", "-t", "tree", "../tree").trim();
      };
      const evil = tree("100644", "evil", git("rev-parse", "HEAD:phone-numbers.yaml").trim());
      const root = tree("40000", "agents", tree("40000", "desk", tree("40000", name, evil)));
      git("tag", "-a", "-m", "v3", "v3", git("commit-tree", "-m", "Forged", root).trim());
      expect(tagline("restore", "v3", "--yes")).toMatchObject({
        exit: 3,
        err: expect.stringContaining("is a name that git never checks out."),
      });
      expect(git("status", "--porcelain")).toBe("");
      expect(readdirSync(join(directory, "agents/desk"))).toEqual(["agent.yaml"]);
    },
  );
});
