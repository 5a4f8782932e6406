import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandTable } from "../../src/cli/table.js";
import { customAgent } from "../memory-world.js";
import { scratch, scratchRepository } from "./scratch.js";

describe("the command line", () => {
  it.each(commandTable.map(({ name }) => name))("%s --help has examples that name it", (name) => {
    const said = scratch().tagline(name, "--help");
    expect(said.exit).toBe(0);
    expect(said.out).toMatch(new RegExp(`Examples:\n(  tagline ${name}.*\n)+$`));
  });

  it("prints its version and an overview", () => {
    const { tagline } = scratch();
    expect(tagline("--version").out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(tagline("--help").out).toContain("publish the agents as the next version");
    expect(tagline().exit).toBe(2);
  });

  it("suggests for an unknown command and an unknown option, and never exits 0", () => {
    const { tagline } = scratch();
    expect(tagline("deplyo")).toEqual({
      exit: 2,
      out: "",
      err: 'error: There is no command "deplyo".\nhint: did you mean tagline deploy?\n',
    });
    expect(tagline("deploy", "--titel", "x")).toEqual({
      exit: 2,
      out: "",
      err: 'error: tagline deploy has no option "--titel".\nhint: did you mean --title?\n',
    });
  });

  it("prints one JSON document for a failure too", () => {
    const said = scratch().tagline("status", "--json");
    expect(said).toMatchObject({ exit: 2, err: "" });
    expect(JSON.parse(said.out)).toMatchObject({ error: { code: "not-a-repository" } });
  });

  it("resolves a number, and says when there is nothing to resolve", () => {
    const { write, tagline } = scratchRepository();
    write("agents/desk/agent.yaml", customAgent("desk"));
    write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
    tagline("deploy", "--yes");
    tagline("attach", "+14155550100", "desk@v0", "--yes");
    expect(JSON.parse(tagline("resolve", "+1 415 555 0100", "--json").out)).toMatchObject({
      number: "+14155550100",
      agent: "desk",
      version: 0,
      ref: "v0",
      changedIn: 0,
      engine: { type: "custom-llm" },
    });
    expect(tagline("resolve", "+14155550100", "--direction", "outbound").exit).toBe(1);
    expect(tagline("resolve", "+14155550109")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("did you mean +14155550100?"),
    });
    expect(tagline("detach", "+14155550100", "--yes").exit).toBe(0);
    expect(tagline("resolve", "+14155550100").exit).toBe(1);
  });

  it("does its work to the end when nobody reads what it says, and is silent about it", () => {
    const { git, write, shell } = scratchRepository();
    write("agents/desk/agent.yaml", customAgent("desk"));
    expect(shell("tagline deploy --yes 2>&1 | true")).toEqual({ exit: 0, out: "", err: "" });
    expect(git("tag")).toBe("v0\n");
    const failing = shell("set -o pipefail; tagline show nobody --json | true");
    expect(failing).toEqual({ exit: 2, out: "", err: "" });
  });

  it.skipIf(!existsSync("/dev/full"))("does its work to the end on a full disk, and then fails", () => {
    const { git, write, shell } = scratchRepository();
    write("agents/desk/agent.yaml", customAgent("desk"));
    const fault = "error: standard output could not be written: ENOSPC: no space left on device, write.\n";
    expect(shell("tagline deploy --yes --quiet >/dev/full")).toEqual({ exit: 3, out: "", err: fault });
    expect(git("tag")).toBe("v0\n");
    expect(shell("tagline --help >/dev/full")).toEqual({ exit: 3, out: "", err: fault });
    expect(shell("tagline show nobody 2>/dev/full")).toEqual({ exit: 2, out: "", err: "" });
  });

  it("says that the directory it stands in is gone, without a trace", () => {
    const said = scratch().shell("mkdir gone && cd gone && rmdir ../gone && tagline status");
    expect(said).toMatchObject({ exit: 2, out: "" });
    expect(said.err).toMatch(/^error: .*\/gone is not in a git repository\.\nhint: tagline init\n$/);
  });

  it("takes escape codes out of titles", () => {
    const { write, tagline } = scratchRepository();
    write("agents/desk/agent.yaml", customAgent("desk"));
    tagline("deploy", "--yes", "--title", "a\u001b[31mred\u0007\nline");
    const shown = tagline("history").out;
    expect(shown).toContain("red line");
    expect(shown).not.toContain("\u001b");
  });
});
