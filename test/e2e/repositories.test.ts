import { chmodSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Scratch, scratchRepository } from "./scratch.js";
import { agentNamed, team } from "./team.js";

/** A repository with v0 of the agent desk, whose number follows the draft, and an edit of it. */
function edited(): Scratch {
  const made = scratchRepository();
  made.write("agents/desk/agent.yaml", agentNamed("zero"));
  made.write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
  expect(made.tagline("deploy", "--yes").exit).toBe(0);
  made.write("agents/desk/agent.yaml", agentNamed("one"));
  return made;
}

/** Nothing is wrong, nothing is left, and the version is what is on disk. */
function expectDeployed(made: { git(...args: string[]): string }, version: number): void {
  expect(made.git("fsck", "--strict", "--no-dangling")).toBe("");
  expect(made.git("status", "--porcelain")).toBe("");
  expect(made.git("rev-parse", `v${version}^{commit}`)).toBe(made.git("rev-parse", "HEAD"));
}

describe("works in", () => {
  it("a linked working tree, whose index and HEAD are its own", () => {
    const made = edited();
    made.git("stash", "-q");
    made.git("worktree", "add", "-q", "../side", "-b", "side");
    const side = join(made.directory, "../side");
    made.shell(`echo "# side" >> '${side}/agents/desk/agent.yaml'`);
    expect(made.tagline("-C", side, "deploy", "--yes").out).toContain("deployed v1");
    const there = { git: (...args: string[]) => made.git("-C", side, ...args) };
    expectDeployed(there, 1);
    expect(made.git("status", "--porcelain")).toBe("");
    expect(made.tagline("deploy", "--yes").err).toContain("newest version v1 is not part of main");
  });

  it("a submodule, whose git directory is elsewhere", () => {
    const made = edited();
    made.git("commit", "-qam", "one");
    made.git("init", "-q", "-b", "main", "../super");
    const allow = ["-c", "protocol.file.allow=always"];
    made.git("-C", "../super", ...allow, "submodule", "--quiet", "add", made.directory, "sub");
    made.shell("cd ../super/sub && git config user.name Dev && git config user.email dev@example.com");
    const said = made.tagline("-C", "../super/sub", "deploy", "--yes", "--no-push");
    expect(said.out).toContain("deployed v1");
    expectDeployed({ git: (...args) => made.git("-C", "../super/sub", ...args) }, 1);
  });

  it("a bare repository, as far as nothing is written", () => {
    const { origin } = team();
    expect(origin.tagline("history", "--json").exit).toBe(0);
    expect(JSON.parse(origin.tagline("resolve", "+14155550100", "--json").out)).toMatchObject({
      agent: "desk",
    });
    expect(origin.tagline("verify").exit).toBe(0);
    expect(origin.tagline("validate").exit).toBe(0);
    expect(origin.tagline("deploy", "--yes")).toMatchObject({ exit: 2 });
  });

  it("a partial clone, whose objects come from the remote as they are needed", () => {
    const { origin, clone } = team();
    origin.git("config", "uploadpack.allowFilter", "true");
    const part = clone("part", "--filter=blob:none", "--no-checkout");
    expect(JSON.parse(part.tagline("resolve", "+14155550100", "--json").out)).toMatchObject({
      agent: "desk",
    });
    part.git("checkout", "-q");
    part.write("agents/desk/agent.yaml", agentNamed("one"));
    expect(part.tagline("deploy", "--yes").out).toContain("deployed v1");
    expectDeployed(part, 1);
  });

  it("a shallow clone, once its history is there", () => {
    const { clone } = team();
    const one = clone("one");
    one.write("agents/desk/agent.yaml", agentNamed("one"));
    one.git("commit", "-qam", "one");
    one.git("commit", "-q", "--allow-empty", "-m", "two");
    one.git("push", "-q");
    const ci = clone("ci", "--depth", "1");
    expect(ci.tagline("deploy", "--yes").err).toContain("git fetch --unshallow --tags");
    ci.git("fetch", "-q", "--unshallow", "--tags");
    expect(ci.tagline("deploy", "--yes").out).toContain("deployed v1");
  });

  it("a clone that borrows its objects, from one that borrows too", () => {
    const made = edited();
    made.git("clone", "-q", "--shared", ".", "../one");
    made.git("clone", "-q", "--shared", "../one", "../two");
    expect(made.tagline("-C", "../two", "resolve", "+14155550100").out).toContain("desk@draft");
  });

  it("one whose refs and objects are packed", () => {
    const made = edited();
    made.git("gc", "-q");
    made.git("pack-refs", "--all");
    expect(made.tagline("deploy", "--yes").out).toContain("deployed v1");
    expectDeployed(made, 1);
  });

  it("a clone that git commands set variables for: the repository around the directory counts", () => {
    const made = edited();
    made.git("init", "-q", "../other");
    const said = made.shell("GIT_DIR=../other/.git GIT_INDEX_FILE=/nowhere tagline deploy --yes");
    expect(said.out).toContain("deployed v1");
    expectDeployed(made, 1);
  });

  it("a directory that may only be read, as far as nothing is written", () => {
    const made = edited();
    const asRoot = process.getuid?.() === 0;
    chmodSync(join(made.directory, ".git"), 0o555);
    expect(made.tagline("history").exit).toBe(0);
    // Nothing stops the super-user.
    if (!asRoot) expect(made.tagline("deploy", "--yes")).toMatchObject({ exit: 3 });
    chmodSync(join(made.directory, ".git"), 0o755);
  });
});

describe("line ends and attributes", () => {
  const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

  it.each([
    ["* text=auto", "LF"],
    ["*.yaml text", "LF"],
    ["*.yaml eol=crlf", "LF"],
    ["*.yaml -text", "CRLF"],
    ["", "CRLF"],
  ])("%j stores %s, as git add would", (attributes, stored) => {
    const made = scratchRepository();
    if (attributes !== "") made.write(".gitattributes", `${attributes}\n`);
    made.git("add", ".");
    made.git("commit", "-q", "--allow-empty", "-m", "attributes");
    made.write("agents/desk/agent.yaml", crlf(agentNamed("zero")));
    expect(made.tagline("deploy", "--yes").exit).toBe(0);
    const text = made.git("cat-file", "-p", "v0:agents/desk/agent.yaml");
    expect(text.includes("\r") ? "CRLF" : "LF").toBe(stored);
    expect(made.git("hash-object", "agents/desk/agent.yaml", "--path=agents/desk/agent.yaml")).toBe(
      made.git("rev-parse", "v0:agents/desk/agent.yaml"),
    );
    expect(made.git("status", "--porcelain")).toBe("");
  });

  it("core.autocrlf=true keeps CRLF on disk and LF in git, in the manifest too", () => {
    const made = scratchRepository();
    made.git("config", "core.autocrlf", "true");
    made.write("agents/desk/agent.yaml", crlf(agentNamed("zero")));
    made.write("phone-numbers.yaml", crlf('numbers:\n  "+14155550100":\n    inbound: desk@draft\n'));
    made.tagline("deploy", "--yes");
    made.write("agents/desk/agent.yaml", crlf(agentNamed("one")));
    expect(made.tagline("deploy", "--yes", "--attach", "+14155550100").exit).toBe(0);
    expect(made.git("cat-file", "-p", "HEAD:phone-numbers.yaml")).toBe(
      'numbers:\n  "+14155550100":\n    inbound: desk@v1\n',
    );
    expect(made.shell("cat phone-numbers.yaml").out).toContain("desk@v1\r\n");
    expect(made.git("status", "--porcelain")).toBe("");
  });

  it.each(["filter=lfs", "ident", "working-tree-encoding=UTF-16"])(
    "%s under agents/ is refused",
    (attribute) => {
      const made = edited();
      made.write(".gitattributes", `agents/** ${attribute}\n`);
      const said = made.tagline("deploy", "--yes");
      expect(said).toMatchObject({ exit: 2 });
      expect(said.err).toContain(".gitattributes gives agents/desk/agent.yaml");
    },
  );
});

describe("is refused in a clear sentence:", () => {
  it.each([
    ["an index of version 4", ["update-index", "--index-version", "4"], "index has format version 4"],
    ["a split index", ["update-index", "--split-index"], "its index is split"],
    [
      "a sparse checkout without agents",
      ["sparse-checkout", "set", "--no-cone", "/README"],
      "leaves out agents/desk",
    ],
  ])("%s", (_, command, words) => {
    const made = edited();
    made.git("commit", "-qam", "one");
    made.git(...command);
    const said = made.tagline("deploy", "--yes");
    expect(said).toMatchObject({ exit: 2 });
    expect(said.err).toContain(words);
  });

  it("objects named by sha256", () => {
    const made = edited();
    made.git("init", "-q", "--object-format=sha256", "../other");
    expect(made.tagline("-C", "../other", "history").err).toContain("objects are named by sha256");
  });

  it.each([
    ["fancy", "true", "it uses the extension fancy"],
    ["refStorage", "reftable", "its refs are stored as reftable"],
  ])("the extension %s", (name, value, words) => {
    const made = edited();
    made.git("config", "core.repositoryformatversion", "1");
    made.git("config", `extensions.${name}`, value);
    expect(made.tagline("history")).toMatchObject({ exit: 2, err: expect.stringContaining(words) });
  });

  it("a damaged object", () => {
    const made = edited();
    const oid = made.git("rev-parse", "v0:agents/desk/agent.yaml").trim();
    made.shell(`f=.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}; chmod u+w $f; printf cut > $f`);
    const said = made.tagline("show", "desk@v0");
    expect(said).toMatchObject({ exit: 2 });
    expect(said.err).toContain(`the blob ${oid} is damaged`);
  });
});

it("git goes on to see an edit that was made in the second of the index before", () => {
  const made = edited();
  // Times can be given to a file, but not the time at which that was done.
  made.git("config", "core.trustCtime", "false");
  const second = 1_600_000_000;
  const at = (path: string, time: number) => utimesSync(join(made.directory, path), time, time);
  made.write("app.js", "2\n");
  at("app.js", second + 0.1);
  made.git("add", "app.js");
  made.write("app.js", "3\n");
  at("app.js", second + 0.3);
  at(".git/index", second + 0.2);
  expect(made.tagline("deploy", "--yes").exit).toBe(0);
  expect(made.git("status", "--porcelain")).toBe("AM app.js\n");
});
