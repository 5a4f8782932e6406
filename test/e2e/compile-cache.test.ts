import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Scratch, scratchRepository } from "./scratch.js";

const dist = join(import.meta.dirname, "../../dist");
// Node keeps compiled code by itself from 22.1 on, in files of its own.
const isOurs = Number(process.versions.node.split(".")[0]) < 22;

describe.runIf(isOurs)("what V8 compiled is kept beside the program", () => {
  let made: Scratch;
  let copy: string;
  beforeEach(() => {
    made = scratchRepository();
    made.write("phone-numbers.yaml", 'numbers:\n  "+14155550100": {}\n');
    made.git("add", ".");
    made.git("commit", "-qm", "Numbers");
    copy = join(made.directory, "dist");
    cpSync(dist, copy, { recursive: true, filter: (path) => path !== join(dist, "compiled") });
  });
  const numbers = (env = {}) =>
    spawnSync(process.execPath, [join(copy, "bin.js"), "numbers", "--quiet"], {
      cwd: made.directory,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
  const kept = (): string[] => readdirSync(copy).filter((name) => name === "compiled");
  const file = (): string => {
    const [name = "", ...others] = readdirSync(join(copy, "compiled"));
    expect(others).toEqual([]);
    expect(name).toMatch(/^numbers-[0-9a-f]+$/);
    return join(copy, "compiled", name);
  };
  const inode = () => statSync(file()).ino;

  it("by the first run of a command, and only read by the next", () => {
    const first = numbers();
    expect(first.stderr).toBe("");
    expect(first.status).toBe(0);
    const before = inode();
    const second = numbers();
    expect(second.stdout).toBe(first.stdout);
    expect(inode()).toBe(before);
  });

  it("and made anew when it is damaged, cut off, empty or a day old", () => {
    const { stdout } = numbers();
    const whole = readFileSync(file());
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 0xff;
    for (const bytes of [flipped, whole.subarray(0, whole.length >> 1), Buffer.alloc(0), Buffer.alloc(64)]) {
      writeFileSync(file(), bytes);
      const before = inode();
      expect(numbers()).toMatchObject({ status: 0, stdout, stderr: "" });
      expect(inode()).not.toBe(before);
    }
    const before = inode();
    utimesSync(file(), 0, Date.now() / 1000 - 25 * 60 * 60);
    expect(numbers()).toMatchObject({ status: 0, stdout });
    expect(inode()).not.toBe(before);
  });

  it("and not used for a program that is another now", () => {
    numbers();
    const before = inode();
    for (const chunk of readdirSync(join(copy, "chunks")))
      appendFileSync(join(copy, "chunks", chunk), "\n;process.stdout.write('new ');");
    expect(numbers().stdout).toMatch(/^new /);
    expect(inode()).not.toBe(before);
  });

  it("unless nothing can be kept there, or nobody wants it", () => {
    const { stdout } = numbers({ NODE_DISABLE_COMPILE_CACHE: "1" });
    expect(kept()).toEqual([]);
    writeFileSync(join(copy, "compiled"), "a file");
    expect(numbers()).toMatchObject({ status: 0, stdout, stderr: "" });
    expect(readFileSync(join(copy, "compiled"), "utf8")).toBe("a file");
  });
});
