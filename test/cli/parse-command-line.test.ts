import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../src/cli/parse-command-line.js";
import { commandTable } from "../../src/cli/table.js";
import { TaglineError } from "../../src/errors.js";

const read = (...argv: string[]) => parseCommandLine(argv, "1.2.3", 80);

async function refusal(...argv: string[]): Promise<{ message: string; hint: string | undefined }> {
  const error = await read(...argv).catch((caught: unknown) => caught);
  if (!(error instanceof TaglineError)) throw new Error(`not refused: ${argv.join(" ")}`);
  expect(error).toMatchObject({ code: "usage", exit: 2 });
  return { message: error.message, hint: error.hint };
}

describe("a command line is read", () => {
  it("with arguments and options", async () => {
    const attach = ["--attach", "+14155550100", "--attach", "+14155550101=intake"];
    expect(await read("deploy", "desk", "--title", "First", ...attach)).toMatchObject({
      kind: "command",
      args: ["desk"],
      options: { title: "First", attach: ["+14155550100", "+14155550101=intake"] },
    });
  });

  it("with the options of every command before its name, after it, or both", async () => {
    const before = await read("-C", "sub", "--json", "--color", "never", "status");
    const after = await read("status", "-C", "sub", "--json", "--color=never");
    expect(before).toEqual(after);
    expect(before).toMatchObject({ options: { C: "sub", json: true, color: "never" } });
    expect(await read("--format", "json", "status")).toMatchObject({ options: { format: "json" } });
    expect(await read("--yes", "deploy")).toMatchObject({ options: { yes: true } });
  });

  it("with everything after -- as an argument", async () => {
    expect(await read("validate", "--", "--strict")).toMatchObject({ args: ["--strict"], options: {} });
  });

  it("as a question for help or the version, wherever it stands", async () => {
    const help = await read("deploy", "--help");
    expect(help).toMatchObject({
      text: expect.stringContaining("Usage: tagline deploy [options] [agent...]"),
    });
    expect(await read("--help", "deploy")).toEqual(help);
    expect(await read("help", "deploy")).toEqual(help);
    expect(await read("show", "-h")).toMatchObject({ kind: "text" });
    expect(await read("show", "--version")).toEqual({ kind: "text", text: "1.2.3\n" });
    expect(await read("show", "-v")).toEqual({ kind: "text", text: "1.2.3\n" });
    expect(await read("--quiet", "--help")).toMatchObject({ text: expect.stringContaining("Starting:") });
  });
});

describe("a command line that cannot be read says what is wrong and what to type", () => {
  it.each([
    [["deplyo"], 'There is no command "deplyo".', "did you mean tagline deploy?"],
    [["version"], 'There is no command "version".', "did you mean tagline --version?"],
    [["deploy", "-y"], 'tagline deploy has no option "-y".', "did you mean --yes?"],
    [["status", "-y"], 'tagline status has no option "-y".', "tagline status --help"],
    [["-V"], 'tagline has no option "-V".', "did you mean --version?"],
    [
      ["new", "x", "--engine", "flow"],
      '--engine <type> cannot be "flow".',
      "did you mean conversation-flow?",
    ],
    [["hist"], 'There is no command "hist".', "did you mean tagline history?"],
    [["frobnicate"], 'There is no command "frobnicate".', "tagline --help"],
    [["--json"], "No command was given.", "tagline --help"],
    [["--bogus"], 'tagline has no option "--bogus".', "tagline --help"],
    [["--bogus", "status"], 'tagline status has no option "--bogus".', "tagline status --help"],
    [["deploy", "--titel", "x"], 'tagline deploy has no option "--titel".', "did you mean --title?"],
    [["status", "--yes"], 'tagline status has no option "--yes".', "tagline status --help"],
    [["show"], "tagline show needs <agent[@rev]>.", "tagline show receptionist"],
    [
      ["status", "it's", "now"],
      'tagline status takes no arguments, so "it\'s" "now" is too much.',
      "tagline status --help",
    ],
    [
      ["history", "a", "b"],
      'tagline history takes 1 argument, so "b" is too much.',
      "tagline history --help",
    ],
    [["deploy", "--title"], "--title <text> is missing its value.", "tagline deploy --help"],
    [["-C"], "-C <dir> is missing its value.", "tagline --help"],
    [["validate", "--format", "jsn"], '--format <format> cannot be "jsn".', "did you mean json?"],
    [["status", "--color", "it's"], '--color <when> cannot be "it\'s".', "one of: auto, always, never"],
  ])("%j", async (argv, message, hint) => {
    expect(await refusal(...argv)).toEqual({ message, hint });
  });
});

describe("the table of commands", () => {
  it.each(commandTable)("$name says the same in the overview and in its own words", async (entry) => {
    const command = await entry.load();
    expect(command.summary).toBe(entry.summary);
    for (const example of command.examples) expect(example).toMatch(new RegExp(`^tagline ${entry.name}\\b`));
  });

  it.each(commandTable)("$name can be run as its examples say", async (entry) => {
    const { examples } = await entry.load();
    for (const example of examples) {
      const [typed = ""] = example.split(" > ");
      const words = [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
      expect(await read(...words.slice(1))).toMatchObject({ kind: "command" });
    }
  });
});
