import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "dist/bin.js");

/**
 * Runs a page of the docs as a reader would, in a terminal and from an empty directory, and gives its text with what
 * the commands really printed. What only differs in ids, times and padding stays as it is written.
 *
 * A fence that begins with `$ ` is commands and what they print; one with a path behind its language is a file to
 * write; a comment `<!-- setup` is run first and not shown, with `$TAGLINE` as this repository. Every question is
 * answered with yes. A command fails the page unless it ends with 0, or its output is followed by `# exit N`. `onEnd` is told what to clear away.
 */
export async function runPage(text: string, onEnd: (clear: () => void) => void): Promise<string> {
  const shell = openShell(onEnd);
  const parts = text.split(/(^<!-- setup\n[\s\S]*?^-->\n|^```[^\n]*\n[\s\S]*?^```\n)/m);
  const written: string[] = [];
  for (const part of parts) written.push(await runPart(part, shell));
  return written.join("");
}

interface Shell {
  readonly write: (path: string, text: string) => Promise<void>;
  readonly run: (command: string) => Promise<{ readonly output: string; readonly exit: number }>;
}

async function runPart(part: string, shell: Shell): Promise<string> {
  const setup = /^<!-- setup\n([\s\S]*)-->\n$/.exec(part)?.[1];
  if (setup !== undefined) {
    const { output, exit } = await shell.run(`{ ${setup.trim().split("\n").join(" && ")}; } 2>&1`);
    if (exit !== 0) throw new Error(`The setup failed:\n${output}`);
    return part;
  }
  const [, info = "", body = ""] = /^```([^\n]*)\n([\s\S]*)```\n$/.exec(part) ?? [];
  const [, path] = info.split(" ");
  if (path !== undefined) await shell.write(path, body);
  if (info !== "" || !body.startsWith("$ ")) return part;
  const steps = body.split(/^\$ /m).slice(1);
  const lines: string[] = [];
  for (const step of steps) lines.push(await runStep(step, shell));
  return `\`\`\`\n${lines.join("")}\`\`\`\n`;
}

async function runStep(step: string, shell: Shell): Promise<string> {
  const [command = "", ...shown] = step.trimEnd().split("\n");
  const { output, exit } = await shell.run(command);
  const said = `${output.trimEnd()}${exit === 0 ? "" : `\n# exit ${exit}`}`.replace(/^\n/, "");
  const before = shown.join("\n");
  const kept = alike(before) === alike(said) ? before : said;
  const gap = /\n\n$/.test(step) ? "\n" : "";
  return `$ ${command}\n${kept === "" ? "" : `${kept}\n`}${gap}`;
}

/** A text without what is another one each time. */
function alike(text: string): string {
  return text
    .replace(/\b[0-9a-f]{40}\b|\b[0-9a-f]{12}\b|\b[0-9a-f]{7}\b/g, "<id>")
    .replace(/\bjust now\b|\b\d+ (?:minute|hour|day)s? ago\b/g, "<time>")
    .replace(/\b\d+ ms\b|\b\d+\.\d+ s\b/g, "<duration>")
    .replace(/(?<=\S) {2,}/g, "  ")
    .replace(/\s+$/gm, "");
}

/** What a command's end is told by: a control character that no program here prints, and the exit code. */
const mark = new RegExp(`${String.fromCharCode(1)}(\\d+)\\r?\\n`);

/** A bash in a terminal, in an empty directory, that does not echo. */
function openShell(onEnd: (clear: () => void) => void): Shell {
  const home = mkdtempSync(join(tmpdir(), "tagline-test-"));
  onEnd(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, "work"));
  const who = { NAME: "Dev", EMAIL: "dev@example.com" };
  const child = spawn("bash", ["--norc", "--noprofile", "--noediting"], {
    cwd: join(home, "work"),
    cols: 100,
    rows: 50,
    env: {
      PATH: process.env.PATH ?? "",
      HOME: home,
      TERM: "dumb",
      NO_COLOR: "1",
      TZ: "UTC",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_PAGER: "cat",
      TAGLINE: root,
      ...Object.fromEntries(
        Object.entries(who).flatMap(([name, value]) => [
          [`GIT_AUTHOR_${name}`, value],
          [`GIT_COMMITTER_${name}`, value],
        ]),
      ),
    },
  });
  let isOver = false;
  child.onExit(() => {
    isOver = true;
  });
  onEnd(() => {
    if (!isOver) child.kill("SIGKILL");
  });
  let text = "";
  let onText = (): void => undefined;
  child.onData((more) => {
    text += more;
    onText();
  });
  const run: Shell["run"] = (command) =>
    new Promise((resolve) => {
      let answered = 0;
      text = "";
      onText = () => {
        const asked = text.split("[y/N] ").length - 1;
        for (; answered < asked; answered++) child.write("y\r");
        const end = mark.exec(text);
        if (end === null) return;
        onText = () => undefined;
        const written = stripVTControlCharacters(text.slice(0, end.index));
        // Progress, seen on a slow machine, is written over with blanks.
        const said = written.replace(/\r\d+ of \d+ [a-z]+(?:\r +\r)?/g, "").replaceAll("\r", "");
        resolve({ output: said, exit: Number(end[1]) });
      };
      // In one line: a command that asks would read the next one.
      child.write(`${command}; printf '\\001%s\\n' $?\n`);
    });
  const ready = run(`stty -echo; PS1=; PS2=; tagline() { "${process.execPath}" "${bin}" "$@"; }`);
  return {
    run: async (command) => {
      await ready;
      return run(command);
    },
    async write(path, content) {
      const { output } = await this.run("pwd");
      const full = join(output.trim(), path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    },
  };
}
