import { describe, expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { type Scratch, scratchRepository } from "./scratch.js";

const number = "+14155550100";
const other = "+14155550101";

/** v0 and v1 of desk, a number on the draft and one without an agent. */
function twoVersions(): Scratch {
  const made = scratchRepository();
  made.write("phone-numbers.yaml", `numbers:\n  "${number}":\n    inbound: desk@draft\n  "${other}": {}\n`);
  for (const version of [0, 1]) {
    made.write("agents/desk/agent.yaml", customAgent(`desk ${version}`));
    expect(made.tagline("deploy", "--yes").exit).toBe(0);
  }
  return made;
}

describe("attach", () => {
  it("shows its plan and stops with --dry-run, and names what takes it back", () => {
    const { git, tagline } = twoVersions();
    const head = git("rev-parse", "HEAD");
    expect(tagline("attach", number, "desk@v1", "--dry-run")).toEqual({
      exit: 0,
      out: `  ${number} inbound: desk@draft → desk@v1\n`,
      err: "",
    });
    expect(JSON.parse(tagline("attach", number, "desk@v1", "--dry-run", "--json").out)).toMatchObject({
      status: "planned",
      commit: null,
      undo: [`tagline attach ${number} desk@draft`],
    });
    expect(git("rev-parse", "HEAD")).toBe(head);
    expect(tagline("attach", number, "desk@v1", "--yes").err).toBe(
      `  ${number} inbound: desk@draft → desk@v1\n  committed here, not pushed\n  undo: tagline attach ${number} desk@draft\n`,
    );
  });

  it("prints its result alone with --quiet and --yes", () => {
    expect(twoVersions().tagline("attach", number, "desk@v1", "--yes", "--quiet")).toEqual({
      exit: 0,
      out: `✓ ${number} inbound: desk@v1\n`,
      err: "",
    });
  });

  it("says that a number is new, which a mistyped one is too", () => {
    const { shell, tagline } = twoVersions();
    expect(tagline("attach", number, "+14155550109", "desk@v1", "--dry-run").err).toBe(
      "  ! +14155550109 is not in phone-numbers.yaml yet, and is added\n",
    );
    const { err } = tagline("attach", "+14155550109", "desk@v1", "--yes");
    expect(err).toContain("  +14155550109 inbound: no agent → desk@v1\n");
    const [, undo = ""] = /undo: (.*)\n/.exec(err) ?? [];
    expect(shell(`${undo} --yes`).out).toBe("✓ +14155550109 inbound: no agent\n");
  });

  it.each([
    [
      "desk@v9",
      "There is no version v9 here.",
      "the newest here is v1; if it exists elsewhere: git fetch --tags",
    ],
    ["dek@v1", 'There is no agent "dek" in v1.', 'did you mean "desk"?'],
    ["dek@draft", 'There is no agent "dek" in the draft.', 'did you mean "desk"?'],
  ])(
    "refuses %s in the words of the other commands, and shows no file that nobody wrote",
    (pin, message, hint) => {
      const { tagline } = twoVersions();
      expect(tagline("attach", number, pin, "--yes")).toEqual({
        exit: 2,
        out: "",
        err: `error: ${message}\nhint: ${hint}\n`,
      });
    },
  );
});

describe("detach", () => {
  it("does what attach does with --dry-run and undo, and twice it says that there is no agent", () => {
    const { shell, tagline } = twoVersions();
    expect(tagline("detach", number, "--dry-run").out).toBe(`  ${number} inbound: desk@draft → no agent\n`);
    const { err } = tagline("detach", number, "--yes");
    expect(tagline("detach", number, "--yes").out).toBe("Nothing to change: it has no agent.\n");
    expect(tagline("detach", number, other, "--yes").out).toBe("Nothing to change: they have no agent.\n");
    const [, undo = ""] = /undo: (.*)\n/.exec(err) ?? [];
    expect(shell(`${undo} --yes`).out).toBe(`✓ ${number} inbound: desk@draft\n`);
  });

  it("asks whether another number was meant", () => {
    expect(twoVersions().tagline("detach", "+14155550109", "--yes")).toMatchObject({
      exit: 2,
      err: `error: The number +14155550109 is not in phone-numbers.yaml.\nhint: did you mean ${number}?\n`,
    });
  });
});
