import { promises, readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Processes, RunProgram, World, WorldFs } from "./world.js";

/** The world as it is, around a directory: the disk, the time, the environment, programs. Output goes nowhere. */
export function nodeWorld(directory: string, fs: WorldFs = promises): World {
  const nowhere = { write: () => undefined, isTerminal: false, columns: undefined };
  return {
    fs,
    clock: {
      now: () => Date.now(),
      timezoneOffset: (milliseconds) => -new Date(milliseconds).getTimezoneOffset(),
      // Without a time to wait, those have their turn that something has come for: a timer would wait a millisecond.
      sleep: (milliseconds) =>
        new Promise((resolve) => {
          if (milliseconds > 0) setTimeout(resolve, milliseconds);
          else setImmediate(resolve);
        }),
    },
    env: process.env,
    cwd: directory,
    stdout: nowhere,
    stderr: nowhere,
    run: runProgram,
    runtime: process.version,
    processes,
    uninterrupted: (work) => work(),
  };
}

const runProgram: RunProgram = async (program, args, options) => {
  const { spawn } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    const { cwd, env, timeout, signal } = options;
    const input = options.input === undefined ? "ignore" : "pipe";
    const child = spawn(program, args, {
      cwd,
      env,
      timeout,
      signal,
      windowsHide: true,
      stdio: [input, "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout?.on("data", options.onOutput ?? ((chunk: Buffer) => out.push(chunk)));
    child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString("utf8") });
    });
    // The program may end without reading what it is given.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(options.input);
  });
};

/** As a part of a process's name, and so of a file's. */
const plain = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 40);

/** What the kernel tells is there at once; asked through Node's thread pool, it takes a hundred times as long. */
const tryTo = (read: () => string): string => {
  try {
    return read();
  } catch {
    return "";
  }
};

/** When a process started, in whatever unit the system has; null when there is none, "" when that is hidden. */
const startOf = async (pid: number): Promise<string | null> => {
  const stat = tryTo(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  // The program's name, in parentheses, may hold anything; state is the 3rd field, start the 22nd.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (stat !== "") return /^[ZX]$/.test(fields[0] ?? "") ? null : (fields[19] ?? "");
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return null;
  }
  if (process.platform === "linux" || process.platform === "win32") return "";
  const said = await runProgram("ps", ["-o", "lstart=", "-p", String(pid)], {
    cwd: "/",
    env: { LC_ALL: "C" },
  });
  return said.code === 0 ? plain(said.stdout.toString("latin1").trim()) : "";
};

/** Machine, its current run, and the container in which process numbers count. */
const placeOf = (): readonly [host: string, boot: string, container: string] => [
  plain(hostname()),
  plain(tryTo(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1"))),
  plain(tryTo(() => readlinkSync("/proc/self/ns/pid"))),
];

const nameSelf = async (): Promise<string> =>
  [...placeOf(), process.pid, await startOf(process.pid)].join(".");

/** Asked for once: it is in the name of each object that is written, and macOS starts a program to tell it. */
let ownName: Promise<string> | null = null;

const processes: Processes = {
  self() {
    ownName ??= nameSelf();
    return ownName;
  },
  state: async (name) => {
    const [host, boot, container, pid, start] = name.split(".");
    const [ourHost, ourBoot, ourContainer] = placeOf();
    if (host !== ourHost) return "unknown";
    if (boot !== ourBoot) return "gone";
    if (container !== ourContainer) return "unknown";
    const started = await startOf(Number(pid));
    if (started === start) return "running";
    return started === "" ? "unknown" : "gone";
  },
  user: process.getuid?.() ?? null,
};
