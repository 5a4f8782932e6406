import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { publishedRepository } from "./published.js";
import { type Scratch, scratch, scratchRepository } from "./scratch.js";

interface Found {
  readonly severity: string;
  readonly code: string;
  readonly version: number | null;
  readonly ref: string | null;
  readonly message: string;
  readonly hint?: string;
}

/** Runs `verify --json`; `found` names each finding in a few words. */
function verify(made: Scratch, ...args: string[]) {
  const said = made.tagline("verify", "--json", ...args);
  const { ok, findings, checked } = JSON.parse(said.out) as {
    ok: boolean;
    findings: Found[];
    checked: Record<string, unknown>;
  };
  const found = findings.map(({ severity, code, ref }) => `${ref ?? "repository"} ${severity} ${code}`);
  return { exit: said.exit, ok, found, findings, checked };
}

/** A clone beside the repository, over a transport, so that it has only what refs reach. */
function clone(made: Scratch, name: string, ...options: string[]): string {
  made.git("clone", "-q", ...options, `file://${made.directory}`, `../${name}`);
  return `../${name}`;
}

/** A version made with plain git at HEAD, with the trailers that are given. */
function tagByHand(made: Scratch, version: number, lines: readonly string[] = []): void {
  const trailers = lines.length === 0 ? "" : `\n\n${lines.join("\n")}`;
  made.git("tag", "-a", `v${version}`, "-m", `By hand${trailers}`);
}

const agentsTree = (made: Scratch, rev: string): string => made.git("rev-parse", `${rev}:agents`).trim();
const oid = (made: Scratch, rev: string): string => made.git("rev-parse", rev).trim();

describe("verify, where nothing is wrong", () => {
  it("says so, and that the newest version is anchored by its commit's trailer alone", () => {
    expect(publishedRepository().tagline("verify")).toEqual({
      exit: 0,
      out: "✓ nothing wrong in 4 versions\n  v3 is the newest: only the trailer of its commit vouches for it\n",
      err: "",
    });
  });

  it("prints one JSON document with what was found and what was checked", () => {
    expect(JSON.parse(publishedRepository().tagline("verify", "--json").out)).toEqual({
      ok: true,
      findings: [],
      checked: {
        versions: 4,
        remote: null,
        signatures: null,
        newest: { version: 3, ref: "v3", anchors: ["commit"] },
      },
    });
  });

  it("holds in a repository without versions, and in one without commits", () => {
    const made = scratchRepository();
    expect(verify(made)).toMatchObject({ exit: 0, found: [], checked: { versions: 0, newest: null } });
    made.git("commit", "-q", "--allow-empty", "-m", "first");
    expect(verify(made)).toMatchObject({ exit: 0, found: [] });
  });

  it("holds in a bare repository, in a linked working tree, on packed refs and on a detached HEAD", () => {
    const made = publishedRepository();
    clone(made, "bare.git", "--bare");
    expect(verify(made, "-C", "../bare.git")).toMatchObject({ exit: 0, checked: { versions: 4 } });
    made.git("pack-refs", "--all");
    made.git("worktree", "add", "-q", "../linked", "HEAD~1");
    expect(verify(made, "-C", "../linked")).toMatchObject({ exit: 0, checked: { versions: 4 } });
  });

  it("is said of more tags than versions: those with other names are nobody's business", () => {
    const made = publishedRepository();
    made.git("tag", "v1.2.3");
    made.git("tag", "v01");
    made.git("tag", "-a", "release", "-m", "x");
    expect(verify(made)).toMatchObject({ exit: 0, found: [], checked: { versions: 4 } });
  });

  it("writes nothing", () => {
    const made = publishedRepository();
    const everything = (): string => made.shell("find . -type f | sort | xargs sha1sum").out;
    const before = everything();
    verify(made);
    expect(everything()).toBe(before);
  });
});

describe("verify names a version whose tag is not the one that was published", () => {
  it("moved to another commit; the hint puts it back", () => {
    const made = publishedRepository();
    made.git("tag", "-f", "-a", "v1", "-m", "Mine", "v2^{}");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v1 error moved-version"] });
    expect(findings[0]?.message).toMatch(
      /^v1 was moved: v2 vouches for the tag object \w{12}, of commit \w{12}; the ref holds \w{12}, of commit \w{12}\.$/,
    );
    expect(made.shell(findings[0]?.hint ?? "").exit).toBe(0);
    expect(verify(made)).toMatchObject({ exit: 0, found: [] });
  });

  it("recreated on the same commit with another message, its trailers kept", () => {
    const made = publishedRepository();
    const message = made.git("tag", "-l", "--format=%(contents)", "v1").replace(/^v1/, "Another title");
    writeFileSync(join(made.directory, "../message"), message);
    made.git("tag", "-f", "-a", "v1", "-F", "../message", "v1^{}");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v1 error moved-version"] });
    expect(findings[0]?.message).toContain("v1 was made again");
    expect(findings[0]?.message).toContain("of the same commit");
  });

  it("moved together with a rewritten branch", () => {
    const made = publishedRepository();
    made.git("reset", "-q", "--hard", "v0^{}");
    made.write("agents/desk/agent.yaml", customAgent("forged"));
    made.git("commit", "-qam", "Deploy v1\n\nVersion: v1");
    made.git("tag", "-d", "v1");
    tagByHand(made, 1, [
      `Config-Tree: ${agentsTree(made, "HEAD")}`,
      "Agents-Changed: desk",
      `Previous-Version: v0 ${oid(made, "v0")}`,
    ]);
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v1 error moved-version"] });
    // The same from a clone that never had the real one.
    clone(made, "fresh");
    expect(verify(made, "-C", "../fresh")).toMatchObject({
      exit: 1,
      found: expect.arrayContaining(["v1 error moved-version"]),
    });
  });

  it("moved with plain git tag -f, which tags the tag", () => {
    const made = publishedRepository();
    made.git("tag", "-f", "-a", "v1", "-m", "Mine", "v2");
    expect(verify(made)).toMatchObject({
      exit: 1,
      found: ["v1 error moved-version", "v1 error unresolved-pin"],
    });
  });

  it("the newest, moved: its commit's trailer tells", () => {
    const made = publishedRepository();
    made.git("tag", "-f", "-a", "v3", "-m", "Mine", "v2^{}");
    const { exit, found, findings, checked } = verify(made);
    expect({ exit, found }).toEqual({
      exit: 1,
      found: ["v3 error moved-version", "v2 warning unvouched-version"],
    });
    expect(findings[0]?.message).toMatch(
      /^v3 was moved: it names commit \w{12}, but commit \w{12} was deployed as v3\.$/,
    );
    expect(checked.newest).toEqual({ version: 3, ref: "v3", anchors: [] });
  });

  it("from a clone in which only the newest tag is intact", () => {
    const made = publishedRepository();
    made.git("tag", "-d", "v2");
    made.git("tag", "-f", "-a", "v1", "-m", "Mine", "v3^{}");
    made.git("tag", "-f", "-a", "v0", "-m", "Mine", "v0^{}");
    clone(made, "fresh");
    expect(verify(made, "-C", "../fresh").found).toEqual([
      "v2 error missing-version",
      "v1 error moved-version",
      "v0 warning unchained-version",
      // Nothing in that clone tells whether this is the right v0, and it says so.
      "v0 warning unvouched-version",
    ]);
    // Where git still has the objects, each is told for what it is.
    expect(verify(made).found).toEqual([
      "v2 error missing-version",
      "v1 error moved-version",
      "v0 error moved-version",
    ]);
  });

  it("made lightweight", () => {
    const made = publishedRepository();
    const commit = oid(made, "v1^{}");
    made.git("tag", "-d", "v1");
    made.git("tag", "v1", commit);
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({
      exit: 1,
      found: ["v1 error lightweight-version", "v1 error unresolved-pin"],
    });
    expect(findings[0]?.message).toContain("v2 vouches for the tag object");
  });

  it("lightweight from the start, which blocks its number", () => {
    const made = publishedRepository();
    made.git("tag", "v9");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v9 error lightweight-version"] });
    expect(findings[0]?.hint).toBe("git tag -d v9");
  });

  it("a symbolic ref, also one that leads to the right tag or nowhere", () => {
    const made = publishedRepository();
    made.git("update-ref", "refs/keep/v1", "v1");
    made.git("symbolic-ref", "refs/tags/v1", "refs/keep/v1");
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v1 error symbolic-version"] });
    made.git("symbolic-ref", "refs/tags/v1", "refs/keep/gone");
    expect(verify(made).found).toEqual(["v1 error symbolic-version", "v1 error unresolved-pin"]);
  });

  it("a tag that calls itself something else", () => {
    const made = publishedRepository();
    made.git("update-ref", "refs/tags/v4", "v2");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v4 error misnamed-version"] });
    expect(findings[0]?.message).toBe('The tag object of v4 calls itself "v2".');
  });

  it("a tag of something that is no commit", () => {
    const made = publishedRepository();
    made.git("tag", "-a", "v4", "-m", "x", "HEAD^{tree}");
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v4 error not-a-commit"] });
  });

  it("a Config-Tree that is not the commit's agents/", () => {
    const made = publishedRepository();
    tagByHand(made, 4, [
      `Config-Tree: ${agentsTree(made, "v0")}`,
      "Agents-Changed: desk",
      `Previous-Version: v3 ${oid(made, "v3")}`,
    ]);
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v4 error config-tree-mismatch"] });
  });

  it("a tag below the number's own name, which git cannot hold beside it", () => {
    const made = publishedRepository();
    made.git("tag", "v4/rc1");
    expect(verify(made)).toMatchObject({ exit: 0, found: ["v4 warning blocked-number"] });
  });
});

describe("verify names a version that has lost its tag", () => {
  it("by the trailer of the next one; the hint brings it back", () => {
    const made = publishedRepository();
    made.git("tag", "-d", "v1");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({
      exit: 1,
      found: ["v1 error missing-version", "v1 error unresolved-pin"],
    });
    expect(made.shell(findings[0]?.hint ?? "").exit).toBe(0);
    expect(verify(made)).toMatchObject({ exit: 0, found: [] });
  });

  it("the newest, by the commit that was deployed as it", () => {
    const made = publishedRepository();
    made.git("tag", "-d", "v3");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v3 error missing-version"] });
    expect(findings[0]?.message).toMatch(/^v3 has no tag here, but commit \w{12} was deployed as v3\.$/);
  });

  it("by the branch as it was last seen on the remote, after a reset", () => {
    const made = publishedRepository();
    clone(made, "reset");
    made.git("-C", "../reset", "reset", "-q", "--hard", "v2^{}");
    made.git("-C", "../reset", "tag", "-d", "v3");
    expect(verify(made, "-C", "../reset")).toMatchObject({ exit: 1, found: ["v3 error missing-version"] });
  });

  it("by a pin", () => {
    const made = publishedRepository();
    made.write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@v7\n');
    made.git("commit", "-qam", "Pin");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v7 error unresolved-pin"] });
    expect(findings[0]?.message).toBe(
      "+14155550100 inbound points to desk@v7, but there is no version v7 here.",
    );
    expect(findings[0]?.hint).toBe("tagline attach +14155550100 desk@v3 --direction inbound");
  });

  it("in a clone without tags, with the command that fetches them", () => {
    const made = publishedRepository();
    clone(made, "untagged", "--no-tags");
    const { exit, found, findings } = verify(made, "-C", "../untagged");
    expect(exit).toBe(1);
    expect(found.filter((text) => text.endsWith("missing-version"))).toHaveLength(4);
    expect(findings[0]?.hint).toBe("git fetch --tags origin");
    made.shell(`cd ../untagged && ${findings[0]?.hint}`);
    expect(verify(made, "-C", "../untagged")).toMatchObject({ exit: 0, found: [] });
  });
});

describe("verify names a version that no deploy made", () => {
  it("as a warning before the first chained one, as an error after it", () => {
    const made = scratchRepository();
    made.write("agents/desk/agent.yaml", customAgent("zero"));
    made.git("add", ".");
    made.git("commit", "-qm", "Old days");
    tagByHand(made, 0);
    tagByHand(made, 1);
    expect(verify(made)).toMatchObject({
      exit: 0,
      found: ["v1 warning unchained-version", "v0 warning unchained-version"],
    });
    made.write("agents/desk/agent.yaml", customAgent("two"));
    made.tagline("deploy", "--yes");
    expect(verify(made)).toMatchObject({
      exit: 0,
      found: ["v1 warning unchained-version", "v0 warning unchained-version"],
    });
    tagByHand(made, 3);
    expect(verify(made)).toMatchObject({
      exit: 1,
      found: ["v3 error unchained-version", "v1 warning unchained-version", "v0 warning unchained-version"],
    });
  });

  it("when it was put between two that know each other", () => {
    const made = publishedRepository();
    tagByHand(made, 6, [
      `Config-Tree: ${agentsTree(made, "HEAD")}`,
      `Previous-Version: v3 ${oid(made, "v3")}`,
    ]);
    tagByHand(made, 5);
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v5 error unchained-version"] });
    expect(findings[0]?.message).toBe("v5 is in no chain: v6 vouches for v3 as the version before it.");
  });

  it("when it names itself or a later one as the version before it", () => {
    const made = publishedRepository();
    tagByHand(made, 4, [
      `Config-Tree: ${agentsTree(made, "HEAD")}`,
      `Previous-Version: v4 ${oid(made, "v3")}`,
    ]);
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v4 error unchained-version"] });
  });
});

describe("verify names what git shows instead of a version", () => {
  it("for its commit, its tag object, its tree or its agents/, loose and packed", () => {
    const made = publishedRepository();
    const parts = ["v1", "v1^{}", "v1^{tree}", "v1:agents"];
    for (const part of parts) {
      const undo = `git replace -d ${oid(made, part)}`;
      made.git("replace", "-f", part, part.replace("v1", "v2"));
      const { exit, found, findings } = verify(made);
      expect({ part, exit, found }).toEqual({ part, exit: 1, found: ["v1 error replaced-object"] });
      expect(findings[0]?.hint).toBe(undo);
      made.git("pack-refs", "--all");
      expect(verify(made).found).toEqual(["v1 error replaced-object"]);
      made.shell(undo);
    }
    expect(verify(made).found).toEqual([]);
  });

  it("not for objects of no version; for a file it says that it did not look", () => {
    const made = publishedRepository();
    made.git("commit", "-q", "--allow-empty", "-m", "nothing");
    made.git("replace", "HEAD", "HEAD~1");
    expect(verify(made)).toMatchObject({ exit: 0, found: [] });
    made.git("replace", "v1:agents/desk/agent.yaml", "v2:agents/desk/agent.yaml");
    expect(verify(made)).toMatchObject({ exit: 0, found: ["repository warning replaced-object"] });
  });

  it("for the parents of its commit, by a graft", () => {
    const made = publishedRepository();
    made.write(".git/info/grafts", `${oid(made, "v2^{}")}\n`);
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v2 error grafted-commit"] });
  });
});

describe("verify follows the pins at HEAD", () => {
  it("to agents that are not in the version, or not in the draft", () => {
    const made = publishedRepository();
    made.write(
      "phone-numbers.yaml",
      'numbers:\n  "+14155550100":\n    inbound: intake@v1\n    outbound: gone@draft\n',
    );
    made.git("commit", "-qam", "Pins");
    expect(verify(made)).toMatchObject({
      exit: 1,
      found: ["v1 error unresolved-pin", "draft error unresolved-pin"],
    });
  });

  it("and not those of the working tree", () => {
    const made = publishedRepository();
    made.write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@v7\n');
    expect(verify(made)).toMatchObject({ exit: 0, found: [] });
  });

  it("and says when the manifest cannot be read", () => {
    const made = publishedRepository();
    made.write("phone-numbers.yaml", "numbers: [\n");
    made.git("commit", "-qam", "Broken");
    expect(verify(made)).toMatchObject({ exit: 1, found: ["repository error invalid-manifest"] });
  });
});

describe("verify says what this clone does not have", () => {
  it("a version's commit", () => {
    const made = publishedRepository();
    const commit = oid(made, "v1^{}");
    made.shell(`rm -f .git/objects/${commit.slice(0, 2)}/${commit.slice(2)}`);
    expect(verify(made)).toMatchObject({
      exit: 1,
      found: ["v1 error missing-object", "v1 error unresolved-pin", "repository error missing-object"],
    });
  });

  it("a version's tag object", () => {
    const made = publishedRepository();
    const tag = oid(made, "v1");
    made.shell(`rm -f .git/objects/${tag.slice(0, 2)}/${tag.slice(2)}`);
    expect(verify(made)).toMatchObject({
      exit: 1,
      found: ["v1 error missing-object", "v1 error unresolved-pin", "v0 warning unvouched-version"],
    });
  });

  it("the sound bytes of an object: damaged, it is as good as missing", () => {
    const made = publishedRepository();
    const cut = (rev: string): void => {
      const name = oid(made, rev);
      const path = join(made.directory, ".git/objects", name.slice(0, 2), name.slice(2));
      const bytes = readFileSync(path);
      rmSync(path);
      writeFileSync(path, bytes.subarray(0, 20));
    };
    for (const part of ["v0^{tree}", "v0"]) {
      cut(part);
      expect(verify(made)).toMatchObject({ exit: 1, found: ["v0 error missing-object"] });
    }
    made.write(".git/refs/tags/v0", "");
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v0 error missing-object"] });
  });

  it("history, in a shallow clone: with every tag a warning, with one an error that says how to go on", () => {
    const made = publishedRepository();
    clone(made, "shallow", "--depth", "1");
    const only = verify(made, "-C", "../shallow");
    expect(only.exit).toBe(1);
    expect(only.found).toContain("repository warning history-cut");
    expect(only.found).not.toContain("v1 error missing-version");
    made.git("-C", "../shallow", "fetch", "-q", "--depth", "1", "--tags");
    expect(verify(made, "-C", "../shallow")).toMatchObject({
      exit: 0,
      found: ["repository warning history-cut"],
      checked: { versions: 4 },
    });
    made.git("-C", "../shallow", "fetch", "-q", "--unshallow", "--tags");
    expect(verify(made, "-C", "../shallow")).toMatchObject({ exit: 0, found: [] });
  });

  it("trees, in a partial clone", () => {
    const made = publishedRepository();
    made.git("config", "uploadpack.allowFilter", "true");
    clone(made, "partial", "--filter=tree:0");
    const { exit, found, findings } = verify(made, "-C", "../partial");
    expect({ exit, found }).toEqual({
      exit: 0,
      found: ["v1 warning unresolved-pin", "repository warning trees-absent"],
    });
    expect(findings[1]?.message).toContain("4 versions are not here");
  });
});

describe("verify --remote", () => {
  /** A repository with a bare remote that has its versions, and with `main` tracking the one there. */
  function withRemote(): Scratch {
    const made = publishedRepository();
    made.git("config", "--global", "user.name", "Dev");
    made.git("config", "--global", "user.email", "dev@example.com");
    made.git("init", "-q", "--bare", "-b", "main", "../remote.git");
    made.git("remote", "add", "origin", "../remote.git");
    made.git("push", "-q", "-u", "origin", "main", "--tags");
    return made;
  }
  const there = (made: Scratch, ...args: string[]): string => made.git("-C", "../remote.git", ...args);

  it("finds nothing where both have the same, and then the remote anchors the newest version too", () => {
    const made = withRemote();
    expect(made.tagline("verify", "--remote")).toEqual({
      exit: 0,
      out: "✓ nothing wrong in 4 versions here and on origin\n  v3 is the newest: only the trailer of its commit and origin vouch for it\n",
      err: "",
    });
    expect(made.tagline("verify").out).toContain("\n  ask the remote too: tagline verify --remote\n");
    expect(verify(made, "--remote", "origin").checked).toEqual({
      versions: 4,
      remote: "origin",
      signatures: null,
      newest: { version: 3, ref: "v3", anchors: ["commit", "remote"] },
    });
  });

  it("finds a version that is missing there", () => {
    const made = withRemote();
    there(made, "update-ref", "-d", "refs/tags/v1");
    const { exit, found, findings } = verify(made, "--remote");
    expect({ exit, found }).toEqual({ exit: 1, found: ["v1 error missing-on-remote"] });
    made.shell(findings[0]?.hint ?? "");
    expect(verify(made, "--remote")).toMatchObject({ exit: 0, found: [] });
  });

  it("warns of a version that is not pushed yet, and of one that is not fetched yet", () => {
    const made = withRemote();
    clone(made, "other");
    made.git("-C", "../other", "remote", "set-url", "origin", "../remote.git");
    made.write("agents/desk/agent.yaml", customAgent("four"));
    made.tagline("deploy", "--yes", "--no-push");
    const unpushed = verify(made, "--remote");
    expect(unpushed).toMatchObject({ exit: 0, found: ["v4 warning unpushed-version"] });
    made.shell(unpushed.findings[0]?.hint ?? "");
    expect(verify(made, "--remote")).toMatchObject({ exit: 0, found: [] });
    const behind = verify(made, "-C", "../other", "--remote");
    expect(behind).toMatchObject({
      exit: 0,
      found: ["v4 warning missing-here", "repository warning remote-branch-unchecked"],
    });
    made.git("-C", "../other", "pull", "-q", "--ff-only");
    expect(verify(made, "-C", "../other", "--remote")).toMatchObject({ exit: 0, found: [] });
  });

  it("finds a version that is there, is not here, and is older than the newest here", () => {
    const made = withRemote();
    there(made, "tag", "-a", "v5", "-m", "Theirs", "main");
    tagByHand(made, 6, [
      `Config-Tree: ${agentsTree(made, "HEAD")}`,
      `Previous-Version: v3 ${oid(made, "v3")}`,
    ]);
    expect(verify(made, "--remote")).toMatchObject({
      exit: 1,
      found: ["v6 warning unpushed-version", "v5 error missing-here"],
    });
  });

  it("finds one that was moved there, and one that was made lightweight", () => {
    const made = withRemote();
    there(made, "tag", "-f", "-a", "v1", "-m", "Theirs", "v2^{}");
    there(made, "tag", "-d", "v2");
    there(made, "tag", "v2", "main~3");
    const { exit, found, findings } = verify(made, "--remote");
    expect({ exit, found }).toEqual({
      exit: 1,
      found: ["v2 error differs-on-remote", "v1 error differs-on-remote"],
    });
    expect(findings[0]?.message).toMatch(
      /^v2 on origin is a lightweight tag of \w{12}; v3 vouches for \w{12}\.$/,
    );
  });

  it("tells a version moved here from one moved there, and fetches the right one", () => {
    const made = withRemote();
    made.git("clone", "-q", "../remote.git", "../other");
    made.git("-C", "../other", "tag", "-f", "-a", "v1", "-m", "Mine", "v2^{}");
    made.git("-C", "../other", "reflog", "expire", "--expire=now", "--all");
    made.git("-C", "../other", "-c", "gc.pruneExpire=now", "repack", "-adq");
    made.git("-C", "../other", "prune", "--expire=now");
    expect(verify(made, "-C", "../other").findings[0]?.hint).toBe("tagline verify --remote origin");
    const { found, findings } = verify(made, "-C", "../other", "--remote");
    expect(found).toEqual(["v1 error moved-version", "v0 warning unvouched-version"]);
    made.shell(`cd ../other && ${findings[0]?.hint}`);
    expect(verify(made, "-C", "../other", "--remote")).toMatchObject({ exit: 0, found: [] });
  });

  it("finds the newest recreated on its own commit, which nothing here can tell", () => {
    const made = withRemote();
    made.git(
      "tag",
      "-f",
      "-a",
      "v3",
      "-m",
      `Mine\n\nConfig-Tree: ${agentsTree(made, "v3")}\nPrevious-Version: v2 ${oid(made, "v2")}`,
      "v3^{}",
    );
    expect(verify(made)).toMatchObject({ exit: 0, found: [] });
    const { exit, found, findings, checked } = verify(made, "--remote");
    expect({ exit, found }).toEqual({ exit: 1, found: ["v3 error differs-on-remote"] });
    expect(findings[0]?.message).toContain("of the same commit");
    expect(checked.newest).toMatchObject({ anchors: ["commit"] });
  });

  it("finds a version there whose commit is not on the branch there", () => {
    const made = withRemote();
    made.git("checkout", "-q", "-b", "side");
    made.write("agents/desk/agent.yaml", customAgent("side"));
    made.tagline("deploy", "--branch", "side", "--yes");
    made.git("push", "-q", "origin", "v4");
    made.git("checkout", "-q", "main");
    expect(verify(made, "--remote")).toMatchObject({ exit: 0, found: ["v4 warning off-remote-branch"] });
  });

  it("takes the remote of the upstream, else of tagline.yaml, else origin, else the only one", () => {
    const made = withRemote();
    made.git("init", "-q", "--bare", "../empty.git");
    made.git("remote", "add", "company", "../empty.git");
    expect(verify(made, "--remote").checked.remote).toBe("origin");
    made.git("branch", "--unset-upstream");
    expect(verify(made, "--remote").checked.remote).toBe("origin");
    made.write("tagline.yaml", "remote: company\n");
    expect(verify(made, "--remote").checked.remote).toBe("company");
    made.git("remote", "remove", "origin");
    made.write("tagline.yaml", "{}\n");
    expect(verify(made, "--remote").checked.remote).toBe("company");
  });

  it("refuses a remote that there is not, and one that does not answer, with what to type", () => {
    const made = publishedRepository();
    expect(made.tagline("verify", "--remote")).toEqual({
      exit: 2,
      out: "",
      err: "error: This repository has no remote.\nhint: git remote add origin <url>\n",
    });
    made.git("remote", "add", "origin", "../nowhere.git");
    expect(made.tagline("verify", "--remote", "orign")).toEqual({
      exit: 2,
      out: "",
      err: 'error: There is no remote "orign" here.\nhint: did you mean origin?\n',
    });
    const failed = made.tagline("verify", "--remote");
    expect(failed).toMatchObject({ exit: 2, out: "" });
    expect(failed.err).toMatch(
      /^error: The remote origin could not be reached: .*\nhint: git ls-remote origin\n$/,
    );
  });

  it("says that it does not know the branch, rather than guess, on a detached HEAD", () => {
    const made = withRemote();
    made.git("checkout", "-q", "--detach");
    expect(verify(made, "--remote")).toMatchObject({
      exit: 0,
      found: ["repository warning remote-branch-unchecked"],
    });
    made.git("remote", "set-head", "origin", "main");
    expect(verify(made, "--remote")).toMatchObject({ exit: 0, found: [] });
  });
});

it("verify outside of a repository is refused", () => {
  expect(scratch().tagline("verify")).toMatchObject({ exit: 2, out: "" });
});
