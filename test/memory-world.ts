import { createFsFromVolume, Volume } from "memfs";
import type { World, WorldFs } from "../src/world.js";

/** A world on memfs with a fixed clock, no git program and no terminal; what is printed is kept. */
export interface MemoryWorld {
  readonly world: World;
  readonly volume: InstanceType<typeof Volume>;
  readonly out: () => string;
  readonly err: () => string;
}

/** 2026-01-02T03:04:05Z in milliseconds. */
export const fixedTime = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Files of a repository without commits, as `git init -b main` makes them. */
const emptyRepository = {
  "/repo/.git/HEAD": "ref: refs/heads/main\n",
  "/repo/.git/config": "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n",
  "/repo/.git/objects": null,
  "/repo/.git/refs/heads": null,
  "/repo/.git/refs/tags": null,
};

/** A world whose current directory is a new repository that holds `files`. */
export function memoryWorld(files: Readonly<Record<string, string | Buffer>>): MemoryWorld {
  const volume = Volume.fromJSON(emptyRepository);
  for (const [path, content] of Object.entries(files)) {
    const full = `/repo/${path}`;
    volume.mkdirSync(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    volume.writeFileSync(full, content);
  }
  const out: string[] = [];
  const err: string[] = [];
  const world: World = {
    fs: createFsFromVolume(volume).promises as unknown as WorldFs,
    clock: { now: () => fixedTime, timezoneOffset: () => 60, sleep: () => Promise.resolve() },
    env: {
      GIT_AUTHOR_NAME: "Dev",
      GIT_AUTHOR_EMAIL: "dev@example.com",
      GIT_COMMITTER_NAME: "Dev",
      GIT_COMMITTER_EMAIL: "dev@example.com",
    },
    cwd: "/repo",
    stdout: { write: (text) => void out.push(text), isTerminal: false, columns: undefined },
    stderr: { write: (text) => void err.push(text), isTerminal: false, columns: undefined },
    run: () => Promise.reject(Object.assign(new Error("no git here"), { code: "ENOENT" })),
    processes: {
      self: () => Promise.resolve("test.1"),
      // Only the test's own process is at work: whatever another one left is reclaimed.
      state: (name) => Promise.resolve(name === "test.1" ? "running" : "gone"),
      user: null,
    },
    uninterrupted: (work) => work(),
  };
  return { world, volume, out: () => out.join(""), err: () => err.join("") };
}

/** A valid agent on a custom LLM: the smallest there is. */
export function customAgent(name: string): string {
  return `response_engine:\n  type: custom-llm\n  llm_websocket_url: wss://llm.example/${name}\nvoice_id: 11labs-Adrian\nagent_name: ${name}\n`;
}
