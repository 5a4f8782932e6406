import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** What a program said. */
export interface Said {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** A directory of its own with real git and the built program, removed when the test ends. */
export interface Scratch {
  readonly directory: string;
  write(path: string, text: string | Buffer): void;
  git(...args: string[]): string;
  tagline(...args: string[]): Said;
  /** Runs a line of shell in which `tagline` is the built program. */
  shell(line: string): Said;
}

const bin = join(import.meta.dirname, "../../dist/bin.js");

/** Makes an empty scratch directory, apart from the machine's own git settings. */
export function scratch(): Scratch {
  const directory = mkdtempSync(join(tmpdir(), "tagline-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const env = {
    PATH: process.env.PATH,
    HOME: join(directory, "home"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CEILING_DIRECTORIES: tmpdir(),
    TZ: "UTC",
  };
  mkdirSync(join(directory, "home"));
  const work = join(directory, "work");
  mkdirSync(work);
  const start = (program: string, args: readonly string[]): Said => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: work, env, encoding: "utf8" });
    return { exit: status, out: stdout, err: stderr };
  };
  return {
    directory: work,
    write(path, text) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    },
    git(...args) {
      const said = start("git", args);
      if (said.exit !== 0) throw new Error(`git ${args.join(" ")}: ${said.err}`);
      return said.out;
    },
    tagline: (...args) => start(process.execPath, [bin, ...args]),
    shell: (line) => start("bash", ["-c", `tagline() { "${process.execPath}" "${bin}" "$@"; }\n${line}`]),
  };
}

/** A scratch directory that is a repository on `main` with an identity. */
export function scratchRepository(): Scratch {
  const made = scratch();
  made.git("init", "-q", "-b", "main");
  made.git("config", "user.name", "Dev");
  made.git("config", "user.email", "dev@example.com");
  return made;
}

/** What is left in the journal's directory, beside what is remembered of checks. */
export function journalOf(directory: string): string[] {
  return readdirSync(directory).filter((name) => name !== "cache");
}
