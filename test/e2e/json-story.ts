import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../src/cli/run.js";
import { nodeWorld } from "../../src/node-world.js";
import type { World } from "../../src/world.js";
import { fixedTime } from "../memory-world.js";

/** What a command line printed, as a document. */
export interface Printed {
  readonly exit: number;
  readonly document: unknown;
  readonly err: string;
}

/** A repository with real git, in which command lines are run inside this process, at a fixed time. */
export interface JsonStory {
  write(path: string, text: string): void;
  edit(path: string, before: string, after: string): void;
  git(...args: string[]): void;
  /** Runs a command line as it is written on a page: words, apart by blanks, some in double quotes. */
  tagline(line: string, answer?: string): Promise<Printed>;
  remove(): void;
}

const root = join(import.meta.dirname, "../..");

/** Starts the story in an empty directory, shown as `/path/to/agents`. */
export function jsonStory(): JsonStory {
  const base = mkdtempSync(join(tmpdir(), "tagline-json-"));
  const work = join(base, "agents");
  mkdirSync(work);
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: base,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CEILING_DIRECTORIES: base,
    GIT_AUTHOR_NAME: "Dev",
    GIT_AUTHOR_EMAIL: "dev@example.com",
    GIT_COMMITTER_NAME: "Dev",
    GIT_COMMITTER_EMAIL: "dev@example.com",
  };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  };
  return {
    write,
    edit(path, before, after) {
      const text = readFileSync(join(work, path), "utf8");
      if (!text.includes(before)) throw new Error(`${path} has no ${before}`);
      write(path, text.replace(before, after));
    },
    git: (...args) => void execFileSync("git", args, { cwd: work, env, stdio: "pipe" }),
    async tagline(line, answer) {
      const out: string[] = [];
      const err: string[] = [];
      const real = nodeWorld(work);
      const world: World = {
        ...real,
        env,
        clock: { ...real.clock, now: () => fixedTime, timezoneOffset: () => 0 },
        stdout: { write: (text) => void out.push(text), isTerminal: false, columns: undefined },
        stderr: { write: (text) => void err.push(text), isTerminal: false, columns: undefined },
        stopped: () => Promise.resolve(),
        ...(answer === undefined ? {} : { ask: () => Promise.resolve(answer) }),
      };
      const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
      const exit = await run(words, world, { version: "0.0.0", directory: root });
      const text = out.join("").replaceAll(base, "/path/to");
      return { exit, document: JSON.parse(text), err: err.join("") };
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/**
 * A document as a page shows it: what differs from machine to machine or with each release is made the same, long
 * texts are cut, and what fits a line stands in one.
 */
export function shownDocument(document: unknown, oids: Map<string, string>): string {
  return layOut(
    JSON.parse(JSON.stringify(document), (key, value: unknown) => {
      if (key === "git") return "2.47.0";
      if (key === "url" && String(value).startsWith("http://")) return "http://127.0.0.1:4400";
      if (typeof value !== "string") return value;
      const known = value.replace(/[0-9a-f]{40}/g, (oid) => {
        // A name that stays when a template or a message changes, and with it every id.
        const shown = oids.get(oid) ?? createHash("sha1").update(`${oids.size}`).digest("hex");
        oids.set(oid, shown);
        return shown;
      });
      return known.length > 160 ? `${known.slice(0, 60)}…` : known;
    }),
    "",
  );
}

/** `used` is how much of the line stands before the value. */
function layOut(value: unknown, indent: string, used = indent.length): string {
  const flat = onOneLine(value);
  if (typeof value !== "object" || value === null || used + flat.length <= 116) return flat;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => deeper + layOut(item, deeper));
    return `[\n${items.join(",\n")}\n${indent}]`;
  }
  const fields = Object.entries(value).map(([key, item]) => {
    const start = `${deeper}${JSON.stringify(key)}: `;
    return start + layOut(item, deeper, start.length);
  });
  return `{\n${fields.join(",\n")}\n${indent}}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
