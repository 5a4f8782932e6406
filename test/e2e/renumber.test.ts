import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { agentNamed, type Clone, hook, type Team, team } from "./team.js";

const oidOf = (clone: Clone, ref: string): string => clone.git("rev-parse", ref).trim();
const tagsOf = (clone: Clone): string[] => clone.git("tag", "--list", "v*").trim().split("\n");
const unpublished = (clone: Clone): string => join(clone.directory, ".git/tagline/unpublished");

/** Two clones that both made v1: a's is on the remote, b's never left b, with a number pinned to it. */
function collision(): Team & { readonly a: Clone; readonly b: Clone } {
  const made = team();
  const b = made.clone("b");
  const a = made.clone("a");
  a.write("agents/desk/agent.yaml", agentNamed("theirs"));
  expect(a.tagline("deploy", "--yes", "--title", "Theirs", "--attach", "+14155550100").exit).toBe(0);
  b.write("agents/intake/agent.yaml", agentNamed("ours"));
  const attach = ["--attach", "+14155550101=intake"];
  expect(b.tagline("deploy", "--yes", "--no-push", "--title", "Ours", ...attach).exit).toBe(0);
  return { ...made, a, b };
}

/** Nothing to find, in a clone of what was pushed and in git's own eyes. */
function expectSound({ clone, origin }: Team, name: string): Clone {
  const fresh = clone(name);
  const said = fresh.tagline("verify", "--remote", "--json");
  expect(JSON.parse(said.out)).toMatchObject({ ok: true, findings: [] });
  for (const repository of [fresh, origin])
    expect(repository.git("fsck", "--strict", "--no-dangling")).toBe("");
  return fresh;
}

/** Brings together what both clones wrote to the manifest. */
function mergeTheirs(b: Clone): void {
  expect(() => b.git("pull", "-q", "--no-rebase", "--no-edit")).toThrow();
  b.write(
    "phone-numbers.yaml",
    'numbers:\n  "+14155550100":\n    inbound: desk@v1\n  "+14155550101":\n    inbound: intake@v1\n',
  );
  b.git("commit", "-qam", "Merge");
}

describe("renumber", () => {
  it("gives a version that never left the clone the next number, pins with it, and it can be pushed", () => {
    const made = collision();
    const { a, b, origin } = made;
    b.git("fetch", "-q");
    expect(b.tagline("deploy", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("tagline renumber v1"),
    });
    mergeTheirs(b);
    const commit = oidOf(b, "v1^{commit}");
    const old = oidOf(b, "v1");

    const said = b.tagline("renumber", "v1", "--yes");
    expect(said).toEqual({
      exit: 0,
      err:
        'v1 here "Ours" becomes v2: origin has another v1\n' +
        "  +14155550101 inbound: intake@v1 → intake@v2\n" +
        "  +14155550100 inbound stays at desk@v1, the one on origin\n",
      out:
        "✓ v2 is what v1 was here; v1 is the one on origin\n" +
        "✓ +14155550101 inbound: intake@v2\n" +
        "  not pushed; next: tagline deploy\n",
    });
    expect([oidOf(b, "v1"), oidOf(b, "v2^{commit}")]).toEqual([oidOf(a, "v1"), commit]);
    expect(b.git("tag", "-l", "--format=%(contents)", "v2").trim().split("\n")).toEqual([
      "Ours",
      "",
      `Config-Tree: ${oidOf(b, "v2:agents")}`,
      "Agents-Changed: desk, intake",
      `Previous-Version: v1 ${oidOf(a, "v1")}`,
      `Renumbered-From: v1 ${old}`,
    ]);
    expect(b.git("log", "-1", "--format=%B")).toBe(
      "Renumber v1 to v2\n\nAttach inbound of +14155550101 to intake@v2\n\n",
    );
    expect(b.git("status", "--porcelain")).toBe("");
    expect(existsSync(unpublished(b))).toBe(false);
    expect(JSON.parse(b.tagline("verify", "--json").out)).toMatchObject({ ok: true, findings: [] });
    expect(tagsOf(origin)).toEqual(["v0", "v1"]);

    expect(b.tagline("deploy", "--yes").out).toContain("deployed v3");
    expect(tagsOf(origin)).toEqual(["v0", "v1", "v2", "v3"]);
    const fresh = expectSound(made, "fresh");
    expect(fresh.git("show", "HEAD:phone-numbers.yaml")).toContain("inbound: intake@v2");
  });

  it("fetches the other version where git would put it over ours", () => {
    const { a, b } = collision();
    const old = oidOf(b, "v1");
    b.git("config", "--add", "remote.origin.fetch", "+refs/tags/*:refs/tags/*");
    expect(b.tagline("renumber", "v1", "--dry-run").out).toContain("becomes v2");
    expect(oidOf(b, "v1")).toBe(old);
    expect(b.tagline("renumber", "v1", "--yes").exit).toBe(0);
    expect([oidOf(b, "v1"), oidOf(b, "v2^{commit}")]).toEqual([oidOf(a, "v1"), oidOf(b, `${old}^{commit}`)]);
  });

  it("works before the merge too, and names the merge as the next step", () => {
    const made = collision();
    const { b } = made;
    const said = b.tagline("renumber", "v1", "--yes");
    expect(said.out).toContain("not pushed; next: git pull --no-rebase --autostash && tagline deploy");
    expect(b.git("show", "HEAD:phone-numbers.yaml")).toContain("inbound: intake@v2");
    expect(b.tagline("deploy", "--yes").err).toContain("hint: git pull --no-rebase --autostash, then");
    expect(() => b.git("pull", "-q", "--no-rebase", "--no-edit")).toThrow();
    b.write(
      "phone-numbers.yaml",
      'numbers:\n  "+14155550100":\n    inbound: desk@v1\n  "+14155550101":\n    inbound: intake@v2\n',
    );
    b.git("commit", "-qam", "Merge");
    expect(b.tagline("deploy", "--yes").exit).toBe(0);
    expectSound(made, "fresh");
  });

  it("takes versions along that were made after it", () => {
    const made = collision();
    const { a, b } = made;
    b.write("agents/intake/agent.yaml", agentNamed("later"));
    b.tagline("deploy", "--yes", "--no-push", "--attach", "+14155550101");
    mergeTheirs(b);
    b.write(
      "phone-numbers.yaml",
      'numbers:\n  "+14155550100":\n    inbound: desk@v1\n  "+14155550101":\n    inbound: intake@v2\n    outbound: intake@v1\n',
    );
    b.git("commit", "-qam", "Pins");
    const said = b.tagline("renumber", "v1", "--yes", "--json");
    const report = JSON.parse(said.out);
    expect(report).toMatchObject({
      status: "renumbered",
      versions: [
        { from: 1, version: 3, title: "Ours", oldIsOnRemote: true },
        { from: 2, version: 4, title: null, oldIsOnRemote: false },
      ],
      kept: [{ number: "+14155550100", direction: "inbound", ref: "v1" }],
      pushed: false,
      next: ["tagline deploy"],
    });
    expect(report.commit).toBe(oidOf(b, "HEAD"));
    expect(tagsOf(b)).toEqual(["v0", "v1", "v3", "v4"]);
    expect(oidOf(b, "v1")).toBe(oidOf(a, "v1"));
    const manifest = b.git("show", "HEAD:phone-numbers.yaml");
    expect(manifest).toContain("inbound: intake@v4\n    outbound: intake@v3");
    expect(b.tagline("deploy", "--yes").out).toContain("deployed v5");
    expectSound(made, "fresh");
  });

  it("takes up what a run that died has left, and makes nothing twice", () => {
    const made = collision();
    const { a, b } = made;
    mergeTheirs(b);
    const old = oidOf(b, "v1");
    const hooks = join(b.directory, ".git");
    const kill = '{ kill -9 "$(ps -o ppid= -p $PPID)"; exit 1; }';
    hook(hooks, "reference-transaction", `[ "$1" = prepared ] && grep -q refs/tags/v1 && ${kill}; exit 0`);
    expect(b.tagline("renumber", "v1", "--yes").exit).not.toBe(0);
    rmSync(join(hooks, "hooks/reference-transaction"));
    const [tag, head] = [oidOf(b, "v2"), oidOf(b, "HEAD")];
    expect([oidOf(b, "v1"), readFileSync(unpublished(b), "utf8")]).toEqual([old, `v1 ${old}\n`]);
    expect(b.tagline("renumber", "v1", "--yes").exit).toBe(0);
    expect([oidOf(b, "v1"), oidOf(b, "v2"), oidOf(b, "HEAD")]).toEqual([oidOf(a, "v1"), tag, head]);
    expect([tagsOf(b), existsSync(unpublished(b))]).toEqual([["v0", "v1", "v2"], false]);
    // As if killed between two of several tags: the pins have not moved yet.
    b.git("update-ref", "refs/tags/v1", old);
    b.git("reset", "-q", "--hard", "HEAD~1");
    expect(b.tagline("renumber", "v1", "--yes").exit).toBe(0);
    expect([oidOf(b, "v1"), oidOf(b, "v2")]).toEqual([oidOf(a, "v1"), tag]);
    expect(b.git("show", "HEAD:phone-numbers.yaml")).toContain("inbound: intake@v2");
    expect(b.tagline("deploy", "--yes").exit).toBe(0);
    expectSound(made, "fresh");
  });

  it("passes the protection hook, which still holds every other tag", () => {
    const { a, b } = collision();
    expect(b.tagline("protect", "install", "--yes").exit).toBe(0);
    expect(() => b.git("tag", "-f", "-a", "-m", "x", "v1")).toThrow(/never moved/);
    expect(b.tagline("renumber", "v1", "--yes").exit).toBe(0);
    expect(oidOf(b, "v1")).toBe(oidOf(a, "v1"));
    for (const version of ["v0", "v1", "v2"]) expect(() => b.git("tag", "-d", version)).toThrow(/never/);
  });

  it("says so when another hook keeps the old tag, and completes when it is run again", () => {
    const { a, b } = collision();
    const refuse = '[ "$1" = prepared ] && grep -q refs/tags/v1 && { echo "not today" >&2; exit 1; }; exit 0';
    hook(join(b.directory, ".git"), "reference-transaction", refuse);
    const said = b.tagline("renumber", "v1", "--yes");
    expect(said.exit).toBe(3);
    expect(said.err).toContain("not today");
    expect(said.err).toContain("tagline renumber v1");
    expect(existsSync(unpublished(b))).toBe(false);
    rmSync(join(b.directory, ".git/hooks/reference-transaction"));
    expect(b.tagline("renumber", "v1", "--yes").exit).toBe(0);
    expect([oidOf(b, "v1"), tagsOf(b)]).toEqual([oidOf(a, "v1"), ["v0", "v1", "v2"]]);
  });

  it("refuses a version that is published, on this remote or another", () => {
    const { a, b, shell } = collision();
    expect(a.tagline("renumber", "v1", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("v1 is on origin as it is here: a published version never changes."),
    });
    shell("git init -q --bare -b main backup.git");
    b.git("remote", "add", "backup", join(b.directory, "../backup.git"));
    b.git("push", "-q", "backup", "main", "v1");
    const old = oidOf(b, "v1");
    expect(b.tagline("renumber", "v1", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("v1 is on backup as it is here"),
    });
    expect(oidOf(b, "v1")).toBe(old);
  });

  it("refuses what the remote lacks, what is not there, and what is no version", () => {
    const { a } = collision();
    a.write("agents/desk/agent.yaml", agentNamed("next"));
    a.tagline("deploy", "--yes", "--no-push");
    expect(a.tagline("renumber", "v2", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("origin has no v2"),
    });
    expect(a.tagline("renumber", "v9", "--yes")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("no version v9 here"),
    });
    expect(a.tagline("renumber", "five", "--yes").exit).toBe(2);
    expect(a.tagline("renumber", "v1", "--remote", "orgin").err).toContain("did you mean origin?");
  });

  it("says of a repository without a remote that there is nothing to renumber", () => {
    const { b } = collision();
    b.git("remote", "remove", "origin");
    expect(b.tagline("renumber", "v1", "--yes")).toMatchObject({
      exit: 3,
      err: "error: This repository has no remote that could have another v1: it keeps its number.\nhint: a change is published as the next version: tagline deploy\n",
    });
    expect(b.tagline("renumber", "v7", "--yes").exit).toBe(2);
    expect(b.tagline("renumber", "v1", "--remote", "origin").err).toContain(
      'There is no remote "origin" here.\nhint: git remote add origin <url>',
    );
  });

  it("refuses a version that is not part of the branch, edits of the manifest, and no answer", () => {
    const { b } = collision();
    b.write("phone-numbers.yaml", "numbers: {}\n");
    expect(b.tagline("renumber", "v1", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("uncommitted edits"),
    });
    b.git("checkout", "-q", "phone-numbers.yaml");
    expect(b.tagline("renumber", "v1")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("tagline -C"),
    });
    const before = [oidOf(b, "v1"), oidOf(b, "HEAD"), tagsOf(b)];
    expect(b.tagline("renumber", "v1", "--dry-run").out).toContain('v1 here "Ours" becomes v2');
    expect([oidOf(b, "v1"), oidOf(b, "HEAD"), tagsOf(b)]).toEqual(before);
    b.git("reset", "-q", "--hard", "origin/main");
    expect(b.tagline("renumber", "v1", "--yes")).toMatchObject({
      exit: 3,
      err: expect.stringContaining("git merge v1"),
    });
    expect(oidOf(b, "v1")).toBe(before[0]);
  });
});
