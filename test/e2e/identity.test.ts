import { describe, expect, it } from "vitest";
import { type Scratch, scratch } from "./scratch.js";

/** A repository with one agent, whose configuration names nobody. */
function anonymous(): Scratch {
  const made = scratch();
  made.git("init", "-q", "-b", "main");
  made.write(
    "agents/desk/agent.yaml",
    "response_engine:\n  type: custom-llm\n  llm_websocket_url: wss://llm.example/desk\nvoice_id: 11labs-Adrian\n",
  );
  return made;
}

/** Author, committer and tagger of v0, and who git itself would name, after a deploy in that environment. */
function names(made: Scratch, environment = ""): { ours: string; gits: string } {
  const said = made.shell(`export ${environment}; tagline deploy --yes`);
  expect(said).toMatchObject({ exit: 0 });
  const gits = made.shell(`export ${environment}; git commit -q --allow-empty -m x && git tag -a x -m x`);
  expect(gits).toMatchObject({ exit: 0 });
  const of = (commit: string, tag: string): string =>
    made.git("log", "-1", "--format=%an <%ae>, %cn <%ce>", commit).trim() +
    made.git("for-each-ref", "--format=, %(taggername) %(taggeremail)", `refs/tags/${tag}`).trim();
  return { ours: of("v0", "v0"), gits: of("x", "x") };
}

function nameGlobally(made: Scratch, name: string): void {
  made.git("config", "--global", "user.name", name);
  made.git("config", "--global", "user.email", `${name.toLowerCase()}@example.com`);
}

function nameHere(made: Scratch, name: string): void {
  made.git("config", "user.name", name);
  made.git("config", "user.email", `${name.toLowerCase()}@example.com`);
}

describe("the identity is that which git would choose", () => {
  it("from the environment, before any configuration, author and committer apart", () => {
    const made = anonymous();
    nameHere(made, "Here");
    const { ours, gits } = names(
      made,
      "GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.com GIT_COMMITTER_NAME=' Com, Jr. '",
    );
    expect(ours).toBe("Ada <ada@example.com>, Com, Jr <here@example.com>, Com, Jr <here@example.com>");
    expect(ours).toBe(gits);
  });

  it("with the characters taken off that git takes off", () => {
    const made = anonymous();
    const both = (role: string): string =>
      `GIT_${role}_NAME='.Ada \\"B\\" <C>;' GIT_${role}_EMAIL=' a@example.com,'`;
    const { ours, gits } = names(made, `${both("AUTHOR")} ${both("COMMITTER")}`);
    expect(ours).toBe(gits);
    expect(made.shell("git fsck --strict")).toMatchObject({ exit: 0 });
  });

  it("from settings of author and committer, before those of the user", () => {
    const made = anonymous();
    nameHere(made, "Here");
    made.git("config", "author.name", ".Ada <Author>,");
    made.git("config", "committer.email", "committer@example.com");
    const { ours, gits } = names(made, "X=");
    expect(ours).toMatch(/^Ada Author <here@example.com>, Here <committer@example.com>, /);
    expect(ours).toBe(gits);
  });

  it("from the repository, before the user's own configuration", () => {
    const made = anonymous();
    nameGlobally(made, "Global");
    nameHere(made, "Here");
    const { ours, gits } = names(made, "X=");
    expect(ours).toMatch(/^Here <here@example.com>, Here /);
    expect(ours).toBe(gits);
  });

  it("from the user's own configuration", () => {
    const made = anonymous();
    nameGlobally(made, "Global");
    const { ours, gits } = names(made, "X=");
    expect(ours).toMatch(/^Global <global@example.com>, Global /);
    expect(ours).toBe(gits);
  });

  it("from an include for this directory", () => {
    const made = anonymous();
    nameGlobally(made, "Global");
    made.shell('git config --file "$HOME/work" user.email work@example.com');
    made.shell('git config --global "includeIf.gitdir:$(dirname "$PWD")/.path" "$HOME/work"');
    const { ours, gits } = names(made, "X=");
    expect(ours).toMatch(/^Global <work@example.com>, Global /);
    expect(ours).toBe(gits);
  });

  it("or nobody: with user.useConfigOnly and no name, deploy is refused and makes nothing", () => {
    const made = anonymous();
    made.git("config", "--global", "user.useConfigOnly", "true");
    const said = made.tagline("deploy", "--yes");
    expect(said).toMatchObject({ exit: 2 });
    expect(said.err).toContain("git does not know who you are");
    expect(made.git("for-each-ref")).toBe("");
  });

  it("and in somebody else's repository git's own refusal is passed on, not taken for a missing name", () => {
    const made = anonymous();
    nameHere(made, "Here");
    for (const name of [null, "Global"]) {
      // With a name of the user's own, git would make no commit here either.
      if (name !== null) nameGlobally(made, name);
      const said = made.shell("GIT_TEST_ASSUME_DIFFERENT_OWNER=1 tagline deploy --yes");
      expect(said).toMatchObject({ exit: 2 });
      expect(said.err).toContain(
        "error: git refuses to work in this repository: detected dubious ownership in ",
      );
      expect(said.err).toContain(`hint: git config --global --add safe.directory ${made.directory}`);
    }
    expect(made.git("for-each-ref")).toBe("");
  });
});
