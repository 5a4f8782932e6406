import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { programInTerminal } from "./pty.js";
import { type Scratch, scratchRepository } from "./scratch.js";

const bin = join(import.meta.dirname, "../../dist/bin.js");

const isHere = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

/** Two agents, four versions, two numbers; and `tagline` on a path of its own. */
function readyToType(): Scratch & { readonly path: string } {
  const made = scratchRepository();
  made.write("agents/front-desk/agent.yaml", customAgent("front-desk"));
  made.write("agents/intake/agent.yaml", customAgent("intake"));
  made.write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    nickname: Main\n  "+14155550207": {}\n');
  made.git("add", ".");
  made.git("commit", "-qm", "Agents");
  for (const version of [1, 2, 3, 10]) made.git("tag", "-a", "-m", `v${version}`, `v${version}`);
  made.write("../bin/tagline", `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
  const path = join(made.directory, "../bin");
  chmodSync(join(path, "tagline"), 0o755);
  return { ...made, path: `${path}:${process.env.PATH}` };
}

/** What is typed, and the command line that is then there; the X is typed last and shows where the cursor was. */
const presses: readonly (readonly [typed: string, line: string])[] = [
  ["tagline depl\t", "tagline deploy X"],
  ["tagline show fr\t", "tagline show front-desk X"],
  ["tagline show front-desk@d\t", "tagline show front-desk@draft X"],
  ["tagline attach +141555502\tfr\tv2\t", "tagline attach +14155550207 front-desk@v2 X"],
  ["tagline attach +14155550207 fr\t", "tagline attach +14155550207 front-desk@X"],
  ["tagline rollback +14155550100 --to=v10\t", "tagline rollback +14155550100 --to=v10 X"],
  ["tagline deploy --title 'a b' int\t", "tagline deploy --title 'a b' intake X"],
  ["tagline deploy --titl\t", "tagline deploy --title X"],
  ["tagline status --format js\t", "tagline status --format json X"],
  ["tagline -C agents show inta\t", "tagline -C agents show intake X"],
  ["tagline import phone-n\t", "tagline import phone-numbers.yaml X"],
  ["tagline explain unresolved-n\t", "tagline explain unresolved-node X"],
];

const interactive = {
  bash: { args: ["--norc", "--noprofile", "-i"], ready: "PS1='>''> '; source <(tagline completion bash)" },
  zsh: { args: ["-f", "-i"], ready: "PS1='>''> '; unsetopt prompt_sp; source <(tagline completion zsh)" },
};

for (const shell of ["bash", "zsh"] as const)
  it.skipIf(!isHere(shell))(
    `${shell} completes commands, options, agents, versions and numbers`,
    async () => {
      const { directory, path } = readyToType();
      const { args, ready } = interactive[shell];
      const terminal = programInTerminal(directory, shell, args, { columns: 100, rows: 30 }, { PATH: path });
      await terminal.press(`${ready}; clear\r`, ">>");
      for (const [typed, line] of presses) {
        const rows = await terminal.press(`${typed}X`, "X");
        expect({ typed, line: rows.findLast((row) => row !== "") }).toEqual({ typed, line: `>> ${line}` });
        await terminal.dismiss("\u0015", "X");
      }
      // Several that fit are listed, versions newest first.
      const listed = (await terminal.press("tagline restore v\t\t", "v10")).join(" ");
      expect(listed).toMatch(/v10\s+v3\s+v2\s+v1/);
    },
  );

it.skipIf(!isHere("fish"))("fish completes commands, options, agents, versions and numbers", () => {
  const { directory, path } = readyToType();
  const asked = [...presses.map(([typed]) => typed.split("\t")[0] ?? ""), "tagline restore v"];
  writeFileSync(
    join(directory, "ask.fish"),
    `tagline completion fish | source\n${asked.map((line) => `complete -C ${JSON.stringify(line)}; echo .`).join("\n")}\n`,
  );
  const said = spawnSync("fish", ["--no-config", "ask.fish"], {
    cwd: directory,
    env: { PATH: path, HOME: join(directory, "../home") },
    encoding: "utf8",
  });
  const answers = said.stdout
    .split("\n.\n")
    .map((answer) => answer.split("\n").map((line) => line.split("\t")[0]?.trim()));
  expect(answers.slice(0, asked.length)).toEqual([
    ["deploy"],
    ["front-desk"],
    ["front-desk@draft"],
    ["+14155550207"],
    ["front-desk@"],
    ["--to=v10"],
    ["intake"],
    ["--title"],
    ["json"],
    ["intake"],
    ["phone-numbers.yaml"],
    ["unresolved-node"],
    ["v10", "v3", "v2", "v1"],
  ]);
});

it("nothing that a repository holds is run by completing", () => {
  const { directory, git, path } = readyToType();
  git("branch", "$(run)");
  git("branch", "a;run");
  const said = spawnSync("tagline", ["__complete", "diff", ""], {
    cwd: directory,
    env: { PATH: path },
    encoding: "utf8",
  });
  expect(said.stdout.split("\n").map((line) => line.split("\t")[0])).toEqual([
    "worktree",
    "draft",
    "v10",
    "v3",
    "v2",
    "v1",
    "main",
    "",
  ]);
});
