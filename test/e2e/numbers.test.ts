import { describe, expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { type Scratch, scratchRepository } from "./scratch.js";

const manifest = `numbers:
  "+14155550100": { nickname: Front desk, inbound: desk@v0 }
  "+14155550101": { inbound: desk@draft, outbound: intake@v0 }
  "+14155550102": {}
`;

/** v0 of desk, intake and one that no number runs. */
function threeNumbers(): Scratch {
  const made = scratchRepository();
  for (const agent of ["desk", "intake", "spare"])
    made.write(`agents/${agent}/agent.yaml`, customAgent(agent));
  made.tagline("deploy", "--yes");
  made.write("phone-numbers.yaml", manifest);
  made.git("add", "-A");
  made.git("commit", "-qm", "Numbers");
  return made;
}

const listed = (made: Scratch, ...args: string[]): string[] =>
  JSON.parse(made.tagline("numbers", ...args, "--json").out).map(({ number }: { number: string }) => number);

describe("numbers", () => {
  it("lists all, or those that are named, or those of an agent or a pin", () => {
    const made = threeNumbers();
    expect(made.tagline("numbers").out).toBe(`+14155550100  Front desk  inbound   desk@v0
+14155550101              inbound   desk@draft
                          outbound  intake@v0
+14155550102              no agent
`);
    expect(made.tagline("numbers", "+1 415 555 0101").out).toBe(
      "+14155550101  inbound   desk@draft\n              outbound  intake@v0\n",
    );
    expect(listed(made, "desk")).toEqual(["+14155550100", "+14155550101"]);
    expect(listed(made, "desk@v0", "+14155550102")).toEqual(["+14155550100", "+14155550102"]);
    expect(listed(made, "desk@draft")).toEqual(["+14155550101"]);
  });

  it("ends with 1 where no number points there, and with 2 for what does not exist", () => {
    const made = threeNumbers();
    expect(made.tagline("numbers", "spare")).toEqual({
      exit: 1,
      out: "",
      err: "No number points to spare.\n",
    });
    expect(made.tagline("numbers", "desk@v7", "--json")).toEqual({ exit: 1, out: "[]\n", err: "" });
    expect(made.tagline("numbers", "dask")).toMatchObject({
      exit: 2,
      err: 'error: There is no agent "dask" in the draft.\nhint: did you mean "desk"?\n',
    });
    expect(made.tagline("numbers", "+14155550109")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("hint: did you mean +14155550100?\n"),
    });
    expect(made.tagline("numbers", "Front desk")).toMatchObject({ exit: 2 });
  });

  it("says of which commit they are, and that edits on disk route nothing", () => {
    const { git, tagline, write } = threeNumbers();
    const commit = git("rev-parse", "HEAD").slice(0, 12);
    expect(tagline("numbers").err).toBe(`on main, commit ${commit}\n`);
    expect(tagline("numbers", "--quiet").err).toBe("");
    write("phone-numbers.yaml", manifest.replaceAll("\n", "\r\n"));
    expect(tagline("numbers").err).toBe(`on main, commit ${commit}\n`);
    write("phone-numbers.yaml", manifest.replace("desk@v0", "desk@draft"));
    expect(tagline("numbers").err).toContain("! phone-numbers.yaml has edits that are not committed");
    git("init", "-q", "--bare", "../remote.git");
    git("remote", "add", "origin", "../remote.git");
    git("push", "-q", "-u", "--follow-tags", "origin", "main");
    git("commit", "-qam", "Edited");
    expect(tagline("numbers").err).toContain("! 1 commit not pushed to origin/main\n");
  });

  it.each([["numbers"], ["resolve", "+14155550100"]])(
    "%s says that a manifest is broken, not that it has no numbers",
    (...args) => {
      const { git, tagline, write } = threeNumbers();
      write("phone-numbers.yaml", "numbers: [\n");
      git("commit", "-qam", "Broken");
      const said = tagline(...args);
      expect(said).toMatchObject({ exit: 1, out: "" });
      expect(said.err).toMatch(
        /^error: phone-numbers\.yaml:\d+:\d+ at HEAD cannot be read: .*\nhint: tagline validate --at draft\n$/,
      );
      expect(JSON.parse(tagline(...args, "--json").out)).toMatchObject({
        error: { code: "broken-manifest" },
      });
    },
  );
});

describe("resolve", () => {
  it("names the line that the number has, where it has none for that direction", () => {
    const { tagline, git, write } = threeNumbers();
    write("phone-numbers.yaml", manifest.replace("inbound: desk@draft, ", ""));
    git("commit", "-qam", "Outbound only");
    expect(tagline("resolve", "+14155550101")).toMatchObject({
      exit: 1,
      err: "error: +14155550101 has no agent for inbound.\nhint: tagline resolve +14155550101 --direction outbound\n",
    });
    expect(tagline("resolve", "+14155550102").err).toContain(
      "hint: tagline attach +14155550102 <agent>@v<N>\n",
    );
  });
});
