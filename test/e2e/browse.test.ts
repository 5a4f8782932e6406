import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { inTerminal, programInTerminal } from "./pty.js";
import { publishedRepository } from "./published.js";
import { scratch } from "./scratch.js";

const bin = join(import.meta.dirname, "../../dist/bin.js");

/** The browser on v0 to v3, with its first screen complete. */
async function opened() {
  const made = publishedRepository();
  const browser = inTerminal(made.directory, ["browse"]);
  await browser.screen.until((rows) => rows.some((row) => row.includes("equal to v3")));
  return { ...made, ...browser };
}

describe("a day in the browser", () => {
  it("looks, searches, compares, attaches, restores and deploys, and git has all of it", async () => {
    const { git, press, dismiss, screen, type, ended, directory } = await opened();
    const commits = () => git("log", "--format=%s").trim().split("\n");
    const before = commits().length;

    // What changed, and where a text came in.
    await press("j", "since v2");
    await press("/wss://llm.example/one", "agents/desk/agent.yaml");
    expect((await press("\r", "1 match")).find((row) => row.startsWith("▸"))).toContain("v1");
    await dismiss("\u001b", "1 match");

    // v1 and v3, side by side.
    await press("gj jj", "▸ v1");
    await press("d", "v1 → v3");
    await press("", "agent.agent_name: one → three");
    await dismiss("\u001b", "v1 → v3");

    // The number goes to v2.
    await press("k", "▸ v2");
    await press("a", "Which line gets v2?");
    await press("\r", "desk@v1 → desk@v2");
    await press("y", "✓ +14155550100 inbound: desk@v2");
    expect(commits()[0]).toBe("Attach inbound of +14155550100 to desk@v2");
    expect(readFileSync(join(directory, "phone-numbers.yaml"), "utf8")).toContain("inbound: desk@v2");
    await dismiss("\r", "✓ +14155550100");

    // v0 becomes the next draft, on disk alone.
    await press("G", "▸ v0");
    await press("r", "Restore v0 into the working tree");
    await press("y", "restored v0");
    expect(git("status", "--porcelain")).toBe(" M agents/desk/agent.yaml\n");
    await press("\r", "edits");

    // And is deployed, with a title and the number.
    await press("D", "Version v4");
    await press("Back to zero", "title  Back to zero");
    await press("\u001b[B ", "[x] +14155550100");
    await press("\r", "Deploy v4?");
    await press("y", "deployed v4; the draft is now v5");
    await press("\r", "equal to v4");
    type("q");
    expect(await ended).toEqual({ code: 0, signal: 0 });
    await screen.settled();
    expect(screen.buffer()).toBe("normal");

    expect(git("tag", "-l").trim().split("\n")).toEqual(["v0", "v1", "v2", "v3", "v4"]);
    expect(git("tag", "-l", "--format=%(contents:subject)", "v4").trim()).toBe("Back to zero");
    expect(git("rev-parse", "v4:agents")).toBe(git("rev-parse", "v0:agents"));
    expect(commits()).toHaveLength(before + 2);
    expect(git("show", "v4:phone-numbers.yaml")).toContain("inbound: desk@v4");
    expect(git("status", "--porcelain")).toBe("");
    expect(git("fsck", "--strict")).toBe("");
  });

  it("shows what others do to the repository meanwhile", async () => {
    const { write, tagline, press, screen } = await opened();
    await press("j", "▸ v3");
    write("agents/desk/agent.yaml", customAgent("four"));
    await screen.until((rows) => rows.some((row) => row.includes("not committed")));
    expect(tagline("deploy", "--title", "From elsewhere", "--yes").exit).toBe(0);
    const rows = await screen.until((shown) => shown.some((row) => row.includes("From elsewhere")));
    expect(rows.find((row) => row.startsWith("▸"))).toContain("v3");
  });

  it("copies through the terminal, and says what", async () => {
    const { press, written } = await opened();
    await press("j", "▸ v3");
    await press("y", "copied: v3");
    expect(written()).toContain(`\u001b]52;c;${Buffer.from("v3").toString("base64")}\u0007`);
  });

  it("tells the problems of a draft that cannot be deployed, and opens the editor at the place", async () => {
    const { directory, write, press } = publishedInEditor();
    write("agents/desk/agent.yaml", `${customAgent("four")}voice_speed: 9\n`);
    const browser = press();
    await browser.screen.until((rows) => rows.some((row) => row.includes("invalid: 1 error")));
    await browser.press("D", "agents/desk/agent.yaml:6");
    browser.type("\r");
    await browser.screen.until(
      ([title]) => title !== undefined && /equal to v3$/.test(title) && !/invalid/.test(title),
    );
    expect(readFileSync(join(directory, "editor.txt"), "utf8")).toBe(
      `+6 ${join(directory, "agents/desk/agent.yaml")}\n`,
    );
  });
});

/** A repository, and the browser in it with an editor that mends the file and writes down what it was asked. */
function publishedInEditor() {
  const made = publishedRepository();
  made.write("vim", '#!/bin/sh\necho "$@" > editor.txt\nfor last; do :; done\ngit checkout -q -- "$last"\n');
  chmodSync(join(made.directory, "vim"), 0o755);
  const env = { EDITOR: join(made.directory, "vim") };
  return { ...made, press: () => inTerminal(made.directory, ["browse"], undefined, env) };
}

describe("the terminal is given back", () => {
  it("by a signal, of which the program dies", async () => {
    const signals = [
      ["SIGTERM", 15],
      ["SIGHUP", 1],
      ["SIGQUIT", 3],
    ] as const;
    // All at once: most of the time is the start of each.
    const endings = signals.map(async ([name, number]) => {
      const { screen, signal, ended } = await opened();
      expect(screen.buffer()).toBe("alternate");
      signal(name);
      expect(await ended).toEqual({ code: 0, signal: number });
      await screen.settled();
      expect(screen.buffer()).toBe("normal");
    });
    await Promise.all(endings);
  });

  it("by an error that nothing catches, which is then told as a bug", async () => {
    const { directory } = publishedRepository();
    const planted = "process.on('SIGUSR2', () => { throw new Error('planted'); })";
    const options = `--import data:text/javascript,${encodeURIComponent(planted)}`;
    const browser = inTerminal(directory, ["browse"], undefined, { NODE_OPTIONS: options });
    await browser.screen.until((rows) => rows.some((row) => row.includes("equal to v3")));
    browser.signal("SIGUSR2");
    expect(await browser.ended).toEqual({ code: 70, signal: 0 });
    const rows = await browser.screen.settled();
    expect(browser.screen.buffer()).toBe("normal");
    expect(rows.join("\n")).toContain("planted");
  });

  it("when somebody else stops it, taken again when it goes on, and given back by Ctrl-C as by q", async () => {
    const { screen, signal, written, press, type, ended } = await opened();
    signal("SIGTSTP");
    // Without a shell above it, nothing is stopped for long.
    await screen.until(() => written().includes("\u001b[?1049l"));
    await press("j", "▸ v3");
    expect(screen.buffer()).toBe("alternate");
    type("\u0003");
    expect(await ended).toEqual({ code: 0, signal: 0 });
    await screen.settled();
    expect(screen.buffer()).toBe("normal");
  });

  it("by Ctrl-Z to the shell, and taken again by fg", async () => {
    const { directory } = publishedRepository();
    const shell = programInTerminal(directory, "bash", ["--norc", "--noprofile", "-i"], undefined, {
      PS1: "shell> ",
    });
    await shell.press("", "shell>");
    await shell.press(`'${process.execPath}' '${bin}' browse\r`, "equal to v3");
    await shell.press("\u001a", "Stopped");
    expect(shell.screen.buffer()).toBe("normal");
    await shell.press("fg\r", "equal to v3");
    expect(shell.screen.buffer()).toBe("alternate");
    await shell.press("j", "▸ v3");
    await shell.press("q", "shell>");
    expect(shell.screen.buffer()).toBe("normal");
  });
});

describe("where the screen cannot be taken", () => {
  it("off a terminal prints what history prints", () => {
    const { tagline } = publishedRepository();
    const browsed = tagline("browse");
    expect(browsed).toEqual(tagline("history"));
    expect(browsed.out).toContain("v3");
    expect(JSON.parse(tagline("browse", "--json").out)).toHaveLength(4);
  });

  it("outside of a repository says so, as every command does", async () => {
    const { directory } = scratch();
    const browser = inTerminal(directory, ["browse"]);
    await browser.screen.until((rows) => rows.some((row) => row.includes("is not in a git repository")));
    expect((await browser.ended).code).toBe(2);
    expect(browser.screen.buffer()).toBe("normal");
  });
});

it("no other command loads Ink or React", () => {
  const chunks = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file) || !existsSync(file)) return seen;
    seen.add(file);
    for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      chunks(join(file, "..", path), seen);
    return seen;
  };
  const loaded = [...chunks(bin), ...chunks(join(bin, "../index.js"))];
  expect(loaded.filter((file) => readFileSync(file, "utf8").includes("react.element"))).toEqual([]);
});
