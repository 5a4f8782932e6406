import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attributesText } from "../../src/model/attributes-file.js";
import { scratch, scratchRepository } from "./scratch.js";

const commands = (err: string): string =>
  err
    .slice(err.indexOf("Next:\n") + 6)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => (line.startsWith("tagline") ? `${line} --yes` : line))
    .join(" && ");

describe("init", () => {
  it("the three commands that it ends with lead to a pinned number, and everything is committed", () => {
    const made = scratch();
    made.git("config", "--global", "user.name", "Dev");
    made.git("config", "--global", "user.email", "dev@example.com");
    made.git("config", "--global", "init.defaultBranch", "trunk");
    const actions = `acme/tagline@${"0123456789".repeat(4)}`;
    const line = ["init", "my shop", "--number", "+14155550100", "--protect", "--actions", actions, "--yes"];
    const said = made.tagline(...line);
    expect(said).toMatchObject({ exit: 0 });
    expect(said.out).toContain("✓ version tags are protected: git refuses to move or delete them\n");
    expect(made.shell(commands(said.err))).toMatchObject({ exit: 0 });
    const root = join(made.directory, "my shop");
    expect(made.git("-C", root, "status", "--porcelain", "--branch")).toBe("## main\n");
    expect(made.tagline("-C", root, "numbers").out).toMatch(/^\+14155550100 +inbound +receptionist@v0\n$/);
    expect(made.tagline("-C", root, "validate", "--strict", "--json").exit).toBe(0);
    expect(made.tagline("-C", root, "verify").exit).toBe(0);
    expect(made.tagline(...line).out).toContain("Nothing to make: everything is here already.\n");
    expect(made.git("-C", root, "fsck", "--strict")).toBe("");
  });

  it("what is edited and staged stays so, in a linked working tree too", () => {
    const made = scratchRepository();
    made.write("app.js", "1\n");
    made.git("add", ".");
    made.git("commit", "-qm", "Start");
    made.git("worktree", "add", "-q", "linked", "-b", "agents");
    const at = join(made.directory, "linked");
    writeFileSync(join(at, "app.js"), "2\n");
    made.git("-C", at, "add", "app.js");
    writeFileSync(join(at, "app.js"), "3\n");
    expect(made.tagline("-C", at, "init", "--no-editor", "--yes").exit).toBe(0);
    expect(made.tagline("-C", at, "deploy", "--yes").exit).toBe(0);
    expect(made.git("-C", at, "status", "--porcelain")).toBe("MM app.js\n?? .gitattributes\n?? README.md\n");
    made.git("fsck", "--strict");
  });

  it.each(["true", "false"])("with core.autocrlf=%s, what it makes is LF and stays clean", (autocrlf) => {
    const made = scratchRepository();
    made.git("config", "core.autocrlf", autocrlf);
    expect(made.tagline("init", "--no-editor", "--yes").exit).toBe(0);
    expect(made.tagline("validate", "--strict", "--json").exit).toBe(0);
    made.git("add", ".");
    made.git("commit", "-qm", "Set up");
    made.git("rm", "-rq", "--cached", "agents");
    made.git("checkout", "-q", "HEAD", "--", "agents");
    expect(readFileSync(join(made.directory, "agents/receptionist/agent.yaml"), "utf8")).not.toContain("\r");
    expect(made.git("status", "--porcelain")).toBe("");
  });

  it("is refused where git would ignore the agents", () => {
    const made = scratchRepository();
    made.write(".gitignore", "agents/\n");
    for (const line of [
      ["init", "--yes"],
      ["new", "desk"],
    ])
      expect(made.tagline(...line)).toMatchObject({
        exit: 2,
        err: expect.stringContaining("so no deploy would take it.\nhint: git check-ignore -v agents/"),
      });
    expect(made.git("status", "--porcelain")).toBe("?? .gitignore\n");
  });

  it("the attributes that are understood without git are what git makes of them", () => {
    const made = scratchRepository();
    made.write(".gitattributes", attributesText);
    mkdirSync(join(made.directory, "agents"));
    const paths = ["agents/a/agent.yaml", "agents/a/prompts/x.md", "phone-numbers.yaml", "tagline.yaml"];
    const said = made.git("check-attr", "text", "eol", "filter", "--", ...paths, "src/agents/x", "x.yaml");
    expect(said).toBe(
      [...paths.map((path) => `${path}: text: auto\n${path}: eol: lf\n${path}: filter: unspecified\n`)]
        .concat(
          ["src/agents/x", "x.yaml"].map((path) =>
            ["text", "eol", "filter"].map((name) => `${path}: ${name}: unspecified\n`).join(""),
          ),
        )
        .join(""),
    );
  });
});

it("a .git that leads nowhere is refused in a sentence", () => {
  const made = scratch();
  made.write(".git", "gitdir: /nowhere/at/all\n");
  expect(made.tagline("status")).toMatchObject({
    exit: 2,
    err: expect.stringContaining("/.git says that it is in /nowhere/at/all, where no git directory is.\n"),
  });
});
