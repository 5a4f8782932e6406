import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { deskFiles, intakeFiles } from "../review-repository.js";
import { type Scratch, scratch, scratchRepository } from "./scratch.js";

const manifest = 'numbers:\n  "+14155550100": { inbound: desk@draft }\n';

function deployed(): Scratch {
  const made = scratchRepository();
  for (const [path, text] of Object.entries({ ...deskFiles, ...intakeFiles })) made.write(path, text);
  made.write("phone-numbers.yaml", manifest);
  made.tagline("deploy", "--yes");
  return made;
}

describe("git diff as the second opinion", () => {
  interface Node {
    readonly id: string;
    readonly fields: Readonly<Record<string, string>>;
  }
  const nodes: fc.Arbitrary<Node[]> = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom("id1", "id2", "id3", "id4", "id5", "id6"),
      fields: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constant("")),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  );
  /** A value that stands nowhere else: after its node, its field, and an edition that tells two sides apart. */
  const value = (node: Node, field: string, edition: string): string => `val-${node.id}-${field}-${edition}`;
  const yaml = (list: readonly Node[], editionOf: (node: Node, field: string) => string): string =>
    `general_prompt: x\ngeneral_tools:${list.length === 0 ? " []" : ""}\n${list
      .map((node) => {
        const fields = Object.keys(node.fields).map(
          (field) => `    ${field}: ${value(node, field, editionOf(node, field))}\n`,
        );
        return `  - id: ${node.id}\n    type: custom\n${fields.join("")}`;
      })
      .join("")}`;
  const valuesIn = (text: string): string[] => [...new Set(text.match(/val-\w+-\w-\w+/g))].sort();

  it("sees the same values come and go, whatever moves", () => {
    const { write, git, tagline } = scratchRepository();
    write("agents/desk/agent.yaml", deskFiles["agents/desk/agent.yaml"] ?? "");
    fc.assert(
      fc.property(
        nodes,
        nodes,
        fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
        (before, after, changed) => {
          const isChanged = (node: Node, field: string): boolean =>
            changed["abcd".indexOf(field) + 4 * (Number(node.id.slice(2)) - 1)] ?? false;
          write(
            "agents/desk/llm.yaml",
            yaml(before, () => "x"),
          );
          git("add", ".");
          git("commit", "-qm", "Before", "--allow-empty");
          write(
            "agents/desk/llm.yaml",
            yaml(after, (node, field) => (isChanged(node, field) ? "y" : "x")),
          );
          const lines = git("diff", "-U0", "HEAD").split("\n");
          const gone = valuesIn(lines.filter((line) => line.startsWith("-")).join("\n"));
          const come = valuesIn(lines.filter((line) => line.startsWith("+")).join("\n"));
          // What git shows as taken out here and put in there has moved: its value is unchanged.
          const different = [...gone, ...come]
            .filter((one) => !gone.includes(one) || !come.includes(one))
            .sort();
          expect(valuesIn(tagline("diff", "draft").out)).toEqual(different);
          expect(valuesIn(tagline("diff", "draft", "--format", "markdown").out)).toEqual(different);
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe("review of a branch", () => {
  it("compares with where the branch left its base, not with the tip of it", () => {
    const { write, git, tagline, shell } = deployed();
    git("switch", "-qc", "topic");
    write("agents/desk/agent.yaml", `${deskFiles["agents/desk/agent.yaml"]}responsiveness: 0.5\n`);
    git("commit", "-qam", "Faster");
    git("switch", "-q", "main");
    write("agents/other/agent.yaml", customAgent("other"));
    git("add", ".");
    git("commit", "-qm", "Another");
    git("switch", "-q", "topic");
    const { base, diff, deploy } = JSON.parse(tagline("review", "--base", "main", "--json").out);
    expect(base).toEqual({ ref: "main", version: null, commit: git("merge-base", "main", "topic").trim() });
    expect(diff.agents).toMatchObject([
      { agent: "desk", changes: [{ kind: "added", to: "/agent/responsiveness" }] },
    ]);
    expect(deploy).toEqual({ version: 1, ref: "v1", unchanged: false });
    expect(shell("tagline review").out).toContain("against v0, from where this branch left it");
  });

  it("finds the base of a pull request, and that of a clone, by itself", () => {
    const origin = deployed();
    const clone = scratch();
    clone.git("clone", "-q", origin.directory, ".");
    clone.git("switch", "-qc", "topic");
    clone.write("agents/desk/agent.yaml", `${deskFiles["agents/desk/agent.yaml"]}responsiveness: 0.5\n`);
    const base = (line: string): unknown => JSON.parse(clone.shell(line).out).base.ref;
    expect(base("tagline review --json")).toBe("origin/main");
    // What is called main is the remote's own where nothing says which is.
    clone.git("remote", "set-head", "origin", "-d");
    expect(base("tagline review --json")).toBe("origin/main");
    expect(base("GITHUB_BASE_REF=main tagline review --json")).toBe("origin/main");
    expect(clone.shell("GITHUB_BASE_REF=gone tagline review")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("base origin/gone is not in this clone"),
    });
  });

  it("does not guess in a checkout without tags or history", () => {
    const origin = deployed();
    origin.write("agents/desk/agent.yaml", `${deskFiles["agents/desk/agent.yaml"]}responsiveness: 0.5\n`);
    origin.git("commit", "-qam", "Faster");
    const url = `file://${origin.directory}`;
    const bare = scratch();
    bare.git("clone", "-q", "--no-tags", url, ".");
    expect(bare.tagline("review")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("hint: git fetch --tags"),
    });
    const shallow = scratch();
    shallow.git("clone", "-q", "--depth", "1", url, ".");
    shallow.git("switch", "-q", "--orphan", "topic");
    shallow.git(
      "-c",
      "user.name=Dev",
      "-c",
      "user.email=dev@example.com",
      "commit",
      "-qm",
      "Apart",
      "--allow-empty",
    );
    expect(shallow.tagline("review")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("fetch-depth: 0"),
    });
  });
});

describe("diff", () => {
  it("compares any two of version, draft, working tree, branch and commit", () => {
    const { write, git, tagline } = deployed();
    git("branch", "old");
    write("agents/desk/agent.yaml", `${deskFiles["agents/desk/agent.yaml"]}responsiveness: 0.5\n`);
    for (const side of ["v0", "draft", "old", git("rev-parse", "HEAD").trim(), "HEAD~0"]) {
      expect(tagline("diff", side, "worktree").out).toContain("+ agent.responsiveness: 0.5\n");
      expect(tagline("diff", "worktree", side).out).toContain("- agent.responsiveness: 0.5\n");
      expect(tagline("diff", "v0", side).out).toContain("No differences.\n");
    }
  });

  it("compares with the draft in a bare repository", () => {
    const { write, git, directory, tagline } = deployed();
    write("agents/desk/agent.yaml", `${deskFiles["agents/desk/agent.yaml"]}responsiveness: 0.5\n`);
    git("commit", "-qam", "Faster");
    const bare = scratch();
    bare.git("clone", "-q", "--bare", directory, ".");
    expect(bare.tagline("diff").out).toMatch(/^v0 → draft \([0-9a-f]{12}\)\n\n~ desk/);
    expect(bare.tagline("diff", "v0", "worktree")).toMatchObject({ exit: 2 });
    expect(JSON.parse(bare.tagline("review", "--json").out)).toMatchObject({
      ok: true,
      base: { ref: "v0", version: 0 },
    });
    expect(tagline("diff", "--agent", "intake").out).toContain("No differences.\n");
  });

  it("draws a flow in every format", () => {
    const { tagline } = deployed();
    expect(tagline("graph", "intake").out).toMatch(/^flowchart TD\n/);
    expect(tagline("graph", "intake", "--format", "dot").out).toMatch(/^digraph flow \{\n/);
    expect(tagline("graph", "intake@v0", "--format", "svg").out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(JSON.parse(tagline("graph", "intake", "--json").out)).toMatchObject({
      agent: "intake",
      ref: "worktree",
    });
    expect(tagline("graph", "desk")).toMatchObject({
      exit: 1,
      out: "",
      err: expect.stringContaining("no states"),
    });
  });
});
