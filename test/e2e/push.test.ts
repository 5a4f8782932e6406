import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { journalOf } from "./scratch.js";
import { agentNamed, type Clone, hook, team } from "./team.js";

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
const tagsOf = (clone: Clone): string[] => lines(clone.git("tag", "--list", "v*"));
const namedAt = (clone: Clone, rev: string): string =>
  /agent_name: (.*)/.exec(clone.git("show", `${rev}:agents/desk/agent.yaml`))?.[1] ?? "";
/** In a hook: sends `signal` to whoever has a change under way in the clone `a`. */
const killTagline =
  'kill -$signal "$(ls ../a/.git/tagline/*.change | sed "s/.*tagline.//" | cut -d. -f4 | cut -d_ -f1)"';

describe("deploy", () => {
  it("pushes branch and tag where the branch has an upstream, and only here with --no-push", () => {
    const { clone, origin } = team();
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("one"));
    expect(a.tagline("deploy", "--yes")).toMatchObject({
      exit: 0,
      out: "✓ deployed v1; the draft is now v2\n",
    });
    expect([tagsOf(origin), namedAt(origin, "main")]).toEqual([["v0", "v1"], "one"]);
    a.write("agents/desk/agent.yaml", agentNamed("two"));
    expect(a.tagline("deploy", "--yes", "--no-push").err).toContain("committed here, not pushed");
    a.write("agents/desk/agent.yaml", agentNamed("three"));
    const both = a.tagline("deploy", "--yes");
    expect(both.err).toContain("goes to origin/main, with v2, not pushed before");
    expect(tagsOf(origin)).toEqual(["v0", "v1", "v2", "v3"]);
    expect(a.git("status", "--porcelain")).toBe("");
  });

  it("pushes what was left, when nothing else is to be done", () => {
    const { clone, origin } = team();
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("one"));
    a.tagline("deploy", "--yes", "--no-push");
    expect(a.tagline("deploy", "--yes")).toMatchObject({
      exit: 0,
      out: "✓ still v1\n",
    });
    expect(tagsOf(origin)).toEqual(["v0", "v1"]);
    expect(a.tagline("deploy", "--yes").out).toBe("✓ still v1\n");
  });

  it("only tags what a pull request has merged, also from a detached HEAD", () => {
    const { clone, origin } = team();
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("merged"));
    a.git("commit", "-qam", "Merged");
    a.git("push", "-q");
    const ci = clone("ci");
    ci.git("checkout", "-q", "--detach");
    expect(ci.tagline("deploy", "--yes", "--push").exit).toBe(0);
    expect(origin.git("rev-parse", "v1^{commit}")).toBe(origin.git("rev-parse", "main"));
    ci.write("agents/desk/agent.yaml", agentNamed("edited"));
    expect(ci.tagline("deploy", "--yes", "--push")).toMatchObject({ exit: 3 });
    expect(tagsOf(origin)).toEqual(["v0", "v1"]);
  });

  it("of a merge that another version already follows is refused, and plans none", () => {
    const { clone, origin } = team();
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("merged"));
    a.git("commit", "-qam", "Merged");
    a.git("push", "-q");
    const late = clone("late");
    a.write("agents/desk/agent.yaml", agentNamed("newer"));
    a.tagline("deploy", "--yes");
    const said = late.tagline("deploy", "--yes");
    expect(said.exit).toBe(3);
    expect(said.err).toMatch(/^error: The newest version v1 is not part of main/);
    expect(tagsOf(origin)).toEqual(["v0", "v1"]);
  });

  it("takes the next number when the planned one is taken meanwhile, chain and pins included", () => {
    const { clone, origin } = team();
    const b = clone("b");
    b.write("agents/desk/agent.yaml", agentNamed("merged"));
    b.git("commit", "-qam", "Merged");
    b.git("push", "-q");
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("ours"));
    // While a pushes, b tags what is on the branch already.
    const bin = join(import.meta.dirname, "../../dist/bin.js");
    hook(
      join(a.directory, ".git"),
      "pre-push",
      `[ -e ../once ] && exit 0; touch ../once; "${process.execPath}" "${bin}" -C ../b deploy --yes`,
    );
    const said = a.tagline("deploy", "--yes", "--attach", "+14155550100", "--json");
    expect(JSON.parse(said.out)).toMatchObject({ status: "deployed", version: 2, pushed: true });
    expect(tagsOf(origin)).toEqual(["v0", "v1", "v2"]);
    expect([namedAt(origin, "v1"), namedAt(origin, "v2")]).toEqual(["merged", "ours"]);
    expect(origin.git("show", "main:phone-numbers.yaml")).toContain("inbound: desk@v2");
    expect(origin.git("cat-file", "-p", "v2")).toContain(
      `Previous-Version: v1 ${origin.git("rev-parse", "v1").trim()}`,
    );
    expect(a.git("status", "--porcelain")).toBe("");
    expect(tagsOf(a)).toEqual(["v0", "v1", "v2"]);
  });

  it("is refused when the branch moves meanwhile, and changes nothing here or there", () => {
    const { clone, origin } = team();
    const b = clone("b");
    b.write("README.md", "b\n");
    b.git("add", ".");
    b.git("commit", "-qm", "b");
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("ours"));
    const head = a.git("rev-parse", "HEAD");
    hook(join(a.directory, ".git"), "pre-push", "cd ../b && env -u GIT_DIR git push -q");
    const said = a.tagline("deploy", "--yes");
    expect(said).toMatchObject({ exit: 3 });
    expect(said.err).toContain("main on origin has commits that are not here");
    expect(a.git("rev-parse", "HEAD")).toBe(head);
    expect([tagsOf(a), tagsOf(origin)]).toEqual([["v0"], ["v0"]]);
    expect(journalOf(join(a.directory, ".git/tagline"))).toEqual([]);
    rmSync(join(a.directory, ".git/hooks/pre-push"));
    expect(a.tagline("deploy", "--yes").err).toContain("hint: git pull --rebase --autostash, then");
    a.git("pull", "-q", "--rebase", "--autostash");
    expect(a.tagline("deploy", "--yes").out).toContain("deployed v1");
  });

  it.each([
    ["and its objects are here", (_: Clone) => undefined],
    [
      "and git gc has pruned its objects",
      (a: Clone) => [a.tagline("status"), a.git("gc", "-q", "--prune=now")],
    ],
    [
      "and its journal is lost",
      (a: Clone) => {
        rmSync(join(a.directory, ".git/tagline"), { recursive: true });
        for (const name of ["index", "HEAD", "refs/heads/main", "refs/tags/v1"])
          rmSync(join(a.directory, ".git", `${name}.lock`));
      },
    ],
  ])("killed after the remote accepted is finished by the next run, %s", (_, between) => {
    const { clone, origin } = team();
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("ours"));
    hook(origin.directory, "post-receive", `signal=9; ${killTagline}`);
    expect(a.tagline("deploy", "--yes", "--attach", "+14155550100").exit).not.toBe(0);
    expect([tagsOf(a), tagsOf(origin)]).toEqual([["v0"], ["v0", "v1"]]);
    rmSync(join(origin.directory, "hooks/post-receive"));
    between(a);
    const again = a.tagline("deploy", "--yes", "--attach", "+14155550100");
    expect(again).toMatchObject({ err: expect.not.stringContaining("error"), exit: 0 });
    expect([tagsOf(a), tagsOf(origin)]).toEqual([
      ["v0", "v1"],
      ["v0", "v1"],
    ]);
    expect(a.git("rev-parse", "HEAD")).toBe(origin.git("rev-parse", "main"));
    expect(a.git("status", "--porcelain")).toBe("");
    expect(a.git("fsck", "--strict", "--no-dangling")).toBe("");
  });

  it("killed before the remote heard of it is dropped, and made again with the same number", () => {
    const { clone, origin } = team();
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("ours"));
    hook(join(a.directory, ".git"), "pre-push", `signal=9; ${killTagline}; exit 1`);
    a.tagline("deploy", "--yes");
    rmSync(join(a.directory, ".git/hooks/pre-push"));
    expect([tagsOf(a), tagsOf(origin)]).toEqual([["v0"], ["v0"]]);
    expect(a.tagline("status").exit).toBe(0);
    // Its locks are given back even before the remote can be asked.
    a.git("add", ".");
    expect(a.tagline("deploy", "--yes").out).toContain("deployed v1");
    expect(tagsOf(origin)).toEqual(["v0", "v1"]);
  });

  it.each(["INT", "TERM"])(
    "told by SIG%s to stop while it writes, it ends first, and leaves no lock",
    (signal) => {
      const { clone, origin } = team();
      const a = clone("a");
      a.write("agents/desk/agent.yaml", agentNamed("ours"));
      hook(join(a.directory, ".git"), "pre-push", `signal=${signal}; ${killTagline}`);
      expect(a.tagline("deploy", "--yes")).toMatchObject({
        exit: 0,
        out: expect.stringContaining("deployed v1"),
      });
      expect([tagsOf(a), tagsOf(origin)]).toEqual([
        ["v0", "v1"],
        ["v0", "v1"],
      ]);
      expect(journalOf(join(a.directory, ".git/tagline"))).toEqual([]);
      expect(a.git("status", "--porcelain")).toBe("");
    },
  );

  it.each([
    [
      "takes no atomic push",
      (bare: Clone) => bare.git("config", "receive.advertiseAtomic", "false"),
      "atomic",
    ],
    [
      "declines",
      (bare: Clone) => hook(bare.directory, "pre-receive", "echo 'Not on a Friday'; exit 1"),
      "Not on a Friday",
    ],
  ])("a remote that %s changes nothing anywhere", (_, prepare, words) => {
    const { clone, origin } = team();
    const a = clone("a");
    prepare(origin);
    a.write("agents/desk/agent.yaml", agentNamed("ours"));
    const said = a.tagline("deploy", "--yes");
    expect(said.exit).toBe(3);
    expect(said.err).toContain(words);
    expect([tagsOf(a), tagsOf(origin)]).toEqual([["v0"], ["v0"]]);
    expect(a.git("status", "--porcelain")).toBe(" M agents/desk/agent.yaml\n");
  });

  it("a remote that cannot be reached is told in git's words; --no-push works without it", () => {
    const { clone, origin } = team();
    const a = clone("a");
    rmSync(origin.directory, { recursive: true });
    a.write("agents/desk/agent.yaml", agentNamed("ours"));
    const said = a.tagline("deploy", "--yes");
    expect(said).toMatchObject({ exit: 2 });
    expect(said.err).toContain("The remote origin could not be reached");
    expect(a.tagline("deploy", "--yes", "--no-push").exit).toBe(0);
    expect(a.tagline("deploy", "--yes", "--push", "orign").err).toBe(
      'error: There is no remote "orign" here.\nhint: did you mean origin?\n',
    );
  });
});

describe("a clone that lacks tags", () => {
  it("fetches them where it pushes", () => {
    const { clone, origin } = team();
    const a = clone("a", "--no-tags");
    a.write("agents/desk/agent.yaml", agentNamed("one"));
    expect(a.tagline("deploy", "--yes").out).toContain("deployed v1");
    expect(tagsOf(origin)).toEqual(["v0", "v1"]);
  });

  it("must not guess where it does not: depth 1, as CI checks out", () => {
    const { clone } = team();
    const ci = clone("ci", "--depth", "1", "--no-tags");
    ci.write("agents/desk/agent.yaml", agentNamed("one"));
    const said = ci.tagline("deploy", "--yes", "--no-push");
    expect(said).toMatchObject({ exit: 2 });
    expect(said.err).toContain("fetch-depth: 0");
  });

  it("and only lacks the newest must not guess either", () => {
    const { clone } = team();
    const a = clone("a");
    const b = clone("b");
    a.write("agents/desk/agent.yaml", agentNamed("one"));
    a.tagline("deploy", "--yes");
    b.git("pull", "-q", "--no-tags");
    b.write("agents/desk/agent.yaml", agentNamed("two"));
    expect(b.tagline("deploy", "--yes", "--no-push")).toMatchObject({ exit: 2 });
    expect(b.tagline("deploy", "--yes").out).toContain("deployed v2");
  });

  it("does not use the number of a newest version again that is lost everywhere", () => {
    const { clone, origin } = team();
    const a = clone("a");
    a.write("agents/desk/agent.yaml", agentNamed("one"));
    a.tagline("deploy", "--yes");
    a.git("tag", "-d", "v1");
    origin.git("tag", "-d", "v1");
    a.write("agents/desk/agent.yaml", agentNamed("two"));
    expect(a.tagline("deploy", "--yes", "--no-push").out).toContain("deployed v2");
  });
});

describe("attach", () => {
  it("pushes its commit with the versions that it needs, and is refused when the branch moved", () => {
    const { clone, origin } = team();
    const a = clone("a");
    const b = clone("b");
    a.write("agents/desk/agent.yaml", agentNamed("one"));
    a.tagline("deploy", "--yes", "--no-push");
    const said = a.tagline("attach", "+14155550100", "desk@v1", "--yes");
    expect(said).toMatchObject({ exit: 0 });
    expect(said.err).toContain("pushed to origin/main");
    expect(tagsOf(origin)).toEqual(["v0", "v1"]);
    expect(origin.git("show", "main:phone-numbers.yaml")).toContain("desk@v1");
    expect(b.tagline("attach", "+14155550100", "desk@v0", "--yes")).toMatchObject({ exit: 3 });
    expect(b.git("status", "--porcelain")).toBe("");
  });
});
