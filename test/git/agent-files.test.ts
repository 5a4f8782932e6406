import { execFileSync } from "node:child_process";
import {
  chmodSync,
  promises as fs,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  askAheadForChanges,
  askForChanges,
  type ListedFile,
  listAgentFiles,
  listByGit,
  listByWalking,
} from "../../src/git/agent-files.js";
import { readIndex } from "../../src/git/index-file.js";
import { findRepository, type Repository } from "../../src/git/repository.js";
import { nodeWorld } from "../../src/node-world.js";

let directory = "";
const git = (...args: string[]): string =>
  execFileSync("git", args, {
    cwd: directory,
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
  });
const write = (path: string, text: string): void => {
  mkdirSync(join(directory, dirname(path)), { recursive: true });
  writeFileSync(join(directory, path), text);
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tagline-files-"));
  git("init", "-q", "-b", "main");
  git("config", "user.email", "dev@example.com");
  git("config", "user.name", "Dev");
  for (const slug of ["desk", "intake", "night"]) {
    write(`agents/${slug}/agent.yaml`, `agent_name: ${slug}\n`);
    write(`agents/${slug}/prompts/general.md`, `Be ${slug}.\n`);
  }
  write(".gitignore", "*.log\n/agents/scratch/\n");
  git("add", ".");
  git("commit", "-q", "-m", "first");
  // Long ago, so that nothing may have changed while the index was written.
  for (const slug of ["desk", "intake", "night"])
    utimesSync(join(directory, `agents/${slug}/agent.yaml`), 1_000_000_000, 1_000_000_000);
  git("update-index", "-q", "--refresh");
});
afterEach(() => rmSync(directory, { recursive: true }));

type Rooted = Repository & { readonly workdir: string };

async function listings(agents: readonly string[] | null) {
  const tops = agents?.map((slug) => `agents/${slug}`) ?? ["agents"];
  const repo = (await findRepository(nodeWorld(directory), directory)) as Rooted;
  const index = await readIndex(repo);
  const entries = index.entries.filter(({ path }) => path.startsWith("agents"));
  const simple = (files: readonly ListedFile[] | null) =>
    files
      ?.map(({ path, kind, executable, size }) => ({
        path,
        kind,
        executable: kind === "file" && executable,
        size: kind === "file" ? size : 0,
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  const asked = await listByGit(repo, index, entries, await askForChanges(repo, agents));
  return { asked, byGit: simple(asked), byWalking: simple(await listByWalking(repo, entries, tops)) };
}

const states: Readonly<Record<string, () => void>> = {
  "nothing changed": () => undefined,
  "a file changed": () => write("agents/desk/agent.yaml", "agent_name: other name\n"),
  "a file touched": () => utimesSync(join(directory, "agents/desk/agent.yaml"), 1_100_000_000, 1_100_000_000),
  "a file removed": () => rmSync(join(directory, "agents/desk/agent.yaml")),
  "a directory removed": () => rmSync(join(directory, "agents/desk"), { recursive: true }),
  "files added": () => write("agents/new/agent.yaml", "agent_name: new\n"),
  "an empty directory": () => mkdirSync(join(directory, "agents/empty")),
  "ignored files": () => {
    write("agents/desk/x.log", "x");
    write("agents/scratch/agent.yaml", "x");
  },
  "an ignored file that is tracked": () => {
    write("agents/desk/x.log", "x");
    git("add", "-f", "agents/desk/x.log");
  },
  "a file staged only": () => {
    write("agents/desk/new.md", "x");
    git("add", "agents/desk/new.md");
  },
  "a file staged, then removed": () => {
    write("agents/desk/new.md", "x");
    git("add", "agents/desk/new.md");
    rmSync(join(directory, "agents/desk/new.md"));
  },
  "a file to be added": () => {
    write("agents/desk/new.md", "");
    git("add", "-N", "agents/desk/new.md");
  },
  "a file removed from the index only": () => git("rm", "-q", "--cached", "agents/desk/agent.yaml"),
  "an executable file": () => chmodSync(join(directory, "agents/desk/agent.yaml"), 0o755),
  "a file that became a link": () => {
    rmSync(join(directory, "agents/desk/agent.yaml"));
    symlinkSync("../night/agent.yaml", join(directory, "agents/desk/agent.yaml"));
  },
  "a tracked link": () => {
    symlinkSync("agent.yaml", join(directory, "agents/desk/link.yaml"));
    git("add", ".");
  },
  "a directory that became a link": () => {
    renameSync(join(directory, "agents/desk"), join(directory, "elsewhere"));
    symlinkSync("../elsewhere", join(directory, "agents/desk"));
  },
  "agents that became a link": () => {
    renameSync(join(directory, "agents"), join(directory, "elsewhere"));
    symlinkSync("elsewhere", join(directory, "agents"));
  },
  "a file that became a directory": () => {
    rmSync(join(directory, "agents/desk/agent.yaml"));
    write("agents/desk/agent.yaml/inner.md", "x");
  },
  "a repository of its own inside": () => {
    execFileSync("git", ["init", "-q", join(directory, "agents/inner")]);
    write("agents/inner/agent.yaml", "x");
  },
  "a submodule": () => {
    execFileSync("git", ["init", "-q", join(directory, "agents/inner")]);
    write("agents/inner/agent.yaml", "x");
    const inner = ["-C", "agents/inner", "-c", "user.name=D", "-c", "user.email=d@example.com"];
    git(...inner, "add", ".");
    git(...inner, "commit", "-q", "-m", "inner");
    git("-c", "advice.addEmbeddedRepo=false", "add", "agents/inner");
  },
  "a file taken for unchanged": () => {
    git("update-index", "--assume-unchanged", "agents/desk/agent.yaml");
    write("agents/desk/agent.yaml", "agent_name: changed in secret\n");
  },
  "an unresolved merge": () => {
    git("checkout", "-q", "-b", "other");
    write("agents/desk/agent.yaml", "agent_name: theirs\n");
    git("commit", "-qam", "theirs");
    git("checkout", "-q", "main");
    write("agents/desk/agent.yaml", "agent_name: ours\n");
    git("commit", "-qam", "ours");
    try {
      git("merge", "-q", "other");
    } catch {
      // The conflict is what this is about.
    }
  },
  "names with blanks, quotes and umlauts": () => {
    write('agents/desk/a "b" c.md', "x");
    write("agents/desk/prüfung.md", "x");
    git("add", "agents/desk/prüfung.md");
  },
  "line ends of Windows": () => {
    git("config", "core.autocrlf", "true");
    write("agents/desk/agent.yaml", "agent_name: desk\r\n");
  },
  "bits of executables that mean nothing": () => {
    git("config", "core.fileMode", "false");
    chmodSync(join(directory, "agents/desk/agent.yaml"), 0o755);
  },
};

describe("git and walking list the same files", () => {
  it.each(Object.keys(states))("%s", async (state) => {
    states[state]?.();
    const { asked, byGit, byWalking } = await listings(null);
    // Where the bit means nothing, it is the index's that counts, whichever of the two is listed.
    const plain = (files: typeof byGit) =>
      state.startsWith("bits") ? files?.map((file) => ({ ...file, executable: false })) : files;
    expect(plain(byGit)).toEqual(plain(byWalking));
    // An id is that of what the file holds.
    for (const { path, oid } of asked ?? [])
      if (oid !== null) expect(oid, path).toBe(git("hash-object", path).trim());
  });

  it("of some agents only", async () => {
    write("agents/desk/more.md", "x");
    write("agents/night/more.md", "x");
    const { byGit, byWalking } = await listings(["desk", "none"]);
    const ofDesk = byWalking?.filter(({ path }) => path.startsWith("agents/desk/"));
    expect(byGit?.filter(({ path }) => path.startsWith("agents/desk/"))).toEqual(ofDesk);
  });
});

it("an index that another process wrote meanwhile is not believed", async () => {
  const repo = (await findRepository(nodeWorld(directory), directory)) as Rooted;
  const index = await readIndex(repo);
  write("agents/desk/agent.yaml", "agent_name: added meanwhile\n");
  git("add", ".");
  expect(await listByGit(repo, index, index.entries, await askForChanges(repo, null))).toBeNull();
});

it("nor is what git said of an index before the one that was read", async () => {
  const repo = (await findRepository(nodeWorld(directory), directory)) as Rooted;
  const asked = await askForChanges(repo, null);
  write("agents/desk/agent.yaml", "agent_name: added meanwhile\n");
  git("add", ".");
  const index = await readIndex(repo);
  expect(await listByGit(repo, index, index.entries, asked)).toBeNull();
});

it("without git there is walking", async () => {
  const world = {
    ...nodeWorld(directory),
    fs,
    run: () => Promise.reject(Object.assign(new Error("none"), { code: "ENOENT" })),
  };
  const repo = (await findRepository(world, directory)) as Rooted;
  const index = await readIndex(repo);
  expect(await listByGit(repo, index, index.entries, await askForChanges(repo, null))).toBeNull();
  expect(await listByWalking(repo, index.entries, ["agents"])).toHaveLength(6);
});

it("git is not started where few of many files are agents'", async () => {
  for (let i = 0; i < 600; i++) write(`recordings/${i}.txt`, `${i}\n`);
  git("add", ".");
  const repo = (await findRepository(nodeWorld(directory), directory)) as Rooted;
  expect(await askAheadForChanges(repo, null)).toBeNull();
  expect(await listAgentFiles(repo, await readIndex(repo), null)).toHaveLength(6);
});

it("nobody waits for git where few of many agents are asked for", async () => {
  for (let i = 0; i < 600; i++) write(`agents/many/prompts/${i}.md`, `${i}\n`);
  git("add", ".");
  const world = nodeWorld(directory);
  // In place of a git that reads all files of a new clone first: what takes longer than any test.
  const run: typeof world.run = (program, args, options) =>
    options.signal === undefined ? world.run(program, args, options) : world.run("sleep", ["600"], options);
  const repo = (await findRepository({ ...world, run }, directory)) as Rooted;
  const asked = await askAheadForChanges(repo, ["desk"]);
  expect(asked).not.toBeNull();
  await listAgentFiles(repo, await readIndex(repo), ["desk"], asked);
  await expect(asked?.said).rejects.toThrow("aborted");
});
