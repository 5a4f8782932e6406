import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Comment, commentServer, type Ran, runWorkflow, type Started } from "./github-runner.js";
import { agentNamed, type Clone, hook, type Team, team } from "./team.js";

const hostile = `$(touch pwned) \`touch pwned\` "; touch pwned; ' && touch pwned #`;
const space = "$" + "{IFS}";
const hostileBranch = `fix/$(touch${space}pwned)\`touch${space}pwned\`";touch${space}pwned;'`;

/** What a pull request's run sees: GitHub has merged `branch` into `base` on a ref of its own. */
function openPullRequest(clone: Clone, branch: string, base = "main"): Started {
  clone.git("switch", "-q", "--detach", `origin/${base}`);
  clone.git("merge", "-q", "--no-ff", "-m", "Merge", branch);
  clone.git("push", "-q", "--force", "origin", "HEAD:refs/pull/7/merge", branch);
  clone.git("switch", "-q", branch);
  return {
    by: "pull_request",
    ref: "refs/pull/7/merge",
    event: { pull_request: { number: 7, title: hostile } },
    env: { GITHUB_BASE_REF: base, GITHUB_HEAD_REF: branch },
  };
}

const push: Started = { by: "push", ref: "refs/heads/main" };
const url = (made: Team): string => `file://${made.origin.directory}`;
const versions = (made: Team): string => made.origin.git("tag", "-n1").replaceAll(/ +/g, " ");
const mergeTo = (clone: Clone, name: string, message = `Name it ${name}`): void => {
  clone.write("agents/desk/agent.yaml", agentNamed(name));
  clone.git("commit", "-qam", message);
  clone.git("push", "-q", "origin", "HEAD:main");
};
const wasTouched = ({ workspace }: Ran): boolean =>
  [workspace, join(workspace, "..")].some((directory) => existsSync(join(directory, "pwned")));

describe("review", () => {
  it("makes one comment, replaces it on the next push, and fails when it must not be merged", async () => {
    const made = team();
    const clone = made.clone("dev");
    const comments: Comment[] = [];
    const { api } = await commentServer(comments);
    clone.git("switch", "-qc", "shorter");
    clone.write("agents/desk/agent.yaml", agentNamed("Reception"));
    clone.git("commit", "-qam", "Shorter");
    const first = await runWorkflow("tagline-review", url(made), openPullRequest(clone, "shorter"), api);
    expect(first).toMatchObject({ exit: 0, summary: comments[0]?.body });
    expect(first.log).toBe(
      "✓ may be merged: 1 agent changed, 1 number follows the draft, no new problems\n" +
        "A deploy would make v1, or a later one if that is taken first.\n" +
        "The comment on the pull request: created.\n",
    );
    expect(comments[0]?.body).toMatch(/^<!-- tagline-review -->\n✅ 1 agent changed/);

    clone.write("agents/desk/agent.yaml", agentNamed("Reception").replace("voice_id", "voise_id"));
    clone.git("commit", "-qam", "Break it");
    const second = await runWorkflow("tagline-review", url(made), openPullRequest(clone, "shorter"), api);
    expect(second.exit).toBe(1);
    expect(second.log).toContain("::error file=agents/desk/agent.yaml,line=2,");
    expect(second.log).toContain("The comment on the pull request: updated.\n");
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain("❌ **must not be merged:**");
  });

  it("runs nothing that a branch's name or a title says", async () => {
    const made = team();
    const clone = made.clone("dev");
    const { api } = await commentServer([]);
    clone.git("push", "-q", "origin", `HEAD:refs/heads/${hostileBranch}`);
    clone.git("fetch", "-q");
    clone.git("switch", "-qc", `${hostileBranch}2`);
    clone.write(
      "agents/desk/agent.yaml",
      agentNamed("x").replace("agent_name: x", `agent_name: '${hostile.replaceAll("'", "''")}'`),
    );
    clone.git("commit", "-qam", hostile);
    const started = openPullRequest(clone, `${hostileBranch}2`, hostileBranch);
    const ran = await runWorkflow("tagline-review", url(made), started, api);
    expect({ exit: ran.exit, touched: wasTouched(ran) }).toEqual({ exit: 0, touched: false });
    expect(ran.summary).toContain("origin/fix/$(touch");
  });

  it("of a fork, whose token may only read, says so and is as strict", async () => {
    const made = team();
    const clone = made.clone("dev");
    const { api } = await commentServer([], { readOnly: true });
    clone.git("switch", "-qc", "fork");
    clone.git("rm", "-qr", "agents/desk");
    clone.git("commit", "-qm", "Remove it");
    const ran = await runWorkflow("tagline-review", url(made), openPullRequest(clone, "fork"), api);
    expect(ran.exit).toBe(1);
    expect(ran.log).toContain(
      "::notice title=tagline::The review is in this step's summary but not in a comment",
    );
    expect(ran.summary).toContain('It takes "desk" away while +14155550100 follows its draft.');
  });

  it("that cannot be made, in a checkout without history, says what to write instead and takes back what the comment said", async () => {
    const made = team();
    const clone = made.clone("dev");
    const said = {
      id: 1,
      body: "<!-- tagline-review -->\n✅ fine\n",
      user: { login: "github-actions[bot]" },
    };
    const { api } = await commentServer([said]);
    clone.git("switch", "-qc", "shallow");
    clone.write("agents/desk/agent.yaml", agentNamed("Reception"));
    clone.git("commit", "-qam", "Shorter");
    const started = { ...openPullRequest(clone, "shallow"), checkout: { "fetch-depth": 1 } };
    const ran = await runWorkflow("tagline-review", url(made), started, api);
    expect(ran.exit).toBe(2);
    expect(ran.log).toContain("hint: git fetch origin main (in CI: fetch-depth: 0)");
    expect(said.body).toContain(
      "❌ **could not be reviewed:** why is in the [log](https://github.com/acme/voice/actions/runs/99).",
    );
  });
});

describe("deploy", () => {
  it("of a merge tags HEAD in the name of who merged it, with the pull request's title", async () => {
    const made = team();
    mergeTo(made.clone("dev"), "one", `Merge pull request #7 from acme/x\n\n${hostile}`);
    const head = made.origin.git("rev-parse", "main");
    const message = made.origin.git("log", "-1", "--format=%B", "main");
    const ran = await runWorkflow("tagline-deploy", url(made), {
      ...push,
      event: { head_commit: { message } },
    });
    expect(ran).toMatchObject({
      exit: 0,
      outputs: { status: "deployed", version: "1", ref: "v1", commit: head.trim() },
      summary: "✅ deployed **v1**; the draft is now v2\n",
    });
    expect(ran.log).toMatch(
      /^::stop-commands::(.+)\nVersion v1 [\s\S]*\n::\1::\n✅ deployed v1; the draft is now v2\n$/,
    );
    expect(wasTouched(ran)).toBe(false);
    expect(made.origin.git("rev-parse", "main", "v1^{commit}")).toBe(`${head}${head}`);
    expect(versions(made)).toContain(`v1 ${hostile} (#7)\n`);
    expect(made.origin.git("for-each-ref", "--format=%(taggername) %(taggeremail)", "refs/tags/v1")).toBe(
      "octo-dev <4242+octo-dev@users.noreply.github.com>\n",
    );
  });

  it("by hand, with a title and numbers that are no commands", async () => {
    const made = team();
    mergeTo(made.clone("dev"), "one");
    const inputs = { title: `${hostile}\n::error::x`, numbers: "+14155550100, +14155550101=desk" };
    const ran = await runWorkflow("tagline-deploy", url(made), { ...push, by: "workflow_dispatch", inputs });
    expect({ exit: ran.exit, touched: wasTouched(ran), log: ran.log }).toMatchObject({
      exit: 0,
      touched: false,
    });
    expect(versions(made)).toContain(`v1 ${hostile}\n`);
    expect(made.origin.git("show", "main:phone-numbers.yaml")).toBe(
      'numbers:\n  "+14155550100":\n    inbound: desk@v1\n  "+14155550101":\n    inbound: desk@v1\n',
    );
    expect(ran.summary).toContain("- moved to v1: +14155550100, +14155550101\n");
    const evil = await runWorkflow("tagline-deploy", url(made), {
      ...push,
      inputs: { numbers: `$(touch${space}pwned)` },
    });
    expect({ exit: evil.exit, touched: wasTouched(evil) }).toEqual({ exit: 2, touched: false });
    expect(evil.log).toContain("::error title=tagline::");
  });

  it("refuses in a checkout without tags, and says what to write instead", async () => {
    const made = team();
    const clone = made.clone("dev");
    mergeTo(clone, "one");
    mergeTo(clone, "two");
    const ran = await runWorkflow("tagline-deploy", url(made), { ...push, checkout: { "fetch-depth": 1 } });
    expect(ran.exit).toBe(2);
    expect(ran.log).toMatch(/::error title=tagline::.*its tag is not in this clone.*fetch-depth: 0/);
    expect(versions(made)).toMatch(/^v0 \S+\n$/);
  });

  it("of two runs makes one version of one state, and none of an older one", async () => {
    const made = team();
    const clone = made.clone("dev");
    mergeTo(clone, "one");
    const older = made.origin.git("rev-parse", "main").trim();
    mergeTo(clone, "two");
    const newer = made.origin.git("rev-parse", "main").trim();
    const at = (sha: string) => runWorkflow("tagline-deploy", url(made), { ...push, sha });
    const twice = await Promise.all([at(newer), at(newer)]);
    // The slower one finds it made already, or is overtaken between its plan and its push, and says so.
    const done = twice.filter(({ exit }) => exit === 0);
    expect(done.length).toBeGreaterThan(0);
    expect(done.every(({ outputs }) => outputs.version === "1")).toBe(true);
    for (const { exit, log } of twice.filter((run) => !done.includes(run))) {
      expect(exit).toBe(3);
      expect(log).toContain("::error title=tagline::");
    }
    const late = await at(older);
    expect(late.exit).toBe(3);
    expect(late.log).toContain("::error title=tagline::The newest version v1 is not part of main");
    expect(made.origin.git("tag")).toBe("v0\nv1\n");
  });

  it("annotates what keeps it from being published", async () => {
    const made = team();
    const clone = made.clone("dev");
    clone.write("agents/desk/agent.yaml", agentNamed("one").replace("voice_id", "voise_id"));
    clone.git("commit", "-qam", "Break it");
    clone.git("push", "-q");
    const ran = await runWorkflow("tagline-deploy", url(made), push);
    expect(ran.exit).toBe(1);
    expect(ran.log).toContain("::error file=agents/desk/agent.yaml,line=2,");
    expect(ran.summary).toContain("❌ **");
  });

  it("is refused by hand on another branch", async () => {
    const made = team();
    const clone = made.clone("dev");
    clone.git("switch", "-qc", "feature");
    clone.write("agents/desk/agent.yaml", agentNamed("one"));
    clone.git("commit", "-qam", "One");
    clone.git("push", "-q", "origin", "feature");
    const ran = await runWorkflow("tagline-deploy", url(made), {
      by: "workflow_dispatch",
      ref: "refs/heads/feature",
    });
    expect(ran.exit).toBe(3);
    expect(ran.log).toContain("Versions are made on main; this is feature.");
  });

  it("to a protected branch pushes the tag alone; a commit that moves numbers is refused, and nothing is left", async () => {
    const made = team();
    mergeTo(made.clone("dev"), "one");
    hook(
      made.origin.directory,
      "update",
      'case $1 in refs/heads/main) echo "protected branch" >&2; exit 1;; esac',
    );
    const refused = await runWorkflow("tagline-deploy", url(made), {
      ...push,
      inputs: { numbers: "+14155550100" },
    });
    expect(refused.exit).toBe(3);
    expect(refused.log).toContain("::error title=tagline::origin did not take the push");
    expect(made.origin.git("tag")).toBe("v0\n");
    expect(await runWorkflow("tagline-deploy", url(made), push)).toMatchObject({
      exit: 0,
      outputs: { ref: "v1" },
    });
  });
});

it("verify finds a version that was moved on the remote", async () => {
  const made = team();
  mergeTo(made.clone("dev"), "one");
  await runWorkflow("tagline-deploy", url(made), push);
  const tagPush = { by: "push", ref: "refs/tags/v1" };
  expect((await runWorkflow("tagline-verify", url(made), tagPush)).exit).toBe(0);
  made.origin.git("tag", "-fam", "moved", "v0", "main");
  const ran = await runWorkflow("tagline-verify", url(made), tagPush);
  expect(ran.exit).toBe(1);
  expect(ran.log).toContain("v0");
});
